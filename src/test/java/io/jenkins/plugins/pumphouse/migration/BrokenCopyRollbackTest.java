package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.AdoptedServerFixture.SERVER;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.Rule;
import org.junit.Test;

/**
 * An interrupted move has left a copy that never came up, or broke: a rollback removes it and brings the source back.
 */
public class BrokenCopyRollbackTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aCopyThatCouldNotBootIsRemoved() throws Exception {
        clouds.target.behaviour().bootsFail("db-1", "No valid host was found.");
        endsAtBoot("db-1");
        assertThat(shown("db-1").path("status").asText()).isEqualTo("ERROR");

        isBack("db-1", back("db-1"));

        clouds.target.behaviour().healed();
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
    }

    @Test
    public void aCopyThatDoesNotComeUpIsRemovedBeforeTheSourceStarts() throws Exception {
        clouds.target.behaviour().boot(Duration.ofDays(9));
        endsAtBoot("db-1");
        assertThat(shown("db-1").path("status").asText()).isEqualTo("BUILD");

        isBack("db-1", back("db-1"));
    }

    @Test
    public void aCopyThatBrokeAfterItHadItsAddressesGivesThemBack() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        unfinished("web-1");
        broken("web-1");

        isBack("web-1", back("web-1"));

        assertThat(FloatingFixture.shown(clouds.source, ADDRESS)
                        .path("fixed_ip_address")
                        .asText())
                .isEqualTo("10.1.0.11");
    }

    @Test
    public void aCopyWithAdoptedVolumesThatCouldNotBootGivesThemBack() throws Exception {
        AdoptedServerFixture files = new AdoptedServerFixture(clouds).boot();
        clouds.target.behaviour().bootsFail(SERVER, "No valid host was found.");
        endsAtBoot(SERVER);
        clouds.copying();

        isBack(SERVER, back(SERVER));

        assertThat(files.contents()).containsExactly("old data-1 one", "old data-2 two");
        assertThat(DiskFixture.disks(clouds.source, files.onSource()))
                .containsExactly("data-1 one false", "data-2 two true");
    }

    @Test
    public void whereverSuchARollbackEndsTheNextRunBringsItToItsEnd() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        boolean interrupted = true;
        int write = 1;
        for (; interrupted; write += 7) {
            unfinished("web-1");
            broken("web-1");
            Callable<Report> run = () -> clouds.move(Verb.ROLLBACK, server("web-1"));
            interrupted = new Interruption(clouds).after(write, run);
            skip();
            if (interrupted) {
                isBack("web-1", back("web-1"));
            }
            assertThat(FloatingFixture.shown(clouds.source, ADDRESS)
                            .path("fixed_ip_address")
                            .asText())
                    .as("write " + write)
                    .isEqualTo("10.1.0.11");
        }
        assertThat(write).isGreaterThan(14);
    }

    @Test
    public void aMovedServerWhoseCopyBrokeIsNotTakenBackUnaskedAndThePlanSaysWhatToDo() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        broken("db-1");

        Outcome kept = back("db-1");

        String copy = shown("db-1").path("id").asText();
        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message())
                .contains("is ERROR on new, not ACTIVE or SHUTOFF: see why: openstack server show -c fault " + copy)
                .contains("openstack server delete " + copy + " on new, then run again with force: true");
        clouds.target.inside().delete("compute", "/v2.1/servers/" + copy);
        skip();
        clouds.evenIfChanged();
        assertThat(back("db-1").end()).isEqualTo(End.RESTORED);
    }

    private Outcome back(String name) throws Exception {
        return outcome(clouds.move(Verb.ROLLBACK, server(name)), "server", name);
    }

    private void isBack(String name, Outcome back) {
        skip();
        assertThat(back.end())
                .as(back.message() + "\n" + String.join("\n", clouds.lines))
                .isIn(End.RESTORED, End.SKIPPED);
        JsonNode source = DiskFixture.shown(clouds.source, name);
        assertThat(source.path("status").asText()).as(back.message()).isEqualTo("ACTIVE");
        assertThat(source.path("locked").asBoolean()).isFalse();
        assertThat(AdoptedServerFixture.notes(source)).allMatch(note -> note.startsWith("pumphouse_mover"));
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    private void endsAtBoot(String name) throws Exception {
        assertThat(new Interruption(clouds)
                        .at(BrokenCopyRollbackTest::boots, () -> clouds.move(Verb.INSTANCES, server(name))))
                .isTrue();
        skip();
    }

    private static boolean boots(Faults.Asked asked) {
        return asked.method().equals("POST") && asked.path().endsWith("/servers");
    }

    /** Up, with all addresses, and yet it does not count as moved. */
    private void unfinished(String name) throws Exception {
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing("pumphouse_target")
                .status(503);
        clouds.move(Verb.INSTANCES, server(name));
        clouds.source.faults().clear();
    }

    private void broken(String name) {
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + shown(name).path("id").asText() + "/action",
                        WireJson.object("os-resetState", WireJson.object("state", "error")));
    }

    private JsonNode shown(String name) {
        return DiskFixture.shown(clouds.target, name);
    }

    private void skip() {
        List.of(clouds.source, clouds.target).forEach(cloud -> {
            cloud.skip(Duration.ofMinutes(5));
            cloud.skip(Duration.ofMinutes(5)); // what is queued begins when that is over
        });
    }
}
