package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Map;

/**
 * What a project has of Octavia, which takes any quota and tells no use ({@code octavia/api/v2/controllers/quotas.py}):
 * its objects are counted, but for rules of policies ({@code l7rule}).
 */
final class BalancerUse {
    private static final String MEMBER = "member";

    /** The list of each quota; each pool lists its members. */
    private static final Map<String, String> LISTS = Map.of(
            "loadbalancer", "loadbalancers",
            "listener", "listeners",
            "pool", "pools",
            "healthmonitor", "healthmonitors",
            "l7policy", "l7policies");

    private BalancerUse() {}

    /**
     * As the other services tell it: each quota with {@code in_use}.
     *
     * @param wanted the quotas that are asked about: no list of another one is read
     */
    static JsonNode of(Cloud cloud, String project, JsonNode wanted) {
        ObjectNode use = Json.object();
        LISTS.forEach((quota, list) -> {
            boolean members = quota.equals("pool") && isBound(wanted, MEMBER);
            if (!isBound(wanted, quota) && !members) {
                return;
            }
            List<? extends JsonNode> rows = rows(cloud, project, list);
            use.putObject(quota).put("in_use", rows.size());
            if (members) {
                use.putObject(MEMBER)
                        .put(
                                "in_use",
                                rows.stream()
                                        .mapToInt(pool -> pool.path("members").size())
                                        .sum());
            }
        });
        return use;
    }

    private static boolean isBound(JsonNode wanted, String quota) {
        return wanted.path(quota).asLong(-1) >= 0;
    }

    private static List<? extends JsonNode> rows(Cloud cloud, String project, String list) {
        return cloud.list(Request.get(Service.LOAD_BALANCER, "/lbaas/" + list).query("project_id", project), list);
    }
}
