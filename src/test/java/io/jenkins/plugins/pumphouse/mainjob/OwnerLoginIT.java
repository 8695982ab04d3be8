package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.login.ApplicationCredential;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
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
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** Copies stay with the owners of their servers on a real cloud, by each of the three logins that an owner may have. */
public class OwnerLoginIT {
    @Rule
    public final TestbedProject project = new TestbedProject("owners");

    private final String suffix = project.name.substring(project.name.lastIndexOf('-'));
    private final String alice = "alice" + suffix;
    private final String bob = "bob" + suffix;
    private final String carol = "carol" + suffix;

    @Test
    public void aCopyIsItsOwnersByPasswordApplicationCredentialAndTrust() throws Exception {
        project.network("10.86.0.0/24");
        for (String user : List.of(alice, bob, carol)) {
            project.member(user).by(user).boot("of-" + user, null);
        }
        for (Verb verb : List.of(Verb.TENANTS, Verb.USERS, Verb.USER_ROLES)) {
            assertThat(run(verb, target().access()).failed())
                    .as(verb.toString())
                    .isFalse();
        }
        for (String user : List.of(alice, bob, carol)) {
            password(user);
        }

        Report moved = run(
                Verb.INSTANCES,
                target().access()
                        .withOwners(List.of(
                                OwnerLogin.withPassword(alice, alice + "-new"),
                                applicationCredential(bob),
                                OwnerLogin.withTrust(carol, trust(carol)))));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        for (String user : List.of(alice, bob, carol)) {
            assertThat(ledger(moved, "of-" + user)).containsEntry("owner", "kept");
            assertThat(Json.text(copyOf(user), "user_id")).isEqualTo(id(user));
        }
    }

    private Cloud target() {
        return project.target();
    }

    private Report run(Verb verb, CloudAccess target) throws InterruptedException {
        return new Migration(
                        new MigrationRequest(
                                verb,
                                project.source().access(),
                                target,
                                Selection.ofTenant(project.name),
                                Mapping.NONE,
                                Options.DEFAULT,
                                false),
                        System.out::println)
                .run();
    }

    private void password(String user) {
        ObjectNode wanted = Json.object().put("password", user + "-new");
        target().send(Request.patch(Service.IDENTITY, "/users/" + id(user)).body(Json.object("user", wanted)));
    }

    private Cloud as(String user) {
        return target().asOwner(OwnerLogin.withPassword(user, user + "-new"), "default", projectId());
    }

    private OwnerLogin applicationCredential(String user) {
        ObjectNode wanted = Json.object().put("name", project.name);
        ObjectNode made = (ObjectNode)
                as(user).send(Request.post(Service.IDENTITY, "/users/" + id(user) + "/application_credentials")
                                .body(Json.object("application_credential", wanted)))
                        .json()
                        .path("application_credential");
        return new OwnerLogin(
                user,
                Login.withToken(Json.text(made, "secret")),
                new ApplicationCredential(Json.text(made, "id"), null, null),
                null);
    }

    private String trust(String user) {
        ObjectNode wanted = Json.object()
                .put("trustor_user_id", id(user))
                .put("trustee_user_id", target().caller().userId())
                .put("project_id", projectId())
                .put("impersonation", true);
        wanted.withArray("roles").addObject().put("name", "member");
        return Json.text(
                as(user).send(Request.post(Service.IDENTITY, "/OS-TRUST/trusts").body(Json.object("trust", wanted)))
                        .json()
                        .path("trust"),
                "id");
    }

    private String id(String user) {
        return id("/users", "users", user);
    }

    private String projectId() {
        return id("/projects", "projects", project.name);
    }

    private String id(String path, String key, String name) {
        return target().list(Service.IDENTITY, path, key).stream()
                .filter(each -> name.equals(Json.text(each, "name")))
                .map(each -> Json.text(each, "id"))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode copyOf(String user) {
        return target()
                .list(
                        Request.get(Service.COMPUTE, "/servers/detail")
                                .query("all_tenants", "1")
                                .query("tenant_id", projectId()),
                        "servers")
                .stream()
                .filter(copy -> ("of-" + user).equals(Json.text(copy, "name")))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // as the result of a step has it
    private static Map<String, String> ledger(Report report, String server) {
        return report.outcomes().stream()
                .filter(outcome ->
                        outcome.kind().equals("server") && outcome.name().equals(server))
                .map(outcome -> (Map<String, String>) outcome.facts().get("ledger"))
                .findFirst()
                .orElseThrow();
    }
}
