package io.jenkins.plugins.pumphouse.migration.loadbalancer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;

/** What the changes of load balancers send: one request for each part. */
public final class BalancerRequests {
    private static final String BALANCER = LoadBalancerType.PATH + "/{id}";

    private BalancerRequests() {}

    public static void ofBalancer(RequestPlan plan) {
        Sender octavia = plan.onTarget(Service.LOAD_BALANCER);
        switch (plan.decision()) {
            case CREATE -> {
                octavia.post(LoadBalancerType.PATH);
                parts(plan, octavia);
            }
            case UPDATE -> {
                octavia.times(plan.changesFields(Part.FIELD) ? 1 : 0).put(BALANCER);
                parts(plan, octavia);
            }
            case ROLL_BACK -> octavia.delete(BALANCER);
            default -> RequestPlan.none(plan);
        }
    }

    private static void parts(RequestPlan plan, Sender octavia) {
        ObjectNode onTarget = plan.decision() == Decision.CREATE
                ? Json.object()
                : plan.existing().orElseThrow().json().deepCopy();
        WantedParts parts = new WantedParts(plan.wanted(), onTarget);
        PartDifferences differences = new PartDifferences(parts);
        parts.left().forEach(part -> octavia.delete(one(part)));
        for (Part part : parts.all()) {
            Optional<Part> copy = parts.existing(part);
            if (copy.isEmpty()) {
                octavia.post(all(part));
            } else if (!differences.changed(part, copy.get()).isEmpty()) {
                octavia.put(one(part));
            }
        }
    }

    private static String all(Part part) {
        return part.sort().collection("{parent_id}");
    }

    private static String one(Part part) {
        return all(part) + "/{id}";
    }
}
