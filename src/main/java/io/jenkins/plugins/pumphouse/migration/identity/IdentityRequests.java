package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;

/** What the changes of Keystone's objects send. */
public final class IdentityRequests {
    private static final String ID = "/{id}";

    private IdentityRequests() {}

    /** An object that one request makes. */
    public static void ofObject(RequestPlan plan) {
        String all = all(plan);
        switch (plan.decision()) {
            case CREATE -> keystone(plan).post(all);
            case UPDATE -> change(plan, plan.changesFields() ? 1 : 0);
            case ROLL_BACK -> keystone(plan).delete(all + ID);
            default -> RequestPlan.none(plan);
        }
    }

    static Sender keystone(RequestPlan plan) {
        return plan.onTarget(Service.IDENTITY);
    }

    static String all(RequestPlan plan) {
        return ((IdentityType) plan.type()).collection(plan.targets().cloud());
    }

    static boolean isV2(RequestPlan plan) {
        return plan.targets().cloud().identityV2();
    }

    static void change(RequestPlan plan, int times) {
        Sender keystone = keystone(plan).times(times);
        if (!isV2(plan)) {
            keystone.patch(all(plan) + ID);
        } else if (plan.type().kind().equals(ProjectType.KIND)) {
            keystone.post(all(plan) + ID);
        } else {
            keystone.put(all(plan) + ID);
        }
    }

    /** A copied password goes from database to database, and is noted by a request of its own. */
    public static void ofUser(RequestPlan plan) {
        boolean copies = plan.inventory().options().passwords().copies();
        if (!copies || plan.decision() == Decision.ROLL_BACK) {
            ofObject(plan);
            return;
        }
        boolean made = plan.decision() == Decision.CREATE;
        keystone(plan).times(made ? 1 : 0).post(all(plan));
        change(plan, !made && plan.changesFields(UserPassword.KEY) ? 1 : 0);
        boolean noted = plan.wanted().has(UserPassword.KEY)
                && (made
                        || plan.change().differences().stream()
                                .anyMatch(difference -> difference.field().equals(UserPassword.KEY)));
        change(plan, noted ? 1 : 0);
    }

    /** Who is put into a group, who leaves it, and the note of whom Pumphouse has put in. */
    public static void ofMembers(RequestPlan plan) {
        ObjectNode wanted = plan.wanted();
        JsonNode onTarget = plan.existing().map(Resource::json).orElseGet(Json::object);
        String group = "/groups/{id}";
        List<String> left = GroupMembersType.without(onTarget, wanted);
        left.retainAll(Json.texts(onTarget, GroupMembersType.NOTE));
        keystone(plan)
                .times(GroupMembersType.without(wanted, onTarget).size())
                .put(group + "/users/{user_id}")
                .times(left.size())
                .delete(group + "/users/{user_id}")
                .times(GroupMembersType.isNoted(wanted.path(GroupMembersType.MEMBERS)) ? 1 : 0)
                .patch(group);
    }

    /** Which request it is depends on whose a role is, and where. */
    public static void ofAssignment(RequestPlan plan) {
        ObjectNode which = plan.decision() == Decision.ROLL_BACK
                ? plan.existing().orElseThrow().json().deepCopy()
                : plan.wanted().deepCopy();
        for (String id : List.of("user_id", "group_id", "project_id", "domain_id", "role_id")) {
            if (which.hasNonNull(id)) {
                which.put(id, '{' + id + '}');
            }
        }
        Cloud cloud = plan.targets().cloud();
        toggled(plan, AssignmentType.path(cloud, which));
    }

    public static void ofImpliedRole(RequestPlan plan) {
        ObjectNode pair = Json.object()
                .put(RoleInferences.PRIOR, "{prior_role_id}")
                .put(RoleInferences.IMPLIED, "{implied_role_id}");
        toggled(plan, ImpliedRoleType.path(pair));
    }

    private static void toggled(RequestPlan plan, String path) {
        boolean goes = plan.decision() == Decision.ROLL_BACK;
        keystone(plan).times(goes ? 0 : 1).put(path).times(goes ? 1 : 0).delete(path);
    }
}
