package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What a killed run has borrowed on the target is given back by the next, even by one that has no server to move. */
public class TemporaryAccessTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside target;
    private String demo;

    @Before
    public void aRunWasKilledBetweenItsLastServerAndItsEnd() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        target = clouds.target.inside();
        demo = "/v3/projects/" + target.id("identity", "/v3/projects", "projects", "demo");
        String admin = target.id("identity", "/v3/roles", "roles", "admin");
        target.put("identity", demo + "/tags/pumphouse_guest", null);
        target.put("identity", demo + "/users/" + target.userId() + "/roles/" + admin, null);
        target.put("identity", demo + "/tags/pumphouse_key=laptop", null);
        target.post(
                "compute",
                "/v2.1/os-keypairs",
                new ObjectMapper()
                        .readTree("{\"keypair\": {\"name\": \"laptop\", \"public_key\": \"ssh-ed25519"
                                + " AAAAC3NzaC1lZDI1NTE5AAAAIA== x\"}}"));
    }

    @Test
    public void thePlanShowsIt() throws Exception {
        Report plan = clouds.plan(Verb.INSTANCES, server("db-1"));

        assertThat(ended(plan, End.UPDATED)).containsExactly("temporary access demo");
        assertThat(outcome(plan, "temporary access", "demo").message())
                .contains("left by an interrupted run: ", "membership", "keypair laptop");
        assertThat(plan.cost().writes()).isZero();
        assertThat(roles()).isNotEmpty();
    }

    @Test
    public void theRunGivesItBackAndTheNextHasNothingToWrite() throws Exception {
        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(ended(report, End.UPDATED)).containsExactly("temporary access demo");
        assertThat(roles()).isEmpty();
        assertThat(target.list("compute", "/v2.1/os-keypairs", "keypairs")).isEmpty();
        assertThat(target.get("identity", demo).path("project").path("tags")).isEmpty();
        Report last = clouds.move(Verb.INSTANCES, server("db-1"));
        assertThat(last.outcomes()).noneMatch(outcome -> outcome.kind().equals("temporary access"));
        assertThat(last.cost().writes()).isZero();
    }

    @Test
    public void whatAnotherControllerUsesWhileItMovesAServerStays() throws Exception {
        anotherControllerMoves("db-1", Instant.now());

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(report.outcomes()).noneMatch(outcome -> outcome.kind().equals("temporary access"));
        assertThat(roles()).isNotEmpty();
    }

    @Test
    public void whatAnotherControllerUsesForAnotherServerIsRemovedByTheLastOfTheTwo() throws Exception {
        anotherControllerMoves("web-2", Instant.now());

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(roles()).isNotEmpty();
        Outcome left = outcome(report, "temporary access", "demo");
        assertThat(left.end()).isEqualTo(End.SKIPPED);
        assertThat(left.message()).contains("Jenkins on another host uses it, and removes it at its end");
        clouds.moveElsewhere(Verb.INSTANCES, server("web-2"));
        assertThat(roles()).isEmpty();
        assertThat(target.get("identity", demo).path("project").path("tags")).isEmpty();
    }

    @Test
    public void aRoleThatAnotherControllerUsesIsNotRemovedByARunThatHasMovedAServerWithIt() throws Exception {
        anotherControllerMoves("web-2", Instant.now());

        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(roles()).isNotEmpty();
        assertThat(clouds.lines).anyMatch(line -> line.contains("which Jenkins on another host uses too"));
    }

    @Test
    public void whatAControllerHasUsedThatIsGoneIsRemoved() throws Exception {
        anotherControllerMoves("web-2", Instant.now().minus(Duration.ofHours(1)));

        clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(roles()).isEmpty();
    }

    private void anotherControllerMoves(String name, Instant since) {
        String server = clouds.source.inside().server(name).path("id").asText();
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + server + "/metadata",
                        WireJson.object(
                                "metadata",
                                WireJson.object("pumphouse_mover_0dd0dd00", since + " Jenkins on another host")));
    }

    private List<JsonNode> roles() {
        return target.list("identity", demo + "/users/" + target.userId() + "/roles", "roles");
    }
}
