package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/**
 * A role that the migration's account has in a project for one run.
 *
 * @param project id of the project
 * @param role id of the role
 * @param note by which the project says that this role goes again
 */
record TemporaryRole(String project, String role, String note) {
    /** The roles of the account that were assigned to itself, in the project itself. */
    static String all(Cloud cloud, String project) {
        String user = Request.segment(cloud.caller().userId());
        String place = cloud.identityV2() ? "/tenants/" : "/projects/";
        return place + Request.segment(project) + "/users/" + user + "/roles";
    }

    private String path(Cloud cloud) {
        return all(cloud, project) + (cloud.identityV2() ? "/OS-KSADM/" : "/") + Request.segment(role);
    }

    /** Putting a role that is there already is no error. */
    void grant(Cloud administrator) {
        administrator.send(Request.put(Service.IDENTITY, path(administrator)));
    }

    /** @throws CloudException when the role, or the note of it, stays: see {@link #whyLeft} */
    void remove(Cloud administrator) {
        // where somebody was faster, the note goes all the same
        administrator.remove(Request.delete(Service.IDENTITY, path(administrator)), () -> isGranted(administrator));
        new GrantLedger(administrator, project).strikeOut(note);
    }

    private boolean isGranted(Cloud administrator) {
        return administrator.list(Service.IDENTITY, all(administrator, project), "roles").stream()
                .anyMatch(each -> role.equals(Json.text(each, "id")));
    }

    /** For a person: what the account still has in the project, and how to take it back. */
    String whyLeft(Cloud administrator, CloudException why) {
        return "user " + administrator.caller().userName() + " still has a role in project " + project + " on "
                + administrator.name()
                + " that Pumphouse added for this run (" + why.getMessage()
                + "). The next run for that project removes it, or run:"
                + " openstack role remove --user " + administrator.caller().userId() + " --project " + project + " "
                + role
                + " && openstack project set --remove-tag " + note + " " + project;
    }
}
