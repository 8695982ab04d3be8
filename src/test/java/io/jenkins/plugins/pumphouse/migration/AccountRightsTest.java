package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import org.junit.Rule;
import org.junit.Test;

/** An account without the rights that a step needs shows in the plan, and not in the middle of the night. */
public class AccountRightsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void anAccountOfTheTargetThatIsNoAdministratorTurnsTheWritesOfThePlanRed() throws Exception {
        CloudAccess weak = account(clouds.target, "new", "member");

        Report report = new Migration(
                        new MigrationRequest(
                                Verb.FLAVORS,
                                admin(clouds.source, "old"),
                                weak,
                                TwoClouds.ALL,
                                Mapping.NONE,
                                Options.DEFAULT,
                                true),
                        line -> {})
                .run();

        Outcome flavor = TwoClouds.outcome(report, "flavor", "demo.small");
        assertThat(flavor.end()).isEqualTo(End.CONFLICT);
        assertThat(flavor.message())
                .contains(
                        "needs an account that is an administrator",
                        "os_compute_api:servers",
                        "User \"auditor\" has the roles [member] in project \"admin\"");
    }

    @Test
    public void anAccountOfTheSourceFromWhichObjectsAreHiddenIsRefused() throws Exception {
        CloudAccess weak = account(clouds.source, "old", "member");

        assertThatThrownBy(() -> new Migration(
                                new MigrationRequest(
                                        Verb.FLAVORS,
                                        weak,
                                        admin(clouds.target, "new"),
                                        TwoClouds.ALL,
                                        Mapping.NONE,
                                        Options.DEFAULT,
                                        true),
                                line -> {})
                        .run())
                .isInstanceOf(CloudException.MissingRight.class)
                .hasMessageContaining("has the roles [member]");
    }

    private static CloudAccess admin(EmbeddedCloud cloud, String name) {
        return CloudAccess.ofPassword(name, cloud.authUrl(), cloud.username(), cloud.password(), cloud.tenant());
    }

    /** A user with one role in the administrators' project. */
    private static CloudAccess account(EmbeddedCloud cloud, String name, String role) throws Exception {
        Inside admin = cloud.inside();
        JsonNode user = admin.post(
                "identity",
                "/v3/users",
                new ObjectMapper().readTree("{\"user\": {\"name\": \"auditor\", \"password\": \"an-auditor\"}}"));
        String project = admin.named("identity", "/v3/projects", "projects", cloud.tenant())
                .path("id")
                .asText();
        admin.put(
                "identity",
                "/v3/projects/" + project + "/users/"
                        + user.path("user").path("id").asText() + "/roles/"
                        + admin.id("identity", "/v3/roles", "roles", role),
                null);
        return CloudAccess.ofPassword(name, cloud.authUrl(), "auditor", "an-auditor", cloud.tenant());
    }
}
