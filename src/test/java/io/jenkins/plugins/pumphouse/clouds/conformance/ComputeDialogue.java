package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Map;

/** What a migration says to Nova of everything but servers and quotas. */
final class ComputeDialogue {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGk1ZtBjtrUFpodqleH98/yl6o0XLZBxRxDTEGvkCAVY someone@example.org";
    private static final Map<String, String> AT_2_10 = Map.of("OpenStack-API-Version", "compute 2.10");

    private ComputeDialogue() {}

    static void versionsAndHosts(Conversation c) {
        c.get("compute", "/")
                .get("compute", "/v2.1/")
                .get("compute", "/v2.1/servers/nope")
                .form()
                .get("compute", "/v2.1/servers");
        c.at("compute 2.99").get("compute", "/v2.1/servers").at("compute abc").get("compute", "/v2.1/servers");
        c.send("GET", "compute", "/v2.1/servers", null, Map.of("X-Auth-Token", "bad"));
        for (String version : List.of("compute 2.1", "compute 2.93")) {
            c.form()
                    .at(version)
                    .get("compute", "/v2.1/os-services?binary=nova-compute")
                    .form()
                    .at(version)
                    .get("compute", "/v2.1/os-hypervisors")
                    .form()
                    .at(version)
                    .get("compute", "/v2.1/os-hypervisors/detail");
        }
        c.form().get("compute", "/v2.1/os-availability-zone").form().get("compute", "/v2.1/limits");
    }

    static void flavors(Conversation c) {
        String flavor = "/v2.1/flavors/{run}-f";
        for (String version : List.of("compute 2.1", "compute 2.61", "compute 2.93")) {
            // Public ones: whether there is swap decides its type before 2.75, and only private flavors of the fixture
            // have some.
            c.form()
                    .at(version)
                    .get("compute", "/v2.1/flavors/detail?is_public=True&limit=1")
                    .form()
                    .at(version)
                    .get("compute", "/v2.1/flavors?is_public=None&limit=1")
                    .form()
                    .at(version)
                    .get("compute", "/v2.1/flavors");
        }
        c.form().get("compute", "/v2.1/flavors?limit=1");
        c.post(
                        "compute",
                        "/v2.1/flavors",
                        flavor(WireJson.object(
                                "id",
                                "{run}-f",
                                "disk",
                                1,
                                "os-flavor-access:is_public",
                                false,
                                "rxtx_factor",
                                1.5,
                                "OS-FLV-EXT-DATA:ephemeral",
                                1,
                                "swap",
                                64)))
                .cleanUp("compute", flavor);
        c.post("compute", "/v2.1/flavors", flavor(WireJson.object("id", "{run}-g", "disk", 1)));
        c.post("compute", "/v2.1/flavors", flavor(WireJson.object("id", "{run}-f", "disk", 1, "name", "{run}-other")));
        c.post("compute", "/v2.1/flavors", flavor(WireJson.object()))
                .post("compute", "/v2.1/flavors", flavor(WireJson.object("ram", 0, "disk", 1)));
        c.post("compute", "/v2.1/flavors", flavor(WireJson.object("disk", 1, "nonsense", 1)))
                .post("compute", "/v2.1/flavors", flavor(WireJson.object("disk", 1, "description", "d")));
        c.at("compute 2.55")
                .post(
                        "compute",
                        "/v2.1/flavors",
                        flavor(WireJson.object("id", "{run}-d", "name", "{run}-d", "disk", 1, "description", "d")))
                .cleanUp("compute", "/v2.1/flavors/{run}-d");
        c.get("compute", flavor).at("compute 2.75").get("compute", flavor).get("compute", "/v2.1/flavors/nope");
        c.get("compute", flavor + "/os-extra_specs")
                .post(
                        "compute",
                        flavor + "/os-extra_specs",
                        WireJson.object(
                                "extra_specs", WireJson.object("hw:cpu_policy", "shared", "pumphouse:source", "a/b")))
                .get("compute", flavor + "/os-extra_specs")
                .get("compute", flavor + "/os-extra_specs/zz")
                .put("compute", flavor + "/os-extra_specs/hw:cpu_policy", WireJson.object("hw:cpu_policy", "dedicated"))
                .delete("compute", flavor + "/os-extra_specs/hw:cpu_policy")
                .delete("compute", flavor + "/os-extra_specs/hw:cpu_policy");
        c.get("compute", flavor + "/os-flavor-access")
                .post(
                        "compute",
                        flavor + "/action",
                        WireJson.object("addTenantAccess", WireJson.object("tenant", "{project}")))
                .post(
                        "compute",
                        flavor + "/action",
                        WireJson.object("addTenantAccess", WireJson.object("tenant", "{project}")))
                .post(
                        "compute",
                        flavor + "/action",
                        WireJson.object("addTenantAccess", WireJson.object("tenant", "nope")))
                .get("compute", flavor + "/os-flavor-access")
                .post(
                        "compute",
                        flavor + "/action",
                        WireJson.object("removeTenantAccess", WireJson.object("tenant", "{project}")))
                .post(
                        "compute",
                        flavor + "/action",
                        WireJson.object("removeTenantAccess", WireJson.object("tenant", "{project}")))
                .get("compute", "/v2.1/flavors/1/os-flavor-access");
        c.delete("compute", flavor).delete("compute", flavor);
    }

    private static JsonNode flavor(ObjectNode more) {
        return WireJson.object(
                "flavor",
                WireJson.object("name", "{run}-f", "ram", 64, "vcpus", 1).setAll(more));
    }

    static void keypairs(Conversation c) {
        String keys = "/v2.1/os-keypairs";
        c.post("identity", "/v3/users", WireJson.object("user", WireJson.object("name", "{run}-k", "password", "x")))
                .keep("u", "/user/id")
                .cleanUp("identity", "/v3/users/{u}");
        c.form()
                .get("compute", keys)
                .post("compute", keys, key(WireJson.object()))
                .cleanUp("compute", keys + "/{run}-k")
                .post("compute", keys, key(WireJson.object()));
        c.post("compute", keys, key(WireJson.object("name", "{run}-j", "public_key", "junk")))
                .post("compute", keys, key(WireJson.object("name", "a/b")));
        c.post("compute", keys, key(WireJson.object("user_id", "{u}")))
                .at("compute 2.10")
                .post("compute", keys, key(WireJson.object("user_id", "{u}", "type", "ssh")))
                .cleanUp("compute", keys + "/{run}-k?user_id={u}", AT_2_10)
                .at("compute 2.10")
                .post("compute", keys, key(WireJson.object("user_id", "{u}")));
        c.at("compute 2.10")
                .get("compute", keys + "?user_id={u}")
                .at("compute 2.35")
                .get("compute", keys + "?user_id={u}&limit=1")
                .at("compute 2.10")
                .get("compute", keys + "/zz?user_id={u}");
        // The number of the row is chance.
        c.form()
                .at("compute 2.10")
                .get("compute", keys + "/{run}-k?user_id={u}")
                .form()
                .get("compute", keys + "/{run}-k");
        c.at("compute 2.10")
                .delete("compute", keys + "/{run}-k?user_id={u}")
                .at("compute 2.10")
                .delete("compute", keys + "/{run}-k?user_id={u}")
                .delete("compute", keys + "/{run}-k");
    }

    private static JsonNode key(ObjectNode more) {
        return WireJson.object(
                "keypair", WireJson.object("name", "{run}-k", "public_key", KEY).setAll(more));
    }
}
