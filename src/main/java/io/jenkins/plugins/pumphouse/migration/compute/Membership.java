package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/**
 * The migration's own account in one project.
 *
 * @param cloud the target, with a token for that project
 * @param project its id
 * @param granted path of the role assignment that was made for the run; null when the account was a member before
 */
public record Membership(Cloud cloud, String project, String granted) {
    static String path(Cloud cloud, String project, String role) {
        String user = Request.segment(cloud.caller().userId());
        return cloud.identityV2()
                ? "/tenants/" + Request.segment(project) + "/users/" + user + "/roles/OS-KSADM/" + Request.segment(role)
                : "/projects/" + Request.segment(project) + "/users/" + user + "/roles/" + Request.segment(role);
    }

    /** @throws CloudException when the role, or the note of it, stays: see {@link #owed} */
    void leave(Cloud administrator) {
        if (granted == null) {
            return;
        }
        // where somebody was faster, the note goes all the same
        administrator.remove(Request.delete(Service.IDENTITY, granted), () -> isStillGranted(administrator));
        new GrantLedger(administrator, project).strikeOut(GrantLedger.MEMBERSHIP);
    }

    private boolean isStillGranted(Cloud administrator) {
        String roles = granted.substring(0, granted.indexOf("/roles/") + "/roles".length());
        String role = granted.substring(granted.lastIndexOf('/') + 1);
        return administrator.list(Service.IDENTITY, roles, "roles").stream()
                .anyMatch(each -> role.equals(Json.text(each, "id")));
    }

    /** For a person: what the account still has in the project, and how to take it back. */
    String owed(Cloud administrator, CloudException why) {
        String role = granted.substring(granted.lastIndexOf('/') + 1);
        return "user " + administrator.caller().userName() + " still has a role in project " + project + " on "
                + administrator.name()
                + " that Pumphouse added for this run (" + why.getMessage()
                + "). The next run for that project removes it, or run:"
                + " openstack role remove --user " + administrator.caller().userId() + " --project " + project + " "
                + role
                + " && openstack project set --remove-tag " + GrantLedger.MEMBERSHIP + " " + project;
    }
}
