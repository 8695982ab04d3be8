package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.HashSet;
import java.util.Set;

/** Tags of one kind of object: the extension standard-attr-tag. */
final class Tags {

    private final NeutronResource resource;

    Tags(NeutronResource resource) {
        this.resource = resource;
    }

    void addTo(Routes routes, String one) {
        routes.get(
                        one + "/tags",
                        call -> Answer.ok(
                                WireJson.object("tags", resource.visible(call).get("tags"))))
                .put(one + "/tags", call -> {
                    if (!(call.json().get("tags") instanceof ArrayNode tags)) {
                        throw new Refused(400, "InvalidInput", "Invalid input for operation: Invalid tags body.");
                    }
                    Set<JsonNode> unique = new HashSet<>();
                    for (JsonNode tag : tags) {
                        if (!unique.add(check(tag))) {
                            throw new Refused(
                                    400,
                                    "InvalidInput",
                                    "Invalid input for operation: Duplicate items in the list: '" + tag.asText()
                                            + "'.");
                        }
                    }
                    set(call, tags);
                    return Answer.ok(WireJson.object("tags", resource.own(call).get("tags")));
                })
                .delete(one + "/tags", call -> {
                    set(call, WireJson.array());
                    return Answer.noContent();
                })
                .get(one + "/tags/{tag}", call -> {
                    present(call);
                    return Answer.noContent();
                })
                .put(one + "/tags/{tag}", call -> {
                    JsonNode tag = check(WireJson.node(call.segment("tag")));
                    if (!has(call, tag)) {
                        set(call, ((ArrayNode) resource.own(call).get("tags").deepCopy()).add(tag));
                    }
                    return Answer.of(201, WireJson.node(null));
                })
                .delete(one + "/tags/{tag}", call -> {
                    present(call);
                    ArrayNode left = WireJson.array();
                    resource.own(call).get("tags").forEach(tag -> {
                        if (!tag.asText().equals(call.segment("tag"))) {
                            left.add(tag);
                        }
                    });
                    set(call, left);
                    return Answer.noContent();
                });
    }

    private void set(Call call, ArrayNode tags) {
        if (!resource.neutron.extensions.has("standard-attr-tag")) {
            throw new Refused(404, "HTTPNotFound", "The resource could not be found.");
        }
        ObjectNode row = resource.own(call);
        row.set("tags", tags);
        resource.touch(row);
    }

    private boolean has(Call call, JsonNode tag) {
        for (JsonNode given : resource.visible(call).path("tags")) {
            if (given.equals(tag)) {
                return true;
            }
        }
        return false;
    }

    private void present(Call call) {
        if (!has(call, WireJson.node(call.segment("tag")))) {
            throw new Refused(404, "TagNotFound", "Tag " + call.segment("tag") + " could not be found.");
        }
    }

    private JsonNode check(JsonNode tag) {
        int longest = resource.neutron.longestTag();
        if (!tag.isTextual() || tag.asText().length() > longest) {
            throw new Refused(
                    400,
                    "InvalidInput",
                    "Invalid input for operation: '" + tag.asText() + "' exceeds maximum length of " + longest + ".");
        }
        return tag;
    }
}
