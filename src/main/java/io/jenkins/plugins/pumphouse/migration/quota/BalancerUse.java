package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a project has of Octavia, which takes any quota and tells no use ({@code octavia/api/v2/controllers/quotas.py}):
 * its objects are counted.
 */
final class BalancerUse {
    /** The list of each quota. */
    private static final Map<String, String> LISTS = Map.of(
            "loadbalancer", "loadbalancers",
            "listener", "listeners",
            "pool", "pools",
            "healthmonitor", "healthmonitors",
            "l7policy", "l7policies");

    /** What stands in the objects of another quota: each pool lists its members, and each policy its rules. */
    private enum Part {
        MEMBER("member", "pool", "members"),
        RULE("l7rule", "l7policy", "rules");

        final String quota;
        final String whole;
        final String field;

        Part(String quota, String whole, String field) {
            this.quota = quota;
            this.whole = whole;
            this.field = field;
        }
    }

    private BalancerUse() {}

    /**
     * As the other services tell it: each quota with {@code in_use}.
     *
     * @param wanted the quotas that are asked about: no list of another one is read
     */
    static JsonNode of(Cloud cloud, String project, JsonNode wanted) {
        ObjectNode use = Json.object();
        LISTS.forEach((quota, list) -> {
            List<Part> parts = Stream.of(Part.values())
                    .filter(part -> part.whole.equals(quota) && isBound(wanted, part.quota))
                    .toList();
            if (!isBound(wanted, quota) && parts.isEmpty()) {
                return;
            }
            List<? extends JsonNode> rows = rows(cloud, project, list);
            put(use, quota, rows.size());
            parts.forEach(part -> put(
                    use,
                    part.quota,
                    rows.stream().mapToInt(row -> row.path(part.field).size()).sum()));
        });
        return use;
    }

    private static void put(ObjectNode use, String quota, int used) {
        use.putObject(quota).put("in_use", used);
    }

    private static boolean isBound(JsonNode wanted, String quota) {
        return wanted.path(quota).asLong(-1) >= 0;
    }

    private static List<? extends JsonNode> rows(Cloud cloud, String project, String list) {
        return cloud.list(Request.get(Service.LOAD_BALANCER, "/lbaas/" + list).query("project_id", project), list);
    }
}
