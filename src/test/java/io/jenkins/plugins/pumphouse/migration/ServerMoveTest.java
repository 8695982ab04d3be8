package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Rule;
import org.junit.Test;

/** A server's move, whole, failed and taken up again. */
public class ServerMoveTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerKeepsItsAddressesMacsGroupsKeyMetadataAndState() throws Exception {
        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        Outcome moved = outcome(report, "server", "web-1");
        assertThat(moved.message()).contains("kept 11 of 12: owner changed", "down ");
        assertThat(moved.facts()).containsKeys("downtime", "bytes", "sha512", "snapshot");
        JsonNode there = shown(clouds.target, "web-1");
        JsonNode here = shown(clouds.source, "web-1");
        assertThat(there.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(there.path("key_name").asText()).isEqualTo("laptop");
        assertThat(there.path("metadata").path("role").asText()).isEqualTo("web");
        assertThat(there.path("addresses").findValuesAsText("addr")).containsExactly("10.1.0.11", "10.2.0.11");
        assertThat(there.path("addresses").findValuesAsText("OS-EXT-IPS-MAC:mac_addr"))
                .containsExactly("fa:16:3e:aa:00:11", "fa:16:3e:aa:00:21");
        assertThat(here.path("status").asText()).isEqualTo("SHUTOFF");
        assertThat(here.path("metadata").path("pumphouse_target").asText())
                .isEqualTo("new/" + there.path("id").asText());
    }

    @Test
    public void ofTheSourceOnlyStopMetadataAndSnapshotAreAskedAndNothingIsDeleted() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(clouds.source.journal().writes()).isNotEmpty().allSatisfy(write -> {
            assertThat(write.method() + " " + write.path())
                    .matches("POST /v2\\.1/servers/[^/]+/(action|metadata)|DELETE"
                            + " /v2\\.1/servers/[^/]+/metadata/pumphouse_mover_\\w+");
        });
    }

    @Test
    public void aPortIsMarkedByTheRequestThatCreatesItWhereNeutronTakesTagsThere() throws Exception {
        clouds.target.withExtensions("tag-ports-during-bulk-creation");

        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).failed()).isFalse();

        assertThat(clouds.target.journal().count("POST", "/v2.0/ports")).isPositive();
        assertThat(clouds.target.journal().count("PUT", "/v2.0/ports/*/tags")).isZero();
        assertThat(clouds.target.journal().count("PUT", "/v2.0/ports/*")).isZero();
        assertThat(clouds.target.inside().list("network", "/v2.0/ports", "ports"))
                .anyMatch(port -> port.path("tags").toString().contains("pumphouse_source=old/"));
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
    }

    @Test
    public void aSecondRunOfAMoveWritesNothing() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));

        Report second = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(second.changed()).as(second.outcomes().toString()).isFalse();
        assertThat(second.cost().writes()).isZero();
    }

    @Test
    public void theReasonOfABootThatFailsIsReadWhereTheListHidesIt() throws Exception {
        clouds.target.behaviour().bootsFail("db-1", "No valid host was found. There are not enough hosts.");
        clouds.target
                .faults()
                .on("GET", "/v2.1/servers/detail")
                .answersInstead(answer -> Answer.text(
                        answer.status(), "application/json", text(answer).replace("\"fault\":", "\"hidden\":")));

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(report, "server", "db-1").message()).contains("No valid host was found.");
    }

    private static String text(Answer answer) {
        try (InputStream in = answer.body().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void aBootThatFailsBringsTheSourcesServerBackAndLeavesNone() throws Exception {
        clouds.target.behaviour().bootsFail("db-1", "No valid host was found.");

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(report, "server", "db-1").message())
                .contains("cannot boot on new", "No valid host was found.");
        clouds.source.skip(Duration.ofSeconds(5));
        assertThat(shown(clouds.source, "db-1").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(clouds.target.inside().servers()).isEmpty();
        clouds.target.behaviour().healed();
        assertThat(ended(clouds.move(Verb.INSTANCES, server("db-1")), End.CREATED))
                .contains("server db-1");
        assertThat(clouds.target.inside().servers()).hasSize(1);
    }

    @Test
    public void aBrokenServerThatCouldNotBeRemovedIsGoneBeforeTheNextRunBootsOnItsPorts() throws Exception {
        clouds.target.behaviour().bootsFail("db-1", "No valid host was found.");
        clouds.target.faults().on("DELETE", "/v2.1/servers/*").status(403).times(1);
        clouds.move(Verb.INSTANCES, server("db-1"));
        assertThat(shown(clouds.target, "db-1").path("status").asText()).isEqualTo("ERROR");
        assertThat(shown(clouds.source, "db-1").path("status").asText())
                .isEqualTo("SHUTOFF"); // as the other may come to life
        clouds.target.behaviour().healed().power(Duration.ofSeconds(1));
        List<Integer> serversAtBoot = new CopyOnWriteArrayList<>();
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                serversAtBoot.add(clouds.target.inside().servers().size());
            }
        });

        Report second = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(serversAtBoot).containsExactly(1);
    }

    @Test
    public void aSnapshotThatFailsBringsTheSourcesServerBack() throws Exception {
        clouds.source.behaviour().snapshotsFail("pumphouse db-1");

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(report, "server", "db-1").message()).contains("The snapshot of server db-1 on old is gone");
        clouds.source.skip(Duration.ofSeconds(5));
        assertThat(shown(clouds.source, "db-1").path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void aServerWhoseSnapshotIsStillUnderWayIsStartedWhenThatHasEnded() throws Exception {
        clouds.source.behaviour().snapshot(Duration.ofSeconds(2));
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("createImage")
                .times(1)
                .answersInstead(answer -> {
                    clouds.source
                            .inside()
                            .list("image", "/v2/images?pumphouse=snapshot", "images")
                            .forEach(image -> clouds.source
                                    .inside()
                                    .delete(
                                            "image",
                                            "/v2/images/" + image.path("id").asText()));
                    return answer;
                });

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(report, "server", "db-1").message()).contains("The snapshot of server db-1 on old is gone");
        assertThat(clouds.lines).contains("  db-1 runs on old again");
        assertThat(shown(clouds.source, "db-1").path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void aStartThatIsRefusedForWhatIsUnderWayIsSentAgainAfterThat() throws Exception {
        clouds.target.behaviour().bootsFail("db-1", "No valid host was found.");
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("os-start")
                .times(2)
                .status(409)
                .body("{\"conflictingRequest\": {\"code\": 409, \"message\": \"Cannot 'start' instance while it is"
                        + " in task_state image_uploading\"}}");

        clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(clouds.lines).contains("  db-1 runs on old again");
        assertThat(shown(clouds.source, "db-1").path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void theImageThatAMoveLeavesOnTheTargetIsNamed() throws Exception {
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        String image = shown(clouds.target, "db-1").path("image").path("id").asText();
        assertThat(moved.message()).contains("content image " + image + " stays on new");
    }

    @Test
    public void theAccountLeavesTheProjectsThatItJoinedAndTakesItsLentKeysBack() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));

        String admin = clouds.target.inside().userId();
        String demo = clouds.target.inside().id("identity", "/v3/projects", "projects", "demo");
        assertThat(clouds.target
                        .inside()
                        .list("identity", "/v3/projects/" + demo + "/users/" + admin + "/roles", "roles"))
                .isEmpty();
        assertThat(clouds.target.inside().list("compute", "/v2.1/os-keypairs", "keypairs"))
                .isEmpty();
        assertThat(shown(clouds.target, "db-1").path("key_name").asText()).isEqualTo("laptop");
    }

    @Test
    public void aRoleOfWhichACloudSaysThatItIsGoneIsOwedUntilItIs() throws Exception {
        clouds.target
                .faults()
                .on("DELETE", "/v3/projects/*/users/*/roles/*")
                .status(404)
                .times(1);
        clouds.move(Verb.INSTANCES, server("db-1"));

        clouds.move(Verb.INSTANCES, server("db-1"));

        String admin = clouds.target.inside().userId();
        String demo = clouds.target.inside().id("identity", "/v3/projects", "projects", "demo");
        assertThat(clouds.target
                        .inside()
                        .list("identity", "/v3/projects/" + demo + "/users/" + admin + "/roles", "roles"))
                .isEmpty();
    }

    @Test
    public void anAccountThatAnotherRunTookOutOfTheProjectJoinsAgain() throws Exception {
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers")
                .status(401)
                .times(2); // with the token that it had, and with a new one

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(clouds.target.inside().servers()).hasSize(1);
        assertThat(shown(clouds.target, "db-1").path("key_name").asText()).isEqualTo("laptop");
        assertThat(clouds.target.inside().list("compute", "/v2.1/os-keypairs", "keypairs"))
                .isEmpty();
    }

    private static JsonNode shown(EmbeddedCloud cloud, String name) {
        List<JsonNode> named = cloud.inside().servers().stream()
                .filter(server -> server.path("name").asText().equals(name)
                        && !server.path("metadata").path("role").isMissingNode())
                .toList();
        assertThat(named).as(name + " at " + cloud.name()).hasSize(1);
        return named.get(0);
    }
}
