package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;

/** How to reach the database of a Keystone. */
public interface HashAccess extends Serializable {
    /** @param readOnly whether the database itself has to refuse writes */
    HashStore open(boolean readOnly);
}
