package io.jenkins.plugins.pumphouse.clouds.identity;

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

/** Tags of a project: read and written one by one or as a whole. */
final class ProjectTags {
    private static final int LONGEST = 255;
    static final int MOST = 80;

    private final Identity identity;

    ProjectTags(Identity identity) {
        this.identity = identity;
    }

    void addTo(Routes routes) {
        String all = "/v3/projects/{id}/tags";
        String one = all + "/{tag}";
        routes.get(all, call -> Answer.ok(body(project(call))))
                .put(all, call -> {
                    ObjectNode project = project(call);
                    Entities.admin(call, "update_project_tags");
                    JsonNode tags = call.json().path("tags");
                    Set<JsonNode> unique = new HashSet<>();
                    for (JsonNode tag : tags) {
                        check(tag.asText());
                        if (!unique.add(tag)) {
                            throw Refused.badRequest(tags + " has non-unique elements");
                        }
                    }
                    if (!tags.isArray() || tags.size() > MOST) {
                        throw Refused.badRequest(tags + " is too long");
                    }
                    project.set("tags", tags);
                    return Answer.ok(body(project));
                })
                .delete(all, call -> {
                    project(call).set("tags", WireJson.array());
                    return Answer.noContent();
                })
                .get(one, call -> {
                    present(call);
                    return Answer.noContent();
                })
                .put(one, call -> {
                    check(call.segment("tag"));
                    ObjectNode project = project(call);
                    if (has(project, call.segment("tag"))) {
                        throw Refused.badRequest(project.get("tags") + " has non-unique elements");
                    }
                    if (project.get("tags").size() >= MOST) {
                        throw Refused.badRequest(project.get("tags") + " is too long");
                    }
                    ((ArrayNode) project.get("tags")).add(call.segment("tag"));
                    return Answer.empty(201)
                            .header(
                                    "Location",
                                    identity.url() + "/v3/" + call.segment("id") + "/tags/" + call.segment("tag"));
                })
                .delete(one, call -> {
                    present(call);
                    ArrayNode left = WireJson.array();
                    project(call).get("tags").forEach(tag -> {
                        if (!tag.asText().equals(call.segment("tag"))) {
                            left.add(tag);
                        }
                    });
                    project(call).set("tags", left);
                    return Answer.noContent();
                });
    }

    static boolean has(ObjectNode project, String tag) {
        for (JsonNode given : project.path("tags")) {
            if (given.asText().equals(tag)) {
                return true;
            }
        }
        return false;
    }

    private void present(Call call) {
        if (!has(project(call), call.segment("tag"))) {
            throw Refused.notFound("Could not find project tag: " + call.segment("tag") + ".");
        }
    }

    private static void check(String tag) {
        // Tags come back in a comma-separated query and in a path, hence neither of these characters.
        if (tag.isEmpty() || tag.length() > LONGEST || tag.contains(",") || tag.contains("/")) {
            throw Refused.badRequest("Invalid input for field 'tags': '" + tag + "' does not match '^[^,/]*$'");
        }
    }

    private ObjectNode project(Call call) {
        return Entities.require(identity.directory().projects, "project", call.segment("id"));
    }

    private ObjectNode body(ObjectNode project) {
        return WireJson.object("tags", project.get("tags"), "links", WireJson.object("self", identity.url() + "/v3"));
    }
}
