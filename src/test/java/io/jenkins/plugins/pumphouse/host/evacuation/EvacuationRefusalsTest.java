package io.jenkins.plugins.pumphouse.host.evacuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.options.Mover;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;

/** What keeps servers on their hypervisor, and how an old Nova is asked. */
public class EvacuationRefusalsTest {
    private static final MoverMark MARK = new MoverMark(new Mover("0dd0dd00", "Jenkins on ci-2"));

    @Rule
    public final EvacuationWorld world = new EvacuationWorld();

    @Test
    public void aHostThatSomebodyElseHasDisabledStaysDisabledAfterAFailure() {
        world.server("web-1", "cmp-12");
        world.cloud.behaviour().liveMigrationsFail("web-*", "no");
        world.disable("cmp-12", "broken fan");

        EvacuationResult result = world.run();

        assertThat(result.failed()).isTrue();
        assertThat(world.enabled("cmp-12")).isFalse();
        assertThat(result.disabled()).isTrue();
    }

    @Test
    public void aServerThatIsOffIsRefusedWhereAllAreToLeaveLive() {
        world.server("db-1", "cmp-12", "os-stop");
        world.how = How.LIVE;

        assertThat(world.run().failures())
                .singleElement()
                .asString()
                .contains("is SHUTOFF", "how: 'auto'", "openstack server start");
        assertThat(world.cloud.journal().writes()).isEmpty();
    }

    @Test
    public void aServerInAStateThatNovaDoesNotMigrateIsRefusedWithTheCommandAndTheOthersLeave() {
        world.server("lab", "cmp-12", "suspend");
        String web = world.server("web-1", "cmp-12");

        EvacuationResult result = world.run();

        assertThat(world.shown(web)).isEqualTo("ACTIVE null elsewhere");
        assertThat(result.failures()).singleElement().asString().contains("openstack server resume");
        assertThat(world.enabled("cmp-12")).isTrue();
    }

    /** A Nova of 2014 takes none that is paused (nova.compute.api), and one that is paused goes nowhere cold. */
    @Test
    public void aPausedServerIsRefusedWhereNovaDoesNotMigrateItLive() {
        world.old();
        String lab = world.server("lab", "cmp-12", "pause");

        assertThat(world.run().failures()).singleElement().asString().contains("openstack server unpause " + lab);
        assertThat(world.actions()).isEmpty();
    }

    @Test
    public void aPausedServerThatIsNamedColdIsRefusedWithBothWaysOut() {
        String lab = world.server("lab", "cmp-12", "pause");
        world.cold = Set.of("lab");

        assertThat(world.run().failures())
                .singleElement()
                .asString()
                .contains("only live", "cold:", "openstack server unpause " + lab);
        assertThat(world.cloud.journal().writes()).isEmpty();
    }

    @Test
    public void whatAMigrationToAnotherCloudHasNotEndedWithIsRefused() {
        world.note(world.server("runs-again", "cmp-12"), "pumphouse_target", "mira/1");
        world.note(world.server("under-way", "cmp-12", "os-stop"), MARK.key(), at(Instant.now()));
        world.note(world.server("taken-back", "cmp-12"), "pumphouse_rollback", "since then");
        world.cloud.journal().clear();

        assertThat(world.run().failures())
                .hasSize(3)
                .anySatisfy(failure -> assertThat(failure)
                        .contains("runs-again", "is ACTIVE and noted as moved", "which of the two has the data"))
                .anySatisfy(failure ->
                        assertThat(failure).contains("under-way", "pumpInstances moves it", "Jenkins on ci-2"))
                .anySatisfy(failure -> assertThat(failure).contains("taken-back", "pumpRollback"));
        assertThat(world.cloud.journal().writes()).isEmpty();
    }

    @Test
    public void theMarkOfARunThatIsGoneIsPassedOverAndTold() {
        Instant now = Instant.now();
        String gone = world.server("gone", "cmp-12");
        world.note(gone, MARK.key(), at(now.minus(MoverNote.STALE).minusSeconds(60)));
        String owners = world.server("owners", "cmp-12");
        world.note(owners, "pumphouse_mover_of_data", "nightly");
        String there = world.server("there", "cmp-12");
        world.note(there, MARK.key(), at(now.minus(MoverNote.STALE).plusSeconds(60)));

        assertThat(world.run().failures()).singleElement().asString().contains("there", "run again after");
        assertThat(world.shown(gone)).isEqualTo("ACTIVE null elsewhere");
        assertThat(world.shown(owners)).isEqualTo("ACTIVE null elsewhere");
        assertThat(world.shown(there)).isEqualTo("ACTIVE null cmp-12");
        assertThat(world.lines)
                .anyMatch(line -> line.startsWith("gone  has the mark of a run")
                        && line.contains("Jenkins on ci-2")
                        && line.contains("openstack server unset --property " + MARK.key() + " " + gone));
    }

    private static String at(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS) + " Jenkins on ci-2";
    }

    @Test
    public void aServerThatSomebodyBringsBackIsToldAndTheHostIsNotCalledEmpty() {
        String web = world.server("web-1", "cmp-12");
        world.server("web-2", "cmp-12");
        world.cloud.faults().on("GET", "/**/servers/" + web).answersInstead(answer -> {
            boolean toldAsGone = answer.body().length()
                    == answer.replacing("cmp-12", "").body().length();
            if (toldAsGone && world.shown(web).equals("ACTIVE null elsewhere")) {
                world.bring(web, "cmp-12");
            }
            return answer;
        });
        EvacuationResult result = world.run();

        assertThat(result.empty()).isFalse();
        assertThat(result.failures())
                .singleElement()
                .asString()
                .contains("web-1", "had left cmp-12 and is on it again", "run again");
        assertThat(world.enabled("cmp-12")).isTrue();
    }

    @Test
    public void withoutAnotherComputeHostThatTakesServersNothingIsBegun() {
        world.server("web-1", "cmp-12");
        world.cloud.hostDown("cmp-13");
        world.disable("cmp-14", "broken fan");
        world.cloud.journal().clear();

        assertThat(world.run().failures())
                .singleElement()
                .asString()
                .contains("no other compute host of old is up and enabled");
        assertThat(world.cloud.journal().writes()).isEmpty();
    }

    @Test
    public void aServerThatFitsOnNoOtherHypervisorIsRefusedInThePlan() {
        world.cloud
                .inside()
                .post(
                        "compute",
                        world.compute() + "/flavors",
                        WireJson.object(
                                "flavor", WireJson.object("name", "huge", "ram", 512, "vcpus", 1, "disk", 1500)));
        world.server("db-9", "cmp-13", "huge", new String[0]);
        world.server("db-8", "cmp-14", "huge", new String[0]);
        world.server("db-1", "cmp-12", "huge", new String[0]);
        world.cloud.journal().clear();

        assertThat(world.run().failures())
                .singleElement()
                .asString()
                .contains("no other hypervisor of old has room for 1 vCPU, 512 MB of memory and 1500 GB of disk");
        assertThat(world.cloud.journal().writes()).isEmpty();
    }

    @Test
    public void aHostWhoseNovaComputeIsSilentIsRefused() {
        world.server("web-1", "cmp-12");
        world.cloud.hostDown("cmp-12");

        assertThat(world.run().failures())
                .singleElement()
                .asString()
                .contains("does not report", "openstack server evacuate");
    }

    @Test
    public void aHostThatThereIsNotNamesTheNearest() {
        assertThatThrownBy(() -> world.run("cpm-12"))
                .hasMessageContaining("No compute host \"cpm-12\" in old. Did you mean cmp-12?");
    }

    @Test
    public void anOldNovaIsToldWhetherToCopyTheDisks() {
        world.old();
        String web = world.server("web-1", "cmp-12");
        String db = world.server("db-1", "cmp-12", "os-stop");

        assertThat(world.run().failures()).isEmpty();
        assertThat(world.shown(web)).isEqualTo("ACTIVE null elsewhere");
        assertThat(world.shown(db)).isEqualTo("SHUTOFF null elsewhere");
        assertThat(world.actions()).containsExactlyInAnyOrder("400", "202", "202", "204");
    }

    @Test
    public void anOldNovaThatWouldCopyAVolumeOntoItselfIsNotAskedTo() {
        world.old();
        String db = world.server("db-1", "cmp-12");
        world.attach(db, "data-1");
        world.attach(db, "data-2");

        EvacuationResult result = world.run();

        assertThat(result.failures())
                .singleElement()
                .asString()
                .contains(
                        "db-1",
                        "its disk is not on storage that the hypervisors share",
                        "would copy its 2 volumes with it",
                        "Name it in cold: ['db-1']",
                        "is not on shared storage");
        assertThat(world.actions()).containsExactly("400");
        assertThat(world.shown(db)).isEqualTo("ACTIVE null cmp-12");
        world.cold = Set.of("db-1");

        assertThat(world.run().failures()).isEmpty();
        assertThat(world.shown(db)).isEqualTo("ACTIVE null elsewhere");
    }

    @Test
    public void anOldNovaWithSharedDisksCopiesNone() {
        world.old();
        world.cloud.behaviour().storageShared();
        world.server("web-1", "cmp-12");

        assertThat(world.run().failures()).isEmpty();
        assertThat(world.actions()).containsExactly("202");
    }

    /** The write is done and no answer to it, or to its repetitions, arrives. */
    @Test
    public void aHostOfWhichNobodyKnowsWhetherItWasDisabledIsEnabledAgain() {
        world.server("web-1", "cmp-12");
        world.cloud.faults().on("PUT", "/**/os-services/*").resetAfterwards().times(4);

        assertThatThrownBy(world::run).isInstanceOf(CloudException.class);

        assertThat(world.enabled("cmp-12")).isTrue();
        assertThat(world.lines).contains("cmp-12  enabled again, as it was");
    }
}
