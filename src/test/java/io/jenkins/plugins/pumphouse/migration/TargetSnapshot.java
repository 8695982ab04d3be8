package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a modern cloud has, read by its APIs alone. */
final class TargetSnapshot {
    private TargetSnapshot() {}

    static Map<String, List<String>> of(EmbeddedCloud cloud) {
        Inside target = cloud.inside();
        String project = target.projectId();
        Map<String, List<String>> all = new TreeMap<>();
        for (String kind : List.of("projects", "users", "roles", "groups", "role_assignments")) {
            all.put(kind, shown(target.list("identity", "/v3/" + kind, kind)));
        }
        for (String kind :
                List.of("networks", "subnets", "routers", "ports", "security-groups", "floatingips", "rbac-policies")) {
            all.put(kind, shown(target.list("network", "/v2.0/" + kind, kind.replace('-', '_'))));
        }
        all.put("flavors", shown(target.list("compute", "/v2.1/flavors/detail?is_public=None", "flavors")));
        all.put("servers", shown(target.servers()));
        all.put("keypairs", shown(target.list("compute", "/v2.1/os-keypairs", "keypairs")));
        all.put("images", shown(target.list("image", "/v2/images", "images")));
        all.put("volumes", shown(target.list("volume", "/v3/" + project + "/volumes/detail?all_tenants=1", "volumes")));
        return all;
    }

    private static List<String> shown(List<? extends JsonNode> objects) {
        return objects.stream().map(JsonNode::toString).sorted().toList();
    }
}
