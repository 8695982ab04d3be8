package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Fate;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Row;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * The application credentials of users, which stay behind. Keystone lists those of one user at a time: one request for
 * each user of the plan.
 */
final class ApplicationCredentials {
    private static final String KIND = "application credential";
    private static final String WHY =
            "no step moves application credentials, as their secret is in no cloud: their user makes another on the"
                    + " target, and what logs in with it is told its new id and secret";

    private ApplicationCredentials() {}

    /** @param whole whether all projects are meant, and not only {@code projects} */
    static List<Row> rows(Cloud source, Plan plan, List<Resource> projects, boolean whole) {
        List<Row> rows = new ArrayList<>();
        if (source.identityV2()) {
            return rows;
        }
        try {
            for (Resource user : users(plan)) {
                for (ObjectNode credential : of(user, source)) {
                    String project = Json.text(credential, "project_id");
                    if (whole || projects.stream().anyMatch(one -> one.id().equals(project))) {
                        rows.add(row(credential, user));
                    }
                }
            }
        } catch (CloudException.NotFound e) {
            return rows; // a Keystone before Queens; of a user who is gone it lists none
        } catch (CloudException e) {
            rows.add(new Row(KIND, "(all)", "", "", "", Fate.UNREAD, "", e.getMessage()));
        }
        return rows;
    }

    private static List<Resource> users(Plan plan) {
        return plan.changes().stream()
                .map(Change::resource)
                .filter(resource ->
                        resource.kind().equals(UserType.KIND) && !resource.id().equals("*"))
                .toList();
    }

    private static List<ObjectNode> of(Resource user, Cloud source) {
        String path = "/users/" + Request.segment(user.id()) + "/application_credentials";
        return source.list(Request.get(Service.IDENTITY, path), "application_credentials");
    }

    private static Row row(ObjectNode json, Resource user) {
        String until = Json.text(json, "expires_at");
        return new Row(
                KIND,
                String.valueOf(Json.text(json, "name")),
                String.valueOf(Json.text(json, "id")),
                "of user " + user.name() + (until == null ? "" : ", until " + until),
                "",
                Fate.STAYS,
                "",
                WHY);
    }
}
