package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Map;

/** What a migration says of quotas to Neutron, Cinder and Nova. */
final class QuotaDialogue {
    private QuotaDialogue() {}

    static void networksAndVolumes(Conversation c) {
        c.post("identity", "/v3/projects", WireJson.object("project", WireJson.object("name", "{run}-q")))
                .keep("p", "/project/id")
                .cleanUp("identity", "/v3/projects/{p}");
        String network = "/v2.0/quotas/{p}";
        c.get("network", network)
                .get("network", network + "/default")
                .get("network", network + "/details")
                .get("network", network + "/details.json");
        c.put("network", network, WireJson.object("quota", WireJson.object("port", 77, "router", -1)))
                .put("network", network, WireJson.object("quota", WireJson.object("nope", 1)))
                .put("network", network, WireJson.object("quota", WireJson.object("port", "x")))
                .get("network", network)
                .delete("network", network)
                .get("network", network);
        String volume = "/v3/{project}/os-quota-sets/{p}";
        c.get("volume", "/")
                .get("volume", "/v3/")
                .get("volume", volume)
                .get("volume", volume + "?usage=True")
                .get("volume", volume + "/defaults")
                .put("volume", volume, WireJson.object("quota_set", WireJson.object("volumes", 11, "gigabytes", -1)))
                .put("volume", volume, WireJson.object("quota_set", WireJson.object("nope", 1)))
                .put("volume", volume, WireJson.object("quota_set", WireJson.object("volumes", -2)))
                .put("volume", volume, WireJson.object("quota_set", WireJson.object("volumes", "12")))
                .delete("volume", volume)
                .form()
                .get("volume", "/v3/{project}/types")
                .form()
                .get("volume", "/v3/{project}/volumes/detail?all_tenants=1")
                .get("volume", "/v3/{project}/volumes/nope")
                .at("volume 3.70")
                .get("volume", volume);
        c.send("GET", "volume", volume, null, Map.of("X-Auth-Token", "bad"));
    }

    static void servers(Conversation c) {
        c.post("identity", "/v3/projects", WireJson.object("project", WireJson.object("name", "{run}-cq")))
                .keep("p", "/project/id")
                .cleanUp("identity", "/v3/projects/{p}");
        String quota = "/v2.1/os-quota-sets/{p}";
        for (String version : List.of("compute 2.1", "compute 2.36", "compute 2.57", "compute 2.93")) {
            c.at(version)
                    .get("compute", quota)
                    .at(version)
                    .get("compute", quota + "/detail")
                    .at(version)
                    .get("compute", quota + "/defaults");
        }
        c.put("compute", quota, set("cores", 11))
                .put("compute", quota, set("cores", -1))
                .put("compute", quota, set("cores", "12"))
                .put("compute", quota, set("cores", -2))
                .put("compute", quota, set("nope", 3))
                .put("compute", quota, set("id", "{p}"))
                .put("compute", quota, set("floating_ips", 3))
                .at("compute 2.36")
                .put("compute", quota, set("floating_ips", 3))
                .at("compute 2.57")
                .put("compute", quota, set("injected_files", 3));
        c.get("compute", quota)
                .get("compute", "/v2.1/os-quota-sets/nope")
                .put("compute", "/v2.1/os-quota-sets/nope", set("cores", 1))
                .delete("compute", quota)
                .get("compute", quota);
    }

    private static JsonNode set(String key, Object value) {
        return WireJson.object("quota_set", WireJson.object(key, value));
    }
}
