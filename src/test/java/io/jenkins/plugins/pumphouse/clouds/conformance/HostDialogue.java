package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;

/**
 * What the move of a host says to a cloud. The second hypervisor of the real cloud is disabled for seconds, and enabled
 * again.
 */
final class HostDialogue {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
    private static final String SERVICES = "/v2.1/os-services";
    private static final String AGGREGATES = "/v2.1/os-aggregates";

    private HostDialogue() {}

    private static void secondHost(Conversation c) {
        c.form()
                .at("compute 2.53")
                .get("compute", SERVICES + "?binary=nova-compute")
                .keep("host", "/services/1/host")
                .keep("service", "/services/1/id");
    }

    static void services(Conversation c) {
        secondHost(c);
        c.at("compute 2.53")
                .put("compute", SERVICES + "/{service}", disabled("{run}"))
                .at("compute 2.53")
                .put("compute", SERVICES + "/{service}", disabled("{run}"))
                .at("compute 2.53")
                .get("compute", SERVICES + "?host={host}&binary=nova-compute")
                .at("compute 2.53")
                .put("compute", SERVICES + "/{service}", WireJson.object("status", "enabled", "disabled_reason", "x"))
                .at("compute 2.53")
                .put("compute", SERVICES + "/{service}", WireJson.object("status", "enabled"))
                .at("compute 2.53")
                .put("compute", SERVICES + "/" + NOBODY, disabled("x"))
                .at("compute 2.53")
                .put("compute", SERVICES + "/disable", named("{host}"))
                .at("compute 2.53")
                .delete("compute", SERVICES + "/nope")
                .at("compute 2.53")
                .delete("compute", SERVICES + "/" + NOBODY);
        c.put(
                        "compute",
                        SERVICES + "/disable-log-reason",
                        WireJson.object("host", "{host}", "binary", "nova-compute", "disabled_reason", "{run}"))
                .put("compute", SERVICES + "/enable", named("{host}"))
                .put("compute", SERVICES + "/disable", named("{host}"))
                .put("compute", SERVICES + "/disable", named("nobody"))
                .put("compute", SERVICES + "/disable-log-reason", named("{host}"))
                .put("compute", SERVICES + "/enable", named("{host}"))
                .form()
                .get("compute", SERVICES + "?host={host}")
                .put("compute", SERVICES + "/nonsense", named("{host}"))
                .delete("compute", SERVICES + "/987654321");
    }

    private static JsonNode disabled(String reason) {
        return WireJson.object("status", "disabled", "disabled_reason", reason);
    }

    private static JsonNode named(String host) {
        return WireJson.object("host", host, "binary", "nova-compute");
    }

    static void aggregates(Conversation c) {
        secondHost(c);
        // The number of an aggregate is chance.
        c.form()
                .post(
                        "compute",
                        AGGREGATES,
                        WireJson.object(
                                "aggregate", WireJson.object("name", "{run}", "availability_zone", "{run}-zone")))
                .keep("a", "/aggregate/id")
                .cleanUp("compute", AGGREGATES + "/{a}");
        c.post("compute", AGGREGATES, WireJson.object("aggregate", WireJson.object("name", "{run}")));
        c.form()
                .at("compute 2.41")
                .post(
                        "compute",
                        AGGREGATES,
                        WireJson.object(
                                "aggregate",
                                WireJson.object("name", "{run}-other", "availability_zone", "{run}-other")))
                .keep("b", "/aggregate/id")
                .cleanUp("compute", AGGREGATES + "/{b}");
        c.form().post("compute", AGGREGATES + "/{a}/action", host("add_host", "{host}"));
        c.post("compute", AGGREGATES + "/{a}/action", host("add_host", "{host}"))
                .post("compute", AGGREGATES + "/{b}/action", host("add_host", "{host}"))
                .post("compute", AGGREGATES + "/{a}/action", host("add_host", "nobody"))
                .post("compute", AGGREGATES + "/987654321/action", host("add_host", "{host}"))
                .delete("compute", AGGREGATES + "/{a}")
                .get("compute", SERVICES + "?host={host}&binary=none")
                .get("compute", "/v2.1/os-availability-zone");
        for (String version : List.of("compute 2.1", "compute 2.41", "compute 2.88")) {
            c.form().at(version).get("compute", AGGREGATES).form().at(version).get("compute", AGGREGATES + "/{a}");
        }
        c.form().post("compute", AGGREGATES + "/{a}/action", host("remove_host", "{host}"));
        c.post("compute", AGGREGATES + "/{a}/action", host("remove_host", "{host}"))
                .get("compute", AGGREGATES + "/987654321")
                .delete("compute", AGGREGATES + "/{a}")
                .delete("compute", AGGREGATES + "/{a}");
    }

    private static JsonNode host(String action, String name) {
        return WireJson.object(action, WireJson.object("host", name));
    }

    static void neighbours(Conversation c) {
        secondHost(c);
        c.get("placement", "/").get("placement", "/nope");
        for (String version : List.of("placement 1.0", "placement 1.14", "placement 1.39")) {
            c.form()
                    .at(version)
                    .get("placement", "/resource_providers?name={host}")
                    .keep("p", "/resource_providers/0/uuid")
                    .form()
                    .at(version)
                    .get("placement", "/resource_providers/{p}")
                    .form()
                    .at(version)
                    .get("placement", "/resource_providers/{p}/allocations");
        }
        c.form().at("placement 1.14").get("placement", "/resource_providers?in_tree={p}");
        // Quotes its whole schema.
        c.form().at("placement 1.14").get("placement", "/resource_providers?nonsense=1");
        c.at("placement 1.14")
                .get("placement", "/resource_providers?name=nobody")
                .at("placement 1.14")
                .get("placement", "/resource_providers?in_tree=" + NOBODY)
                .at("placement 1.14")
                .get("placement", "/resource_providers/" + NOBODY + "/allocations")
                .at("placement 1.14")
                .delete("placement", "/resource_providers/" + NOBODY);
        c.get("network", "/v2.0/agents")
                .get("network", "/v2.0/agents/" + NOBODY)
                .delete("network", "/v2.0/agents/" + NOBODY);
        c.get("compute", "/v2.1/os-migrations?host={host}&status=nonsense")
                .at("compute 2.59")
                .get("compute", "/v2.1/os-migrations?host={host}&status=nonsense");
        c.form()
                .get("volume", "/v3/{project}/os-services?binary=cinder-volume")
                .form()
                .get("volume", "/v3/{project}/os-services?binary=cinder-scheduler")
                .get("volume", "/v3/{project}/os-services?binary=nonsense");
        c.at("compute 2.47").get("compute", "/v2.1/servers/detail?all_tenants=1&host=nobody&soft_deleted=True");
    }
}
