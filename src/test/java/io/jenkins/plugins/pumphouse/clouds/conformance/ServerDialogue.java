package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Client;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;

/** What a migration says to Nova of servers. */
final class ServerDialogue {
    private static final String NOWHERE = "0ac0b4b4-1111-4111-8111-111111111111";

    private ServerDialogue() {}

    static void servers(Conversation c) {
        c.find(
                "image",
                "image",
                "/v2/images?visibility=public",
                "images",
                row -> "cirros".equals(WireJson.text(row, "name")));
        c.post("network", "/v2.0/networks", WireJson.object("network", WireJson.object("name", "{run}-servers")))
                .keep("n", "/network/id")
                .cleanUp("network", "/v2.0/networks/{n}");
        c.post(
                "network",
                "/v2.0/subnets",
                WireJson.object(
                        "subnet", WireJson.object("network_id", "{n}", "ip_version", 4, "cidr", "10.87.0.0/24")));
        c.post(
                        "network",
                        "/v2.0/ports",
                        WireJson.object(
                                "port",
                                WireJson.object(
                                        "network_id",
                                        "{n}",
                                        "mac_address",
                                        "fa:16:3e:87:00:01",
                                        "fixed_ips",
                                        WireJson.array(WireJson.object("ip_address", "10.87.0.9")))))
                .keep("port", "/port/id")
                .cleanUp("network", "/v2.0/ports/{port}");
        c.post(
                        "compute",
                        "/v2.1/flavors",
                        WireJson.object(
                                "flavor",
                                WireJson.object("name", "{run}-s", "id", "{run}-s", "ram", 64, "vcpus", 1, "disk", 1)))
                .cleanUp("compute", "/v2.1/flavors/{run}-s");
        refusals(c);
        String server = "/v2.1/servers/{s}";
        c.post(
                        "compute",
                        "/v2.1/servers",
                        server(WireJson.object(
                                "networks",
                                WireJson.array(WireJson.object("port", "{port}")),
                                "metadata",
                                WireJson.object("k", "v"),
                                "user_data",
                                "IyEvYmluL3No")))
                .keep("s", "/server/id")
                .cleanUp("compute", server);
        c.until(
                "compute",
                server,
                reply -> !WireJson.text(reply.json().path("server"), "status").equals("BUILD"));
        for (String version : List.of("compute 2.1", "compute 2.3", "compute 2.47", "compute 2.73", "compute 2.93")) {
            c.at(version).get("compute", server).at(version).get("compute", "/v2.1/servers/detail?name={run}-server");
        }
        c.get("compute", "/v2.1/servers?name={run}-server")
                .get("compute", "/v2.1/servers?name={run}-server&limit=1")
                .get("network", "/v2.0/ports/{port}");
        lists(c);
        metadata(c, server);
        actions(c, server);
        c.get("compute", server + "/os-interface")
                .at("compute 2.70")
                .get("compute", server + "/os-interface")
                .get("compute", server + "/os-security-groups")
                .get("compute", server + "/os-volume_attachments")
                .get("compute", server + "/ips")
                .at("compute 2.26")
                .get("compute", server + "/tags");
        c.form()
                .get("compute", server + "/os-instance-actions")
                .form()
                .at("compute 2.93")
                .get("compute", server + "/os-instance-actions");
        c.put("compute", server, WireJson.object("server", WireJson.object("name", "{run}-renamed")))
                .put("compute", server, WireJson.object("server", WireJson.object("description", "x")))
                .at("compute 2.19")
                .put("compute", server, WireJson.object("server", WireJson.object("description", "x")));
        c.delete("compute", server)
                .until("compute", server, reply -> reply.status() == 404)
                .get("compute", server)
                .delete("compute", server)
                .post("compute", server + "/action", WireJson.object("os-stop", null))
                .get("network", "/v2.0/ports/{port}");
    }

    private static JsonNode server(ObjectNode more) {
        return WireJson.object(
                "server",
                WireJson.object("name", "{run}-server", "flavorRef", "{run}-s", "imageRef", "{image}")
                        .setAll(more));
    }

    private static void refusals(Conversation c) {
        ObjectNode network = WireJson.object("networks", WireJson.array(WireJson.object("uuid", "{n}")));
        for (ObjectNode each : List.of(
                WireJson.object("flavorRef", "nope"),
                WireJson.object("imageRef", NOWHERE),
                WireJson.object("networks", WireJson.array(WireJson.object("uuid", NOWHERE))),
                WireJson.object("networks", WireJson.array(WireJson.object("port", NOWHERE))),
                WireJson.object("key_name", "nokey").setAll(network.deepCopy()),
                WireJson.object("security_groups", WireJson.array(WireJson.object("name", "nogroup")))
                        .setAll(network.deepCopy()),
                WireJson.object("nonsense", 1),
                WireJson.object("metadata", WireJson.object("a", 1)).setAll(network.deepCopy()),
                WireJson.object("availability_zone", "nozone").setAll(network.deepCopy()))) {
            c.post("compute", "/v2.1/servers", server((ObjectNode) each));
        }
        c.at("compute 2.37").post("compute", "/v2.1/servers", server(WireJson.object()));
        c.at("compute 2.52")
                .post(
                        "compute",
                        "/v2.1/servers",
                        server(WireJson.object("tags", WireJson.array("x".repeat(61)))
                                .setAll(network)));
    }

    private static void lists(Conversation c) {
        String list = "/v2.1/servers?name={run}-server&";
        c.get("compute", list + "status=active")
                .get("compute", list + "status=nonsense")
                .get("compute", list + "status=SHUTOFF&status=ACTIVE&all_tenants=1")
                .get("compute", list + "project_id=abc")
                .get("compute", list + "all_tenants=1&project_id=abc")
                .get("compute", list + "all_tenants=1&project_id={project}")
                .get("compute", list + "host=nowhere")
                .get("compute", list + "foo=bar")
                .at("compute 2.75")
                .get("compute", list + "foo=bar")
                .get("compute", list + "marker=" + NOWHERE)
                .get("compute", list + "limit=-1")
                .get("compute", list + "ip=10.87.0.9");
    }

    private static void metadata(Conversation c, String server) {
        String metadata = server + "/metadata";
        c.get("compute", metadata)
                .post("compute", metadata, WireJson.object("metadata", WireJson.object("a", "b")))
                .put("compute", metadata, WireJson.object("metadata", WireJson.object("z", "1")))
                .put("compute", metadata + "/zz", WireJson.object("meta", WireJson.object("zz", "2")))
                .put("compute", metadata + "/zz", WireJson.object("meta", WireJson.object("yy", "2")))
                .get("compute", metadata + "/zz")
                .delete("compute", metadata + "/zz")
                .delete("compute", metadata + "/zz")
                .post("compute", metadata, WireJson.object("metadata", WireJson.object("a", "x".repeat(256))))
                .post("compute", metadata, WireJson.object("metadata", WireJson.object("a", 1)))
                .post("compute", metadata, WireJson.object("metadata", WireJson.object("pumphouse:x y.z-_", "b")))
                .post("compute", metadata, WireJson.object("metadata", WireJson.object("bad/", "b")));
    }

    private static void actions(Conversation c, String server) {
        act(c, server, WireJson.object("os-start", null));
        act(c, server, WireJson.object("os-stop", null));
        act(c, server, WireJson.object("os-stop", null));
        c.get("compute", server);
        act(c, server, WireJson.object("createImage", WireJson.object()));
        c.at("compute 2.45");
        act(
                c,
                server,
                WireJson.object(
                        "createImage", WireJson.object("name", "{run}-snap", "metadata", WireJson.object("mk", "mv"))));
        c.keep("snap", "/image_id").cleanUp("image", "/v2/images/{snap}");
        // Its bytes are those of the two clouds' images, which differ.
        c.until(
                        "image",
                        "/v2/images/{snap}",
                        reply -> WireJson.text(reply.json(), "status").equals("active"))
                .form()
                .get("image", "/v2/images/{snap}");
        act(c, server, WireJson.object("createImage", WireJson.object("name", "{run}-snap-2")));
        c.find("snap2", "image", "/v2/images?name={run}-snap-2", "images", row -> true)
                .cleanUp("image", "/v2/images/{snap2}");
        for (String action : List.of("os-start", "pause", "pause", "unpause", "suspend", "resume", "lock", "unlock")) {
            act(c, server, WireJson.object(action, null));
        }
        act(c, server, WireJson.object("reboot", WireJson.object()));
        act(c, server, WireJson.object("nonsense", null));
        act(c, server, WireJson.object("os-stop", null, "os-start", null));
        act(c, server, WireJson.object("addSecurityGroup", WireJson.object("name", "nogroup")));
        act(c, server, WireJson.object("os-resetState", WireJson.object("state", "error")));
        act(c, server, WireJson.object("os-resetState", WireJson.object("state", "active")));
    }

    private static void act(Conversation c, String server, JsonNode body) {
        c.post("compute", server + "/action", body).until("compute", server, ServerDialogue::idle);
    }

    private static boolean idle(Client.Reply reply) {
        return reply.status() == 200
                && reply.json().path("server").path("OS-EXT-STS:task_state").isNull();
    }
}
