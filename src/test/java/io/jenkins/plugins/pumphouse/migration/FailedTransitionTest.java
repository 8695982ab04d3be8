package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Rule;
import org.junit.Test;

/** A server that is in another state than the one in which a step looks for it, by a mishap or by its owner. */
public class FailedTransitionTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aResumeThatFailsIsToldWithTheCommandThatLeadsOut() throws Exception {
        act("suspend");
        clouds.paused(Options.Paused.RESUME);

        Outcome failed = failsBy("resume");

        assertThat(failed.message()).contains("is ERROR after resume", "openstack server reboot --hard " + id());
    }

    @Test
    public void aStopThatFailsIsToldWithTheCommandThatLeadsOut() throws Exception {
        Outcome failed = failsBy("os-stop");

        assertThat(failed.message()).contains("is ERROR after os-stop", "openstack server reboot --hard " + id());
        assertThat(String.join("\n", clouds.lines))
                .contains("could not be restored: ", "is ERROR, not ACTIVE", "! web-2 is ERROR on old and not on new")
                .doesNotContain("is ERROR after os-start");
    }

    @Test
    public void oneThatIsShelvedSinceThePlanIsNotTouched() throws Exception {
        changedSinceThePlanBy("shelve");
    }

    @Test
    public void oneThatIsRescuedSinceThePlanIsNotTouched() throws Exception {
        changedSinceThePlanBy("rescue");
    }

    @Test
    public void oneThatIsPausedSinceThePlanIsNotTouched() throws Exception {
        changedSinceThePlanBy("pause");
    }

    @Test
    public void oneThatIsSuspendedSinceThePlanIsNotTouched() throws Exception {
        changedSinceThePlanBy("suspend");
    }

    @Test
    public void oneThatItsOwnerHasShelvedSinceItsMoveIsNotSaidToBeWhatItWasAfterItsRollback() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-2"));
        act("unlock");
        act("shelve");

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("web-2")), "server", "web-2");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(back.message())
                .contains("is SHELVED_OFFLOADED on old, as it was shelved since its move, and was ACTIVE before;"
                        + " openstack server unshelve " + id() + " brings it back");
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    private void changedSinceThePlanBy(String action) throws Exception {
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                act(action);
            }
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("since the plan was made; it was not touched");
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(named().path("status").asText()).isNotIn("ACTIVE", "SHUTOFF");
        assertThat(named().path("metadata").toString()).doesNotContain("pumphouse");
    }

    private Outcome failsBy(String action) throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about(action)
                .answersInstead(answer -> {
                    if (first.getAndSet(false)) {
                        clouds.source.skip(Duration.ofMinutes(1));
                        clouds.source
                                .inside()
                                .post(
                                        "compute",
                                        path(),
                                        WireJson.object("os-resetState", WireJson.object("state", "error")));
                    }
                    return answer;
                });
        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");
        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(named().path("status").asText()).isEqualTo("ERROR");
        return failed;
    }

    private void act(String action) {
        clouds.source.inside().post("compute", path(), WireJson.object(action, null));
        clouds.source.skip(Duration.ofMinutes(1));
    }

    private String path() {
        return "/v2.1/servers/" + id() + "/action";
    }

    private String id() {
        return named().path("id").asText();
    }

    private JsonNode named() {
        return clouds.source.inside().servers().stream()
                .filter(one -> one.path("name").asText().equals("web-2"))
                .findFirst()
                .orElseThrow();
    }
}
