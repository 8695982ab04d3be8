package io.jenkins.plugins.pumphouse.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.login.AccountScope;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.mainjob.Testbed;
import io.jenkins.plugins.pumphouse.migration.Migration;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.EndpointChoice;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;

/** The two clouds of the testbed, and the projects that the measurements use there. */
final class Worlds implements AutoCloseable {
    static final CloudAccess SOURCE = access("good_old_openstack", Testbed.authUrl("source"));
    static final CloudAccess TARGET = access("mira-os-1", Testbed.authUrl("target"));

    final Cloud source = Cloud.open(SOURCE);
    final Cloud target = Cloud.open(TARGET);

    private static CloudAccess access(String name, String url) {
        return new CloudAccess(
                name,
                url,
                Login.withPassword("admin", "admin"),
                null,
                new AccountScope("admin", "Default", "Default"),
                EndpointChoice.DEFAULT,
                null,
                Duration.ofMinutes(5));
    }

    /** A new project that nothing limits, with a name that no run before had. */
    static String project(Cloud cloud, String name) {
        ObjectNode body = Json.object().put("name", name).put("domain_id", "default");
        String id = Json.text(
                cloud.send(Request.post(Service.IDENTITY, "/projects").body(Json.object("project", body)))
                        .json()
                        .path("project"),
                "id");
        ObjectNode quota = Json.object().put("security_group", -1).put("security_group_rule", -1);
        cloud.send(Request.put(Service.NETWORK, "/quotas/" + id).body(Json.object("quota", quota)));
        return id;
    }

    /** The id of the project of that name. */
    static String named(Cloud cloud, String name) {
        return Json.text(
                cloud.list(Request.get(Service.IDENTITY, "/projects").query("name", name), "projects")
                        .get(0),
                "id");
    }

    /** Removes a project with its security groups, which all are of this bench. */
    static void remove(Cloud cloud, String project) {
        Request groups = Request.get(Service.NETWORK, "/security-groups").query("tenant_id", project);
        for (ObjectNode group : cloud.list(groups, "security_groups")) {
            cloud.send(Request.delete(Service.NETWORK, "/security-groups/" + Json.text(group, "id")));
        }
        cloud.send(Request.delete(Service.IDENTITY, "/projects/" + project));
    }

    static Report move(Verb verb, String tenant) throws InterruptedException {
        Report report = new Migration(
                        new MigrationRequest(
                                verb, SOURCE, TARGET, Selection.ofTenant(tenant), Mapping.NONE, Options.DEFAULT, false),
                        line -> {})
                .run();
        if (report.failed()) {
            throw new IllegalStateException(report.summary() + ": " + report.conflicts());
        }
        return report;
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
