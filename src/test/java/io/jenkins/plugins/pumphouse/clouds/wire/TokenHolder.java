package io.jenkins.plugins.pumphouse.clouds.wire;

import java.util.Set;

/**
 * Who asks, as a token says it.
 *
 * @param userId id of the user
 * @param userName name of the user
 * @param projectId id of the project that the token is scoped to, null when unscoped or scoped to a domain
 * @param projectName name of that project, null with it
 * @param domainId id of the domain that the token is scoped to, null when unscoped or scoped to a project
 * @param roles names of the roles that the token carries
 */
public record TokenHolder(
        String userId, String userName, String projectId, String projectName, String domainId, Set<String> roles) {
    /** What many deployments write into their policies beside {@code admin}. */
    private static final Set<String> ADMINISTRATORS = Set.of("admin", "cloud_admin");

    /** Whether the policies of all services let the caller do everything. */
    public boolean admin() {
        return roles.stream().anyMatch(ADMINISTRATORS::contains);
    }

    /** Whether an object of this project is visible to the caller as owner or as admin. */
    public boolean sees(String ownerProject) {
        return admin() || (projectId != null && projectId.equals(ownerProject));
    }
}
