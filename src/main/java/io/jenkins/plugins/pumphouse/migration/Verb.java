package io.jenkins.plugins.pumphouse.migration;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the original's {@code pump-*} commands move, and what is done in the end; {@link ResourceTypes} says with which
 * types.
 */
public enum Verb {
    ROLES,
    TENANTS,
    USERS,
    USER_ROLES,
    FLAVORS,
    KEYPAIRS,
    QUOTAS,
    SECGROUPS,
    NETWORKS,
    FLOATING_IPS,
    IMAGES,
    VOLUMES,
    INSTANCES,
    LOAD_BALANCERS,
    /** Deletes on the source what {@link #INSTANCES} has moved. */
    CLEANUP,
    /** Returns to the source what {@link #INSTANCES} has moved. */
    ROLLBACK,
    /** Removes from the target what the other steps have created, servers and volumes aside. */
    ROLLBACK_RESOURCES,
    /** Switches gateways and DHCP of shared wires over from the source to the target. */
    CUTOVER;

    /** The pipeline step that does it: {@code "pumpUserRoles"}. */
    public String step() {
        if (this == ROLLBACK_RESOURCES) {
            return ROLLBACK.step(); // with an argument
        }
        return Stream.of(name().toLowerCase(Locale.ROOT).split("_"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("", "pump", ""));
    }

    /** Whether it brings objects to the target, which must have room for them; the others only remove. */
    boolean makes() {
        return this != CLEANUP && this != ROLLBACK && this != ROLLBACK_RESOURCES;
    }

    /** What is being done, in words for a person: {@code "moving user roles"}. */
    public String doing() {
        return switch (this) {
            case CLEANUP -> "deleting what was moved";
            case ROLLBACK -> "taking servers back";
            case ROLLBACK_RESOURCES -> "removing what was made on the target";
            case CUTOVER -> "switching networks over";
            default -> "moving " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
