package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.migration.volume.AccessRequests;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** What the changes of Nova's objects send, servers aside. */
public final class ComputeRequests {
    private static final String FLAVORS = "/flavors";
    private static final String FLAVOR = "/flavors/{id}";

    private ComputeRequests() {}

    /** A flavor, its extra specs, who may use it, and its own description in the place of the mark. */
    public static void ofFlavor(RequestPlan plan) {
        Sender nova = plan.onTarget(Service.COMPUTE);
        switch (plan.decision()) {
            case CREATE -> {
                ObjectNode wanted = plan.wanted();
                nova.times(plan.isIdTaken() ? 2 : 1).post(FLAVORS);
                boolean inSteps = !wanted.path(ExtraSpecs.FIELD).isEmpty()
                        || !wanted.path(FlavorType.ACCESS).isEmpty();
                if (inSteps) {
                    finished(plan, Json.object());
                }
            }
            case UPDATE -> {
                Resource existing = plan.existing().orElseThrow();
                if (plan.type().mark(existing).isPresent()) {
                    finished(plan, existing.json());
                } else {
                    letIn(plan, existing.json());
                }
            }
            case ROLL_BACK -> nova.delete(FLAVOR);
            default -> RequestPlan.none(plan);
        }
    }

    private static void finished(RequestPlan plan, JsonNode onTarget) {
        JsonNode specs = plan.wanted().path(ExtraSpecs.FIELD);
        int left = 0;
        for (var spec : onTarget.path(ExtraSpecs.FIELD).properties()) {
            left += specs.has(spec.getKey()) ? 0 : 1;
        }
        Sender nova = plan.onTarget(Service.COMPUTE);
        nova.times(specs.isEmpty() ? 0 : 1).post(FLAVOR + "/os-extra_specs");
        nova.times(left).delete(FLAVOR + "/os-extra_specs/{key}");
        letIn(plan, onTarget);
        nova.times(FlavorType.isDescribed(plan.targets().cloud()) ? 1 : 0).put(FLAVOR);
    }

    private static void letIn(RequestPlan plan, JsonNode onTarget) {
        int missing = FlavorType.missingAccess(plan.wanted(), onTarget).size();
        plan.onTarget(Service.COMPUTE).times(missing).post(FLAVOR + "/action");
    }

    public static void ofKeypair(RequestPlan plan) {
        Sender nova = plan.onTarget(Service.COMPUTE);
        switch (plan.decision()) {
            case CREATE -> nova.post("/os-keypairs");
            case ROLL_BACK -> nova.delete("/os-keypairs/{name}");
            default -> RequestPlan.none(plan);
        }
    }

    /** A group belongs to the project of the token. */
    public static void ofServerGroup(RequestPlan plan) {
        Sender nova = plan.onTarget(Service.COMPUTE);
        switch (plan.decision()) {
            case CREATE -> {
                AccessRequests.to(plan, plan.resource().text("project_id"));
                nova.post(ServerGroups.ALL);
            }
            case ROLL_BACK -> nova.delete(ServerGroups.ALL + "/{id}");
            default -> RequestPlan.none(plan);
        }
    }

    /** The temporary key of a boot, in the account, noted on the project. */
    public static void temporaryKey(RequestPlan plan) {
        String tag = "/projects/{id}/tags/{tag}";
        boolean noted = !plan.targets().cloud().identityV2();
        plan.onTarget(Service.IDENTITY).atMost(noted ? 1 : 0).put(tag).delete(tag);
        plan.onTarget(Service.COMPUTE).atMost(1).post("/os-keypairs").delete("/os-keypairs/{name}");
    }

    /** Access that an interrupted run has left, taken over and removed. */
    public static void ofLeftoverAccess(RequestPlan plan) {
        AccessRequests.left(plan);
        plan.onTarget(Service.COMPUTE).about(1).delete("/os-keypairs/{name}");
    }
}
