package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.serverOf;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/**
 * A server that was moved is not moved again because no list shows its copy: the copy may run, and the source's server
 * must not run beside it.
 */
public class UnlistedCopyTest {
    private static final String EMPTY = "{\"servers\": []}";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void oneThatHasLostItsMarkRunsOnAlone() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String copy = named(clouds.target).path("id").asText();
        clouds.target.inside().delete("compute", "/v2.1/servers/" + copy + "/metadata/pumphouse_source");

        Outcome kept = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.CONFLICT);
        assertThat(kept.message())
                .contains("was moved to server " + copy + " on new, which has lost its mark")
                .contains("openstack server set --property pumphouse_source=old/");
        assertAlone(copy);
    }

    @Test
    public void oneInACellThatDoesNotAnswerRunsOnAlone() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String copy = named(clouds.target).path("id").asText();
        clouds.target.faults().on("GET", "/v2.1/servers/detail").status(200).body(EMPTY);
        clouds.target.faults().on("GET", "/v2.1/servers/" + copy).status(500);

        Outcome kept = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        clouds.target.faults().clear();
        assertThat(kept.end()).as(kept.message()).isEqualTo(End.CONFLICT);
        assertThat(kept.message()).contains("was moved to server " + copy + " on new, which cannot be read now");
        assertAlone(copy);
    }

    @Test
    public void oneThatAListLeavesOutRunsOnAlone() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String copy = named(clouds.target).path("id").asText();
        clouds.target.faults().on("GET", "/v2.1/servers/detail").status(200).body(EMPTY);

        Outcome kept = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        clouds.target.faults().clear();
        assertThat(kept.end()).as(kept.message()).isEqualTo(End.CONFLICT);
        assertAlone(copy);
    }

    @Test
    public void oneWhoseDeletionNothingConfirmsKeepsTheSourcesOff() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.target
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .containing("fixed_ip_address")
                .status(409);
        clouds.target
                .faults()
                .on("GET", "/v2.1/os-services")
                .answersInstead(
                        answer -> { // right before the deletion
                            if (serverOf(clouds.source).path("status").asText().equals("SHUTOFF")) {
                                clouds.target
                                        .faults()
                                        .on("DELETE", "/v2.1/servers/*")
                                        .status(500);
                                clouds.target
                                        .faults()
                                        .on("GET", "/v2.1/servers/detail")
                                        .status(200)
                                        .body(EMPTY);
                                clouds.target
                                        .faults()
                                        .on("GET", "/v2.1/servers/*")
                                        .status(500);
                            }
                            return answer;
                        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1");

        clouds.target.faults().clear();
        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(serverOf(clouds.target).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(serverOf(clouds.source).path("status").asText()).isEqualTo("SHUTOFF");
        assertThat(clouds.lines).anyMatch(line -> line.contains("could not be restored"));
    }

    @Test
    public void oneWhoseBootGotNoAnswerAndWhoseCellDoesNotAnswerEitherKeepsTheSourcesOff() throws Exception {
        clouds.target.faults().on("GET", "/v2.1/servers/detail").status(200).body(EMPTY);
        clouds.target.faults().on("GET", "/v2.1/servers/*").status(501); // Nova's 500, without the retries
        clouds.target.faults().on("POST", "/v2.1/servers").resetAfterwards().times(1);

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
        clouds.target.faults().clear();

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertAlone(clouds.target.inside().servers().get(0).path("id").asText());
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("could not be restored")
                        && line.contains("is in use by server "
                                + named(clouds.target).path("id").asText()));
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("! db-1 is OFF on old, and server ")
                        && line.contains("it may run, so do not start db-1"));
        assertThat(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.UPDATED);
        assertAlone(named(clouds.target).path("id").asText());
    }

    @Test
    public void oneWithoutACardWhoseBootGotNoAnswerKeepsTheSourcesOffWhileACellDoesNotAnswer() throws Exception {
        clouds.source
                .project("demo")
                .server("alone")
                .image("cirros")
                .flavor("m1.tiny")
                .owner("alice", null)
                .boot();
        clouds.target
                .faults()
                .on("GET", "/v2.1/servers/detail")
                .status(200)
                .body("{\"servers\": [{\"id\": \"7e0c6e2b-5e8c-4b43-9e0a-6a0c2f1d3b4a\", \"status\": \"UNKNOWN\"}]}");
        clouds.target.faults().on("POST", "/v2.1/servers").resetAfterwards().times(1);

        clouds.move(Verb.INSTANCES, server("alone"));
        clouds.target.faults().clear();

        assertThat(DiskFixture.shown(clouds.source, "alone").path("status").asText())
                .isEqualTo("SHUTOFF");
        assertThat(clouds.lines).anyMatch(line -> line.contains("is in a cell that does not answer now"));
    }

    @Test
    public void oneThatItsOwnerHasDeletedIsMadeAgainAndThatIsSaid() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String copy = named(clouds.target).path("id").asText();
        clouds.target.inside().delete("compute", "/v2.1/servers/" + copy);
        clouds.target.skip(Duration.ofSeconds(5));

        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(again.end()).as(again.message()).isEqualTo(End.CREATED);
        assertThat(again.message()).contains("had been moved to new as server " + copy + ", which is gone");
    }

    private void assertAlone(String copy) {
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("SHUTOFF");
        assertThat(clouds.target.inside().servers()).singleElement().satisfies(server -> {
            assertThat(server.path("id").asText()).isEqualTo(copy);
            assertThat(server.path("status").asText()).isEqualTo("ACTIVE");
        });
    }

    private static JsonNode named(EmbeddedCloud cloud) {
        return cloud.inside().server("db-1");
    }
}
