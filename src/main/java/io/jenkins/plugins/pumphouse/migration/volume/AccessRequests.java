package io.jenkins.plugins.pumphouse.migration.volume;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.openstack.Caller;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Locale;

/** What {@link ProjectAccess} costs: roles that are granted, noted on the project and removed. */
public final class AccessRequests {
    private AccessRequests() {}

    /**
     * The account's temporary roles in a project of the target, once a run for all that needs them.
     *
     * @param project of the source
     */
    public static void to(RequestPlan plan, String project) {
        Cloud cloud = plan.targets().cloud();
        if (!cloud.caller().projectId().equals(plan.translation().id(Kind.PROJECT, project))) {
            access(plan.onTarget(Service.IDENTITY).atMost(roles(cloud.caller())), cloud);
        }
    }

    private static int roles(Caller caller) {
        boolean isAdmin = caller.roleNames().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals("admin"));
        return isAdmin ? 1 : caller.roleNames().size();
    }

    private static void access(Sender keystone, Cloud cloud) {
        if (cloud.identityV2()) {
            String role = "/tenants/{id}/users/{user_id}/roles/OS-KSADM/{role_id}";
            keystone.put(role).delete(role);
        } else {
            String tag = "/projects/{id}/tags/{tag}";
            String role = "/projects/{id}/users/{user_id}/roles/{role_id}";
            keystone.put(tag).put(role).delete(role).delete(tag);
        }
    }

    /** The same of access that an interrupted run has left. */
    public static void left(RequestPlan plan) {
        Cloud cloud = plan.targets().cloud();
        access(plan.onTarget(Service.IDENTITY).about(roles(cloud.caller())), cloud);
    }
}
