package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Map;

/** What a migration says to Glance. */
final class ImageDialogue {
    private static final Map<String, String> PATCH =
            Map.of("Content-Type", "application/openstack-images-v2.1-json-patch");

    private ImageDialogue() {}

    static void images(Conversation c) {
        // The form of an error depends on what the client accepts.
        for (String accept : List.of("*/*", "application/json", "text/plain")) {
            c.send("GET", "image", "/v2/images/nope", null, Map.of("Accept", accept));
        }
        c.form()
                .get("image", "/")
                .get("image", "/v2/images/nope")
                .get("image", "/v2/nope")
                .form()
                .get("image", "/v2/images?name=cirros");
        c.send("GET", "image", "/v2/images", null, Map.of("X-Auth-Token", "bad"));
        String image = "/v2/images/{i}";
        c.post(
                        "image",
                        "/v2/images",
                        WireJson.object(
                                "name",
                                "{run}-i",
                                "disk_format",
                                "raw",
                                "container_format",
                                "bare",
                                "visibility",
                                "private",
                                "x_prop",
                                "1",
                                "min_disk",
                                1))
                .keep("i", "/id")
                .cleanUp("image", image);
        c.get("image", image + "/file").upload(image + "/file", "hello world".repeat(100), "application/octet-stream");
        c.get("image", image)
                .get("image", image + "/file")
                .send("GET", "image", image + "/file", null, Map.of("Range", "bytes=5-9"));
        c.send("GET", "image", image + "/file", null, Map.of("Range", "bytes=5000-"));
        c.upload(image + "/file", "again", "application/octet-stream")
                .upload(image + "/file", "again", "application/json");
        c.post(
                        "image",
                        "/v2/images",
                        WireJson.object("id", "{i}", "name", "dup", "disk_format", "raw", "container_format", "bare"))
                .post("image", "/v2/images", WireJson.object("id", "xx"));
        attributes(c);
        patches(c, image);
        c.delete("image", image).post("image", image + "/members", WireJson.object("member", "{project}"));
        members(c, image);
        c.put("image", image + "/tags/t1", null)
                .delete("image", image + "/tags/t1")
                .delete("image", image + "/tags/t1");
        c.post("image", image + "/actions/deactivate", null)
                .get("image", image)
                .get("image", image + "/file")
                .post("image", image + "/actions/reactivate", null)
                .post("image", image + "/actions/reactivate", WireJson.object());
        patch(c, image, WireJson.array(WireJson.object("op", "replace", "path", "/protected", "value", false)));
        lists(c);
        c.delete("image", image)
                .delete("image", image)
                .get("image", image)
                .post("image", "/v2/images", WireJson.object("id", "{i}", "name", "{run}-again"));
    }

    private static void attributes(Conversation c) {
        List<JsonNode> wanted = List.of(
                WireJson.object("checksum", "x"),
                WireJson.object("size", 3),
                WireJson.object("status", "active"),
                WireJson.object("self", "x"),
                WireJson.object("locations", WireJson.array()),
                WireJson.object("direct_url", "x"),
                WireJson.object("os_glance_x", "x"),
                WireJson.object("schema", "x"),
                WireJson.object("file", "x"),
                WireJson.object("created_at", "x"),
                WireJson.object("stores", "x"),
                WireJson.object("virtual_size", 3),
                WireJson.object("disk_format", "foo"),
                WireJson.object("visibility", "foo"),
                WireJson.object("num", 3),
                WireJson.object("nothing", null),
                WireJson.object("min_disk", "1"),
                WireJson.object("protected", "yes"));
        wanted.forEach(each -> c.post("image", "/v2/images", each));
        // These are taken, each with a meaning of its own.
        for (JsonNode each : List.of(
                WireJson.object("os_hash_value", "x", "name", "{run}-1"),
                WireJson.object("owner", "abc", "name", "{run}-2"),
                WireJson.object("store", "x", "name", "{run}-3"),
                WireJson.object("os_hidden", true, "name", "{run}-4"),
                WireJson.object("tags", WireJson.array("a", "a"), "name", "{run}-5"),
                WireJson.object("kernel_id", "zz", "name", "{run}-6"),
                WireJson.object())) {
            c.post("image", "/v2/images", each).keep("taken", "/id").cleanUp("image", "/v2/images/{taken}");
        }
    }

    private static void patches(Conversation c, String image) {
        patch(
                c,
                image,
                WireJson.array(
                        op("add", "/foo", "bar"),
                        op("replace", "/name", "{run}-n2"),
                        WireJson.object("op", "remove", "path", "/x_prop")));
        for (JsonNode each : List.of(
                op("replace", "/checksum", "bar"),
                op("add", "/os_glance_x", "bar"),
                op("add", "/self", "bar"),
                WireJson.object("op", "remove", "path", "/nope"),
                op("replace", "/nope", "1"),
                op("add", "/disk_format", "qcow2"),
                WireJson.object("op", "add", "path", "/num", "value", 3),
                WireJson.object("op", "replace", "path", "/min_ram", "value", 64),
                op("add", "/foo", "again"),
                WireJson.object("op", "replace", "path", "/protected", "value", true),
                WireJson.object("op", "replace", "path", "/tags", "value", WireJson.array("a", "b")),
                op("add", "/a~1b", "x"),
                op("replace", "/id", "x"),
                WireJson.object("op", "remove", "path", "/name"))) {
            patch(c, image, WireJson.array(each));
        }
        c.send(
                "PATCH",
                "image",
                image,
                WireJson.array(op("add", "/foo", "x")),
                Map.of("Content-Type", "application/json"));
        patch(c, image, WireJson.object("op", "add"));
    }

    private static JsonNode op(String op, String path, String value) {
        return WireJson.object("op", op, "path", path, "value", value);
    }

    private static void patch(Conversation c, String image, JsonNode body) {
        c.send("PATCH", "image", image, body, PATCH);
    }

    private static void members(Conversation c, String image) {
        patch(c, image, WireJson.array(op("replace", "/visibility", "shared")));
        String members = image + "/members";
        c.post("image", members, WireJson.object("member", "abcd"))
                .post("image", members, WireJson.object("member", "abcd"))
                .post("image", members, WireJson.object());
        c.get("image", members)
                .put("image", members + "/abcd", WireJson.object("status", "accepted"))
                .put("image", members + "/abcd", WireJson.object("status", "foo"))
                .put("image", members + "/zz", WireJson.object("status", "accepted"))
                .get("image", members + "/abcd")
                .delete("image", members + "/abcd")
                .delete("image", members + "/abcd");
    }

    private static void lists(Conversation c) {
        c.get("image", "/v2/images?name={run}-n2")
                .get("image", "/v2/images?name={run}-n2&limit=1")
                .get("image", "/v2/images?name={run}-n2&foo=again&tag=a&visibility=shared")
                .get("image", "/v2/images?id=in:{i}")
                .get("image", "/v2/images?name={run}-n2&status=queued")
                .get("image", "/v2/images?name={run}-n2&owner={project}")
                .get("image", "/v2/images?visibility=zz")
                .get("image", "/v2/images?marker=zz")
                .get("image", "/v2/images?limit=-1")
                .get("image", "/v2/images?name={run}-none");
    }
}
