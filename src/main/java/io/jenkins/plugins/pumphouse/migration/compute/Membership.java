package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/**
 * The migration's own account in one project.
 *
 * @param cloud   the target, with a token for that project
 * @param project its id
 * @param granted path of the role assignment that was made for the run; null when the account was a member before
 */
record Membership(Cloud cloud, String project, String granted) {
    static String path(Cloud cloud, String project, String role) {
        String user = Request.segment(cloud.caller().userId());
        return cloud.identityV2()
                ? "/tenants/" + Request.segment(project) + "/users/" + user + "/roles/OS-KSADM/" + Request.segment(role)
                : "/projects/" + Request.segment(project) + "/users/" + user + "/roles/" + Request.segment(role);
    }

    void leave(Cloud administrator) {
        if (granted == null) {
            return;
        }
        try {
            administrator.send(Request.delete(Service.IDENTITY, granted));
        } catch (CloudException.NotFound e) {
            // somebody was faster; the note goes all the same
        }
        new Borrowings(administrator, project).strikeOut(Borrowings.MEMBERSHIP);
    }
}
