package io.jenkins.plugins.pumphouse.migration.volume;

import io.jenkins.plugins.pumphouse.openstack.Cloud;

/** The target with tokens of its projects: a volume belongs to the project of the token that makes it. */
public interface ProjectAccess {
    /** The target as a member of a project; the account joins it where it is none. */
    Cloud in(String project);

    /** The same after the account turned out to be a member no more. */
    Cloud again(String project);
}
