package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * QoS policies; their rules, which stand in them, are made and deleted below them, each sort under a path of its own.
 */
final class QosPolicies extends NeutronResource {
    private static final Map<String, ObjectNode> SORTS = Map.of(
            "bandwidth_limit",
            WireJson.object("max_kbps", null, "max_burst_kbps", 0, "direction", "egress"),
            "dscp_marking",
            WireJson.object("dscp_mark", null),
            "minimum_bandwidth",
            WireJson.object("min_kbps", null, "direction", "egress"));

    QosPolicies(Network neutron) {
        super(neutron, "policy", "policies", "QosPolicyNotFound", "QoS policy %s could not be found.");
        attributes
                .field("name", "")
                .field("description", "")
                .field("shared", false)
                .field("is_default", false)
                .shown("rules", List.of());
    }

    @Override
    String path() {
        return "qos/policies";
    }

    @Override
    String tagPath() {
        return "policies";
    }

    @Override
    void addTo(Routes routes) {
        super.addTo(routes);
        SORTS.keySet().forEach(sort -> {
            String all = "/v2.0/qos/policies/{id}/" + sort + "_rules";
            routes.post(all, call -> add(call, sort)).delete(all + "/{rule}", this::remove);
        });
    }

    private Answer add(Call call, String sort) {
        ObjectNode policy = own(call);
        ObjectNode rule = SORTS.get(sort).deepCopy();
        ObjectNode wanted = call.entity(sort + "_rule");
        wanted.properties().forEach(field -> {
            if (!rule.has(field.getKey())) {
                throw Refused.badRequest("Unrecognized attribute(s) '" + field.getKey() + "'");
            }
            rule.set(field.getKey(), field.getValue());
        });
        for (JsonNode other : policy.path("rules")) {
            boolean same = other.path("type").asText().equals(sort)
                    && other.path("direction").equals(rule.path("direction"));
            if (same) {
                throw new Refused(
                        409,
                        "QoSRulesConflict",
                        "Rule " + sort + " conflicts with rule " + WireJson.text(other, "id")
                                + " which already exists in QoS Policy " + WireJson.text(policy, "id") + ".");
            }
        }
        rule.put("id", UUID.randomUUID().toString());
        ObjectNode stored = rule.deepCopy().put("type", sort);
        ((ArrayNode) policy.get("rules")).add(stored.put("qos_policy_id", WireJson.text(policy, "id")));
        touch(policy);
        return Answer.created(WireJson.object(sort + "_rule", rule));
    }

    private Answer remove(Call call) {
        ArrayNode rules = (ArrayNode) own(call).get("rules");
        for (int i = 0; i < rules.size(); i++) {
            if (call.segment("rule").equals(WireJson.text(rules.get(i), "id"))) {
                rules.remove(i);
                return Answer.noContent();
            }
        }
        throw new Refused(404, "QosRuleNotFound", "QoS rule " + call.segment("rule") + " could not be found.");
    }

    @Override
    void make(ObjectNode row, Call call) {}

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {}

    /** Refuses a policy that does not exist. */
    void check(ObjectNode row) {
        String id = WireJson.text(row, "qos_policy_id");
        if (id != null && !table.has(id)) {
            throw notFound(id);
        }
    }

    @Override
    void gone(ObjectNode row) {
        String id = WireJson.text(row, "id");
        boolean used = Stream.of(neutron.networks, neutron.ports)
                .anyMatch(
                        kind -> kind.table.where("qos_policy_id", id).findAny().isPresent());
        if (used) {
            throw new Refused(409, "QosPolicyInUse", "QoS Policy " + id + " is used.");
        }
    }
}
