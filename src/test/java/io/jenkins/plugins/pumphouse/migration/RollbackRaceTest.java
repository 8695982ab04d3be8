package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Rule;
import org.junit.Test;

/** What an owner does with a copy while it is taken back. */
public class RollbackRaceTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aCopyThatItsOwnerStartsJustBeforeItIsLockedIsOffBeforeTheSourceStarts() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String actions = "/v2.1/servers/"
                + clouds.target.inside().servers().get(0).path("id").asText() + "/action";
        clouds.target.inside().post("compute", actions, WireJson.object("os-stop", null));
        clouds.target.skip(Duration.ofSeconds(5));
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("\"lock\"")
                .answersInstead(answer -> {
                    clouds.target.inside().post("compute", actions, WireJson.object("os-start", null));
                    clouds.target.skip(Duration.ofSeconds(5));
                    return answer;
                });
        List<String> atStart = statesOfTheCopyAtStart();

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(atStart).containsExactly("SHUTOFF");
    }

    @Test
    public void aCopyThatCannotBeLockedAndThatItsOwnerStartsAgainKeepsTheSourcesOff() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("lock")
                .status(403);
        clouds.onLine(line -> {
            if (line.endsWith("is off on new")) {
                act("os-start");
            }
        });
        clouds.source.journal().clear();

        Outcome failed = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains(" on new is ACTIVE, although it was shut down");
        assertThat(clouds.source.journal().of("POST", "/v2.1/servers/*/action").toString())
                .doesNotContain("os-start");
        assertThat(clouds.target.inside().servers().get(0).path("status").asText())
                .isEqualTo("ACTIVE");
    }

    @Test(timeout = 240_000)
    public void aCopyThatIsDeletedWhileItShutsDownIsNotWaitedFor() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("os-stop")
                .times(1)
                .answersInstead(answer -> {
                    clouds.target.inside().delete("compute", "/v2.1/servers/" + copy());
                    clouds.target.skip(Duration.ofSeconds(5));
                    return answer;
                });

        Outcome failed = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("was deleted meanwhile. Run again");
        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");
        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
    }

    private String copy() {
        return clouds.target.inside().servers().get(0).path("id").asText();
    }

    @Test
    public void aCopyThatNovaOnceSaysDoesNotExistIsOffBeforeTheSourceStarts() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.evenIfChanged();
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                clouds.target.faults().on("GET", "/v2.1/servers/*").status(404).times(1);
            }
        });
        List<String> atStart = statesOfTheCopyAtStart();

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(atStart).containsExactly("SHUTOFF");
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    @Test
    public void aPortThatNeutronOnceSaysIsGoneIsRemovedAllTheSame() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.target.faults().on("DELETE", "/v2.0/ports/*").status(404).times(1);

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(clouds.ofDemo("network", "/v2.0/ports", "ports"))
                .noneMatch(port -> port.path("tags").toString().contains("pumphouse")
                        && port.path("device_owner").asText().isEmpty());
    }

    @Test
    public void aCopyThatNovaOnceSaysIsGoneIsRemovedAllTheSame() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.onLine(line -> {
            if (line.endsWith("runs on old again")) {
                clouds.target.faults().on("GET", "/v2.1/servers/*").status(404).times(1);
            }
        });

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    /** Of the copy, whenever the source's server is started. */
    private List<String> statesOfTheCopyAtStart() {
        List<String> states = new CopyOnWriteArrayList<>();
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("os-start")
                .answersInstead(answer -> {
                    states.add(clouds.target
                            .inside()
                            .servers()
                            .get(0)
                            .path("status")
                            .asText());
                    return answer;
                });
        return states;
    }

    private void act(String action) {
        clouds.target.inside().post("compute", "/v2.1/servers/" + copy() + "/action", WireJson.object(action, null));
        clouds.target.skip(Duration.ofSeconds(5));
    }

    @Test
    public void whatWasDoneToACopyCountsAlsoWhereTheTargetsClockIsBehind() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String behind = Instant.now().minus(Duration.ofMinutes(7)).toString().replace("Z", "");
        clouds.target
                .faults()
                .on("GET", "/v2.1/servers/*/os-instance-actions")
                .status(200)
                .body("{\"instanceActions\": [{\"action\": \"rebuild\", \"start_time\": \"" + behind + "\"}]}");

        Outcome kept = outcome(clouds.plan(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("rebuild at ", " on new");
    }
}
