package io.jenkins.plugins.pumphouse.migration.loadbalancer;

import io.jenkins.plugins.pumphouse.openstack.Request;

/**
 * The sorts of parts of a load balancer, in the order of their making: each needs what stands before it (Load Balancer
 * API v2, "Pools" to "L7 Rules").
 */
enum PartSort {
    POOL("pool", "/lbaas/pools", "pools", "loadbalancer_id"),
    MEMBER("member", "/members", "members", null),
    MONITOR("healthmonitor", "/lbaas/healthmonitors", "healthmonitors", "pool_id"),
    LISTENER("listener", "/lbaas/listeners", "listeners", "loadbalancer_id"),
    POLICY("l7policy", "/lbaas/l7policies", "l7policies", "listener_id"),
    RULE("rule", "/rules", "rules", null);

    /** Under which a request and an answer hold one. */
    final String single;

    final String path;
    /** Under which a list holds them. */
    final String plural;
    /** The field of a new part that names what it belongs to; null where its path does. */
    final String parentField;

    PartSort(String single, String path, String plural, String parentField) {
        this.single = single;
        this.path = path;
        this.plural = plural;
        this.parentField = parentField;
    }

    /** The path of the collection that has the parts of {@code parent}. */
    String collection(String parent) {
        return switch (this) {
            case MEMBER -> POOL.path + '/' + Request.segment(parent) + path;
            case RULE -> POLICY.path + '/' + Request.segment(parent) + path;
            default -> path;
        };
    }
}
