package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Rule;
import org.junit.Test;

/**
 * Removing temporary access never fails what it was granted for; what stays is named with the command that removes it.
 */
public class TemporaryAccessRemovalTest {
    private static final List<Integer> REFUSALS = List.of(403, 409, 500);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aKeyThatCannotBeTakenBackAtOnceIsTakenBackAtTheEnd() throws Exception {
        for (int status : REFUSALS) {
            clouds.target
                    .faults()
                    .on("DELETE", "/v2.1/os-keypairs/*")
                    .status(status)
                    .times(1);
        }

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(report, "server", "db-1").end()).isEqualTo(End.CREATED);
        assertThat(running()).containsExactly("new");
        assertThat(report.notes())
                .filteredOn(note -> note.contains("openstack keypair delete laptop"))
                .singleElement()
                .asString()
                .contains("keypair laptop");
    }

    @Test
    public void aKeyThatStaysIsTakenBackByTheNextRun() throws Exception {
        clouds.target.faults().on("DELETE", "/v2.1/os-keypairs/*").status(403);
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.target.faults().clear();

        clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(clouds.target.inside().list("compute", "/v2.1/os-keypairs", "keypairs"))
                .isEmpty();
    }

    @Test
    public void aRoleThatCannotBeGivenBackFailsNothingAndIsNamed() throws Exception {
        for (int status : REFUSALS) {
            clouds.target.faults().clear();
            clouds.target
                    .faults()
                    .on("DELETE", "/v3/projects/*/users/*/roles/*")
                    .status(status);

            Report report =
                    clouds.move(Verb.INSTANCES, server(status == 403 ? "db-1" : status == 409 ? "web-1" : "web-2"));

            assertThat(report.outcomes())
                    .filteredOn(o -> o.kind().equals("server"))
                    .noneMatch(o -> o.end() == End.FAILED);
            assertThat(report.notes()).anyMatch(note -> note.contains("openstack role remove --user "));
            assertThat(clouds.lines).anyMatch(line -> line.startsWith("! user admin still has a role in project "));
        }
    }

    @Test
    public void aNoteWhoseAnswerWasLostIsNotWrittenAgain() throws Exception {
        clouds.target
                .faults()
                .on("PUT", "/v3/projects/*/tags/*")
                .resetAfterwards()
                .times(2);

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(clouds.target.journal().entries().stream()
                        .filter(e -> e.method().equals("PUT") && e.path().contains("/tags/")))
                .hasSize(2);
    }

    @Test
    public void theLoanOfAnInterruptedRunIsNotTakenForSomebodysKey() throws Exception {
        clouds.move(Verb.TENANTS);
        Inside target = clouds.target.inside();
        String elsewhere = target.id("identity", "/v3/projects", "projects", "admin");
        target.put("identity", "/v3/projects/" + elsewhere + "/tags/pumphouse_key=laptop", null);
        target.post(
                "compute",
                "/v2.1/os-keypairs",
                new ObjectMapper()
                        .readTree("{\"keypair\": {\"name\": \"laptop\", \"public_key\": \"ssh-ed25519"
                                + " AAAAC3NzaC1lZDI1NTE5AAAAIA== other\"}}"));

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(target.list("compute", "/v2.1/os-keypairs", "keypairs")).isEmpty();
        assertThat(target.get("identity", "/v3/projects/" + elsewhere)
                        .path("project")
                        .path("tags"))
                .isEmpty();
    }

    @Test
    public void aKeyThatNovaRefusesFailsTheServerWithNovasReason() throws Exception {
        clouds.move(Verb.KEYPAIRS);
        clouds.target.faults().on("POST", "/v2.1/os-keypairs").status(409).body("""
                {"conflictingRequest": {"code": 409, "message": "The database is being upgraded"}}""");

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(report, "server", "db-1").end()).isEqualTo(End.FAILED);
        assertThat(outcome(report, "server", "db-1").message())
                .contains("POST /os-keypairs -> 409 Conflict: The database is being upgraded");
        assertThat(running()).containsExactly("old");
    }

    @Test
    public void aRunElsewhereThatAddsTheSameTemporaryKeyAtTheSameMomentFailsNoBoot() throws Exception {
        String key = clouds.source
                .inside("bob", "demo")
                .list("compute", "/v2.1/os-keypairs", "keypairs")
                .get(0)
                .path("keypair")
                .path("public_key")
                .asText();
        AtomicBoolean first = new AtomicBoolean(true);
        clouds.target.faults().gatekeeper(new Faults.Gatekeeper() {
            @Override
            public boolean admits(Faults.Asked asked) {
                if (asked.method().equals("POST")
                        && asked.path().endsWith("/os-keypairs")
                        && !asked.body().contains("user_id")
                        && first.getAndSet(false)) {
                    clouds.target
                            .inside()
                            .make(
                                    "compute",
                                    "/v2.1/os-keypairs",
                                    "keypair",
                                    WireJson.object("name", "laptop", "public_key", key));
                }
                return true;
            }
        });

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(report, "server", "db-1").end())
                .as(outcome(report, "server", "db-1").message())
                .isEqualTo(End.CREATED);
        assertThat(first).isFalse();
        assertThat(clouds.target.inside().list("compute", "/v2.1/os-keypairs", "keypairs"))
                .isEmpty();
    }

    @Test
    public void anInterruptedRunGivesBackWhatItsWorkStillUsed() throws Exception {
        clouds.target.faults().on("POST", "/v2.1/servers").delay(Duration.ofSeconds(30));
        Thread runner = Thread.currentThread();
        Thread watcher = new Thread(() -> {
            while (clouds.target
                    .inside()
                    .list("compute", "/v2.1/os-keypairs", "keypairs")
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            runner.interrupt();
        });
        watcher.start();

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.interrupted()).isTrue();
        assertThat(clouds.target.inside().list("compute", "/v2.1/os-keypairs", "keypairs"))
                .isEmpty();
        JsonNode demo = clouds.target.inside().named("identity", "/v3/projects", "projects", "demo");
        assertThat(demo.path("tags")).isEmpty();
        assertThat(clouds.target
                        .inside()
                        .list(
                                "identity",
                                "/v3/projects/" + demo.path("id").asText() + "/users/"
                                        + clouds.target.inside().userId() + "/roles",
                                "roles"))
                .isEmpty();
        assertThat(report.notes())
                .filteredOn(note ->
                        note.startsWith("! db-1 is OFF on old and not on new: run again, or openstack server start "))
                .hasSize(1);
    }

    private List<String> running() {
        return List.of(clouds.source, clouds.target).stream()
                .filter(cloud -> cloud.inside().servers().stream()
                        .anyMatch(s -> s.path("name").asText().equals("db-1")
                                && s.path("status").asText().equals("ACTIVE")))
                .map(cloud -> cloud.name())
                .toList();
    }
}
