package io.jenkins.plugins.pumphouse.clouds.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The projects that a shared image is shared with. */
final class Members {
    private final Images images;
    private final Map<String, Map<String, ObjectNode>> byImage = new HashMap<>();

    Members(Images images) {
        this.images = images;
    }

    void addTo(Routes routes) {
        String all = "/v2/images/{id}/members";
        routes.get(all, call -> {
                    images.visible(call);
                    return Answer.ok(WireJson.object(
                            "members", WireJson.arrayOf(of(call).values()), "schema", "/v2/schemas/members"));
                })
                .post(all, this::add)
                .get(all + "/{member}", call -> Answer.ok(member(call)))
                .put(all + "/{member}", this::decide)
                .delete(all + "/{member}", call -> {
                    images.own(call, "modify");
                    member(call);
                    of(call).remove(call.segment("member"));
                    return Answer.noContent();
                });
    }

    private Answer add(Call call) {
        ObjectNode image = images.own(call, "modify");
        String id = call.segment("id");
        // Before there was "shared" a private image could have members.
        if (!WireJson.text(image, "visibility").equals(images.release().modern() ? "shared" : "private")) {
            throw Refused.forbidden("Not allowed to create members for image " + id + ".");
        }
        String member = WireJson.text(call.json(), "member");
        if (member == null || member.isEmpty()) {
            throw Refused.badRequest("Member to be added not specified");
        }
        if (of(call).containsKey(member)) {
            throw Refused.conflict("Member " + member + " is duplicated for image " + id);
        }
        return Answer.ok(offer(id, member));
    }

    /** Makes a project a member that has not decided yet. */
    ObjectNode offer(String image, String project) {
        ObjectNode row = WireJson.object(
                "member_id",
                project,
                "image_id",
                image,
                "status",
                "pending",
                "created_at",
                images.now(),
                "updated_at",
                images.now(),
                "schema",
                "/v2/schemas/member");
        of(image).put(project, row);
        return row;
    }

    private Answer decide(Call call) {
        images.visible(call);
        ObjectNode row = member(call);
        String status = WireJson.text(call.json(), "status");
        if (!List.of("pending", "accepted", "rejected").contains(status)) {
            throw Refused.badRequest("Incorrect request: Status must be \"pending\", \"accepted\" or \"rejected\".");
        }
        if (!call.caller().sees(call.segment("member"))) {
            throw Refused.forbidden("You are not permitted to modify this member.");
        }
        row.put("status", status).put("updated_at", images.now());
        return Answer.ok(row);
    }

    private ObjectNode member(Call call) {
        images.visible(call);
        ObjectNode row = of(call).get(call.segment("member"));
        if (row == null) {
            throw Refused.notFound(
                    call.segment("member") + " not found in the member list of the image " + call.segment("id") + ".");
        }
        return row;
    }

    private Map<String, ObjectNode> of(Call call) {
        return of(call.segment("id"));
    }

    private Map<String, ObjectNode> of(String image) {
        return byImage.computeIfAbsent(image, unused -> new LinkedHashMap<>());
    }

    boolean has(String image, String project) {
        return status(image, project) != null;
    }

    /** What a project decided about an image, null when it is no member. */
    String status(String image, String project) {
        ObjectNode row = byImage.getOrDefault(image, Map.of()).get(String.valueOf(project));
        return row == null ? null : WireJson.text(row, "status");
    }

    void forget(String image) {
        byImage.remove(image);
    }
}
