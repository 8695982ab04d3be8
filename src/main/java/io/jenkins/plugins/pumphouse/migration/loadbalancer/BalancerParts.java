package io.jenkins.plugins.pumphouse.migration.loadbalancer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the parts of load balancers: four lists for all of them, and one more for each pool with members and each
 * policy with rules, which Octavia lists nowhere else (Load Balancer API v2, "List Members", "List L7 Rules").
 */
final class BalancerParts {
    private final Cloud cloud;
    private final Map<String, List<ObjectNode>> byBalancer = new HashMap<>();

    /** Of all load balancers in a scope. */
    BalancerParts(Cloud cloud, Scope scope) {
        this.cloud = cloud;
        Map<String, String> pools = new HashMap<>();
        Map<String, String> listeners = new HashMap<>();
        for (ObjectNode pool : list(PartSort.POOL, scope)) {
            String id = Json.text(pool, "id");
            String balancer = owner(pool);
            pools.put(id, balancer);
            add(balancer, PartSort.POOL, balancer, pool);
            if (!pool.path("members").isEmpty()) {
                nested(PartSort.MEMBER, id).forEach(member -> add(balancer, PartSort.MEMBER, id, member));
            }
        }
        for (ObjectNode monitor : list(PartSort.MONITOR, scope)) {
            String pool = Json.text(monitor.path("pools").path(0), "id");
            add(pools.get(pool), PartSort.MONITOR, pool, monitor);
        }
        for (ObjectNode listener : list(PartSort.LISTENER, scope)) {
            String balancer = owner(listener);
            listeners.put(Json.text(listener, "id"), balancer);
            add(balancer, PartSort.LISTENER, balancer, listener);
        }
        for (ObjectNode policy : list(PartSort.POLICY, scope)) {
            String id = Json.text(policy, "id");
            String listener = Json.text(policy, "listener_id");
            String balancer = listeners.get(listener);
            add(balancer, PartSort.POLICY, listener, policy);
            if (!policy.path("rules").isEmpty()) {
                nested(PartSort.RULE, id).forEach(rule -> add(balancer, PartSort.RULE, id, rule));
            }
        }
    }

    private static String owner(JsonNode part) {
        return Json.text(part.path("loadbalancers").path(0), "id");
    }

    private List<ObjectNode> list(PartSort sort, Scope scope) {
        Request list = Request.get(Service.LOAD_BALANCER, sort.path);
        return cloud.list(scope.all() ? list : list.query("project_id", scope.owner()), sort.plural);
    }

    /** What stood in a pool or policy that has gone since it was listed has gone as well. */
    private List<ObjectNode> nested(PartSort sort, String parent) {
        try {
            return cloud.list(Request.get(Service.LOAD_BALANCER, sort.collection(parent)), sort.plural);
        } catch (CloudException.NotFound e) {
            return List.of();
        }
    }

    private void add(String balancer, PartSort sort, String parent, ObjectNode json) {
        byBalancer
                .computeIfAbsent(String.valueOf(balancer), id -> new ArrayList<>())
                .add(new Part(sort, Json.text(json, "id"), parent, json).node());
    }

    /** Lets a load balancer say of what it consists. */
    ObjectNode in(ObjectNode balancer) {
        ArrayNode parts = balancer.putArray(Part.FIELD);
        byBalancer.getOrDefault(Json.text(balancer, "id"), List.of()).forEach(parts::add);
        return balancer;
    }

    /** The parts of a load balancer that was {@linkplain #in read}. */
    static List<Part> of(JsonNode balancer) {
        List<Part> parts = new ArrayList<>();
        balancer.path(Part.FIELD).forEach(node -> parts.add(Part.of(node)));
        return parts;
    }
}
