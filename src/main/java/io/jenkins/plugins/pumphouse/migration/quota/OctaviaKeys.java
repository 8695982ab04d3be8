package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Two quotas of Octavia have had another name until Rocky, which later releases show beside today's, and Queens alone
 * ({@code octavia/api/v2/types/quotas.py}).
 */
final class OctaviaKeys {
    private static final Map<String, String> FORMER =
            Map.of("loadbalancer", "load_balancer", "healthmonitor", "health_monitor");

    private OctaviaKeys() {}

    /** What any release shows, under today's names. */
    static ObjectNode today(JsonNode shown) {
        ObjectNode quotas = shown.deepCopy();
        FORMER.forEach((today, former) -> {
            JsonNode value = quotas.remove(former);
            if (value != null && !quotas.has(today)) {
                quotas.set(today, value);
            }
        });
        return quotas;
    }

    /** Quotas under the names that the release has that shows {@code shown}. */
    static ObjectNode known(ObjectNode quotas, JsonNode shown) {
        ObjectNode known = quotas.deepCopy();
        FORMER.forEach((today, former) -> {
            if (known.has(today) && !shown.has(today) && shown.has(former)) {
                known.set(former, known.remove(today));
            }
        });
        return known;
    }
}
