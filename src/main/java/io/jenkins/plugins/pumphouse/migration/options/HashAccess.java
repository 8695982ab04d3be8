package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;

/** How to reach the database of a Keystone. */
public interface HashAccess extends Serializable {
    /** To read only: the database itself refuses writes then. */
    HashStore openToRead();

    HashStore openToWrite();
}
