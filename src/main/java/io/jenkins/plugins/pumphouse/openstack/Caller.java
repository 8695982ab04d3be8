package io.jenkins.plugins.pumphouse.openstack;

import java.util.Set;

/**
 * Who a token belongs to.
 *
 * @param userId id of the user
 * @param userName name of the user
 * @param projectId id of the project that the token is scoped to
 * @param projectName name of that project
 * @param roleNames names of the user's roles in that project, as the cloud writes them
 */
public record Caller(String userId, String userName, String projectId, String projectName, Set<String> roleNames) {

    /** Makes the set immutable. */
    public Caller {
        roleNames = Set.copyOf(roleNames);
    }
}
