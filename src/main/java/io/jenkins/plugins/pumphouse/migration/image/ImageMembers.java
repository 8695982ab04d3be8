package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Map;

/**
 * The projects that one image is shared with, and what each of them has answered (Image API v2, "Image sharing"): as
 * JSON, a status by project.
 */
final class ImageMembers {
    /** What a member is until its project has answered. */
    private static final String PENDING = "pending";

    private final Cloud cloud;
    private final String path;

    ImageMembers(Cloud cloud, String image) {
        this.cloud = cloud;
        this.path = "/images/" + Request.segment(image) + "/members";
    }

    /**
     * Whether an image may have members. Before Ocata, when visibility "shared" came, a private one may; a Glance that
     * shows {@code os_hidden} is newer.
     */
    static boolean mayHave(JsonNode image) {
        String visibility = Json.text(image, "visibility");
        return "shared".equals(visibility) || ("private".equals(visibility) && !image.has("os_hidden"));
    }

    /** The members of a private image, of which a Glance between Ocata and Rocky says that it can have none. */
    ObjectNode readIfAny() {
        try {
            return read();
        } catch (CloudException.NotShown e) {
            return Json.object();
        }
    }

    ObjectNode read() {
        ObjectNode members = Json.object();
        for (ObjectNode member : cloud.list(Request.get(Service.IMAGE, path), "members")) {
            if (Json.text(member, "member_id") == null) {
                throw new MigrationException(
                        cloud.name() + " lists a member without an id at " + path + ". Run again.");
            }
            members.put(Json.text(member, "member_id"), Json.text(member, "status"));
        }
        return members;
    }

    /** Whether there is anything to {@link #bring}. */
    static boolean differ(JsonNode wanted, JsonNode onTarget) {
        return !invited(wanted, onTarget).isEmpty()
                || !uninvited(wanted, onTarget).isEmpty();
    }

    /**
     * Members that are missing, or have not answered as they did on the source. What they have answered on the target
     * is their own word.
     */
    private static ObjectNode invited(JsonNode wanted, JsonNode onTarget) {
        ObjectNode invited = Json.object();
        for (var member : wanted.properties()) {
            String answer = Json.text(onTarget, member.getKey());
            if (answer == null || (answer.equals(PENDING) && !isPending(member.getValue()))) {
                invited.set(member.getKey(), member.getValue());
            }
        }
        return invited;
    }

    private static boolean isPending(JsonNode status) {
        return status.asText().equals(PENDING);
    }

    private static List<String> uninvited(JsonNode wanted, JsonNode onTarget) {
        return onTarget.properties().stream()
                .map(Map.Entry::getKey)
                .filter(project -> !wanted.has(project))
                .toList();
    }

    /** Shares the image with those that are wanted, answers for them as they did on the source, and with no others. */
    void bring(JsonNode wanted, JsonNode onTarget) {
        for (var member : invited(wanted, onTarget).properties()) {
            if (!onTarget.has(member.getKey())) {
                add(member.getKey());
            }
            if (!isPending(member.getValue())) {
                cloud.send(Request.put(Service.IMAGE, path(member.getKey()))
                        .body(Json.object("status", member.getValue())));
            }
        }
        uninvited(wanted, onTarget).forEach(this::remove);
    }

    /** Says what {@link #bring} sends. */
    static void say(JsonNode wanted, JsonNode onTarget, Sender glance) {
        String members = "/images/{id}/members";
        for (var member : invited(wanted, onTarget).properties()) {
            glance.times(onTarget.has(member.getKey()) ? 0 : 1).post(members);
            glance.times(isPending(member.getValue()) ? 0 : 1).put(members + "/{member_id}");
        }
        glance.times(uninvited(wanted, onTarget).size()).delete(members + "/{member_id}");
    }

    private void add(String project) {
        try {
            cloud.send(Request.post(Service.IMAGE, path).body(Json.object().put("member", project)));
        } catch (CloudException.Conflict e) {
            return; // is a member already
        }
    }

    private void remove(String project) {
        cloud.remove(Request.delete(Service.IMAGE, path(project)));
    }

    private String path(String project) {
        return path + '/' + Request.segment(project);
    }
}
