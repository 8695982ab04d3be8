package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** What the changes of images send. */
public final class ImageRequests {
    private static final String IMAGES = "/images";
    private static final String IMAGE = "/images/{id}";

    private ImageRequests() {}

    public static void ofImage(RequestPlan plan) {
        Sender glance = plan.onTarget(Service.IMAGE);
        switch (plan.decision()) {
            case CREATE -> {
                boolean other = plan.isIdTaken();
                boolean isProtected = plan.wanted().path("protected").asBoolean();
                glance.times(other ? 2 : 1).post(IMAGES);
                glance.put(IMAGE + "/file");
                // the note of who uploads it goes
                glance.times(1 + (other ? 1 : 0) + (isProtected ? 1 : 0)).patch(IMAGE);
                members(plan, Json.object());
            }
            case UPDATE -> update(plan);
            case ROLL_BACK -> {
                boolean isProtected = plan.existing()
                        .filter(image -> image.field("protected").asBoolean())
                        .isPresent();
                glance.times(isProtected ? 1 : 0).patch(IMAGE).times(1).delete(IMAGE);
            }
            default -> RequestPlan.none(plan);
        }
    }

    private static void update(RequestPlan plan) {
        Resource existing = plan.existing().orElseThrow();
        for (Difference difference : plan.change().differences()) {
            if (difference.field().equals(ImageType.MEMBERS)) {
                members(plan, existing.field(ImageType.MEMBERS));
            } else if (!ImageDigest.CONTENT.equals(difference.field())) {
                plan.onTarget(Service.IMAGE).patch(IMAGE);
            }
        }
    }

    private static void members(RequestPlan plan, JsonNode onTarget) {
        ImageMembers.say(plan.wanted().path(ImageType.MEMBERS), onTarget, plan.onTarget(Service.IMAGE));
    }

    /** An image that carries content, on its way: made and filled. */
    public static Sender carried(Sender glance) {
        return glance.post(IMAGES).put(IMAGE + "/file");
    }
}
