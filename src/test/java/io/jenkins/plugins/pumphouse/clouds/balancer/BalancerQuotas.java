package io.jenkins.plugins.pumphouse.clouds.balancer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Octavia's quotas. Since Rocky the load balancers' and health monitors' are shown under two names and taken under
 * either; Queens has the first of each pair alone. It tells no usage.
 */
final class BalancerQuotas {
    private static final Map<String, String> FORMER =
            Map.of("load_balancer", "loadbalancer", "health_monitor", "healthmonitor");

    private final Map<String, Integer> presets = new LinkedHashMap<>(Map.of(
            "loadbalancer", 20,
            "listener", 50,
            "pool", 50,
            "member", 200,
            "healthmonitor", -1,
            "l7policy", -1,
            "l7rule", -1));
    private final Map<String, Map<String, Integer>> own = new HashMap<>();
    private boolean queens;

    void addTo(Routes routes, String root) {
        String one = root + "quotas/{project}";
        routes.get(one, call -> Answer.ok(shown(own.getOrDefault(call.segment("project"), Map.of()))))
                .get(one + "/default", call -> Answer.ok(shown(Map.of())))
                .put(one, this::update);
    }

    void asInQueens() {
        queens = true;
    }

    private ObjectNode shown(Map<String, Integer> set) {
        Map<String, Integer> limits = new LinkedHashMap<>(presets);
        limits.putAll(set);
        FORMER.forEach((former, today) -> limits.put(former, queens ? limits.remove(today) : limits.get(today)));
        return WireJson.object("quota", WireJson.node(limits));
    }

    private Answer update(Call call) {
        if (!call.caller().admin()) {
            throw new Refused(403, null, "Policy does not allow this request to be performed.");
        }
        Map<String, Integer> next = new LinkedHashMap<>(own.getOrDefault(call.segment("project"), Map.of()));
        call.entity("quota").properties().forEach(field -> {
            if (!shown(Map.of()).path("quota").has(field.getKey())) {
                throw Refused.badRequest("Unknown attribute: " + field.getKey());
            }
            next.put(
                    FORMER.getOrDefault(field.getKey(), field.getKey()),
                    field.getValue().asInt());
        });
        own.put(call.segment("project"), next);
        return Answer.of(202, shown(next));
    }
}
