package io.jenkins.plugins.pumphouse.host.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a host becomes in the target's Fuel.
 *
 * @param environment of Fuel, name or id; null for the only one
 * @param roles in Fuel
 * @param layout its disks, interfaces and name in Fuel
 */
public record NodePlan(String environment, Set<String> roles, LayoutPlan layout) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the roles; their order stays. */
    public NodePlan {
        roles = Collections.unmodifiableSet(new LinkedHashSet<>(roles));
    }

    /** @param usual the environment of hosts that name none; may be null */
    public NodePlan orIn(String usual) {
        return environment == null ? new NodePlan(usual, roles, layout) : this;
    }

    /**
     * What a step asks for instead.
     *
     * @param otherEnvironment null for what it is
     * @param otherRoles empty for what they are
     */
    public NodePlan with(String otherEnvironment, Set<String> otherRoles) {
        return new NodePlan(
                otherEnvironment == null ? environment : otherEnvironment,
                otherRoles.isEmpty() ? roles : otherRoles,
                layout);
    }
}
