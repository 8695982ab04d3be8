package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much each project may have, and the check of it. */
final class NetworkQuotas {
    private final Network neutron;
    private final Map<String, Integer> presets = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> own = new HashMap<>();

    NetworkQuotas(Network neutron) {
        this.neutron = neutron;
        presets.put("network", 100);
        presets.put("subnet", 100);
        if (neutron.release().modern()) {
            presets.put("subnetpool", -1);
        }
        presets.put("port", 500);
        presets.put("router", 10);
        presets.put("floatingip", 50);
        if (neutron.release().modern()) {
            presets.put("rbac_policy", 10);
        }
        presets.put("security_group", 10);
        presets.put("security_group_rule", 100);
    }

    void addTo(Routes routes) {
        String one = "/v2.0/quotas/{project}";
        routes.get(
                        "/v2.0/quotas",
                        call -> Answer.ok(WireJson.object(
                                "quotas",
                                WireJson.arrayOf(
                                        own.keySet().stream().map(this::row).toList()))))
                .get(one, call -> {
                    allowed(call);
                    return Answer.ok(WireJson.object("quota", limits(call.segment("project"))));
                })
                .put(one, this::update)
                .delete(one, call -> {
                    admin(call);
                    own.remove(call.segment("project"));
                    return Answer.noContent();
                });
        if (neutron.release().modern()) {
            routes.get(one + "/default", call -> Answer.ok(WireJson.object("quota", WireJson.node(defaults()))))
                    .get(one + "/details", this::details)
                    .get(one + "/details.json", this::details);
        }
    }

    private ObjectNode row(String project) {
        ObjectNode row = limits(project);
        row.put("tenant_id", project);
        return row.put("project_id", project);
    }

    private Answer update(Call call) {
        admin(call);
        ObjectNode wanted = call.entity("quota");
        Map<String, Integer> next = new LinkedHashMap<>(own.getOrDefault(call.segment("project"), Map.of()));
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            // Clients send the whole object back with its owner in it, which the service takes.
            if (List.of("tenant_id", "project_id").contains(field.getKey())) {
                continue;
            }
            if (!limits(call.segment("project")).has(field.getKey())) {
                throw Refused.badRequest("Unrecognized attribute(s) '" + field.getKey() + "'");
            }
            if (!field.getValue().asText().matches("-?\\d+")) {
                throw new Refused(
                        400,
                        "InvalidInput",
                        "Invalid input for operation: '" + field.getValue().asText() + "' is not an integer.");
            }
            next.put(field.getKey(), field.getValue().asInt());
        }
        own.put(call.segment("project"), next);
        return Answer.ok(WireJson.object("quota", limits(call.segment("project"))));
    }

    private Answer details(Call call) {
        allowed(call);
        ObjectNode details = WireJson.object();
        limits(call.segment("project"))
                .properties()
                .forEach(limit -> details.set(
                        limit.getKey(),
                        WireJson.object(
                                "limit",
                                limit.getValue(),
                                "used",
                                used(call.segment("project"), limit.getKey()),
                                "reserved",
                                0)));
        return Answer.ok(WireJson.object("quota", details));
    }

    private Map<String, Integer> defaults() {
        Map<String, Integer> defaults = new LinkedHashMap<>(presets);
        if (neutron.extensions.has(Trunks.EXTENSION)) {
            defaults.put("trunk", -1);
        }
        return defaults;
    }

    private ObjectNode limits(String project) {
        Map<String, Integer> limits = defaults();
        limits.putAll(own.getOrDefault(project, Map.of()));
        return (ObjectNode) WireJson.node(limits);
    }

    private int used(String project, String key) {
        return neutron.resources().stream()
                .filter(resource -> resource.key().equals(key))
                .mapToInt(resource ->
                        (int) resource.table.where("tenant_id", project).count())
                .sum();
    }

    /** Refuses one more object of a kind where the project already has what it may have. */
    void claim(String project, String key) {
        int limit = limits(project).path(key).asInt(-1);
        if (limit >= 0 && used(project, key) >= limit) {
            throw new Refused(409, "OverQuota", "Quota exceeded for resources: ['" + key + "'].");
        }
    }

    private static void admin(Call call) {
        if (!call.caller().admin()) {
            throw new Refused(
                    403, "AdminRequired", "User does not have admin privileges: Cannot modify resource quota.");
        }
    }

    private static void allowed(Call call) {
        if (!call.caller().sees(call.segment("project"))) {
            throw new Refused(
                    403,
                    "AdminRequired",
                    "User does not have admin privileges: Non-admin is not authorised to access quotas for another"
                            + " project.");
        }
    }
}
