package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.model.PhaseRun;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** A host's move is broken off in each of its phases, or Jenkins starts anew in it. */
@RunWith(Parameterized.class)
public class EachPhaseTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12").wiredBySwitch();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Phase phase;
    private final Journey journey = new Journey(datacenter);

    public EachPhaseTest(Phase phase) {
        this.phase = phase;
    }

    @Before
    public void wire() {
        journey.of("cmp-12").ports("ge-0/0/1");
    }

    /** All that do something; the interlock only looks. */
    @Parameters(name = "{0}")
    public static Collection<Phase> phases() {
        return Arrays.asList(Phase.values()).subList(1, Phase.values().length);
    }

    @Test
    public void anAbortAtTheBeginningSaysWhereTheHostIsAndTheNextBuildFinishesIt() throws Exception {
        HostState state = abort(() -> isIn(phase));

        assertThat(state.phase()).as(journey.log()).isEqualTo(phase);
        theHostIsWhereItIsSaidToBe(state);
        theNextBuildFinishesIt();
    }

    @Test
    public void anAbortAfterAnActSaysWhereTheHostIsAndAnUndoBringsItsPortsBackUnlessFuelHasIt() throws Exception {
        HostState state = abort(this::hasActed);
        theHostIsWhereItIsSaidToBe(state);
        boolean moved = datacenter.tor().pvid(1) == Datacenter.ADMIN;
        boolean taken = datacenter.fuel().acts().stream().anyMatch(act -> act.contains("/assignment"));

        WiringUndo.Outcome undone = new WiringUndo(journey.request(), 0, line -> {})
                .run(List.of(state))
                .outcomes()
                .get(0);

        assertThat(datacenter.tor().pvid(1)).isEqualTo(taken ? Datacenter.ADMIN : Datacenter.TENANTS);
        assertThat(undone.ports()).isEqualTo(moved && !taken ? 1 : 0);
        if (taken) {
            assertThat(undone.failure()).contains("it belongs to the target now");
        } else if (moved) {
            assertThat(undone.failure()).isNull();
        }
    }

    @Test
    public void anAbortOfTheNextBuildSaysWhatTheOneBeforeHasLeft() throws Exception {
        HostState first = abort(this::hasActed);
        boolean moved = datacenter.tor().pvid(1) == Datacenter.ADMIN;
        Journey next = new Journey(datacenter).of("cmp-12").ports("ge-0/0/1");
        next.states().get(0).recall(first);
        next.between(() -> StoppedHosts.among(next.states(), "pumpHost", next.lines()::add));

        HostState second = next.run().get(0);

        assertThat(second.status()).as(next.log()).isIn(Status.STOPPED, Status.READY);
        if (second.status() == Status.STOPPED && moved) {
            assertThat(second.note(NoteKeys.LEFT))
                    .contains(
                            "wiring as an earlier build has left it: port ge-0/0/1, VLAN 101 before",
                            second.phase().compareTo(Phase.DEPLOY) < 0
                                    ? "pumpHostUndo, boot device back"
                                    : "Its disk belongs to the target");
        }
    }

    @Test
    public void aRestartOfJenkinsResumesAndDoesNothingTwice() throws Exception {
        HostJournal journal = new HostJournal(folder.getRoot().toPath().resolve("hosts.json"));
        boolean[] restarted = {false};
        journey.between(() -> {
            if (!restarted[0] && isIn(phase)) {
                restarted[0] = true;
                journal.write(journey.states());
                journey.clock().pass(Duration.ofMinutes(20));
                journey.resume(journal.read());
            }
        });

        HostState state = journey.run().get(0);

        assertThat(restarted[0]).as(journey.log()).isTrue();
        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(state.phaseRuns()).extracting(PhaseRun::phase).containsExactly(Phase.values());
        assertThat(datacenter.host("cmp-12").machine().acts())
                .containsExactly("power soft-off", "boot PXE once BIOS", "power on");
        assertThat(datacenter.fuel().acts()).doesNotHaveDuplicates();
        assertThat(datacenter.tor().journal().stream()
                        .filter(set -> set.equals("pvid of port 1 = " + Datacenter.ADMIN)))
                .hasSize(1);
    }

    private boolean isIn(Phase wanted) {
        HostState state = journey.states().get(0);
        return state.status() == Status.MOVING && state.phase() == wanted;
    }

    private boolean hasActed() {
        HostState state = journey.states().get(0);
        return state.status() == Status.MOVING
                && (state.phase().compareTo(phase) > 0
                        || state.phase() == phase && !state.announced().deeds().isEmpty()
                        || state.phase() == Phase.DISCOVER && phase == Phase.DISCOVER);
    }

    private HostState abort(BooleanSupplier now) throws Exception {
        journey.between(() -> {
            if (now.getAsBoolean()) {
                StoppedHosts.among(journey.states(), "pumpHost", journey.lines()::add);
            }
        });
        return journey.run().get(0);
    }

    private void theHostIsWhereItIsSaidToBe(HostState state) {
        if (state.status() == Status.READY) {
            return; // its last act was the last of all
        }
        assertThat(state.status()).isEqualTo(Status.STOPPED);
        assertThat(state.message()).startsWith("stopped while " + state.phase().title());
        assertThat(journey.log()).contains("Run pumpHost for it again: it checks the state of the host and resumes.");
        String left = state.note(NoteKeys.LEFT);
        assertThat(journey.lines()).last().isEqualTo("cmp-12  left as it is: " + left);
        boolean on = datacenter.host("cmp-12").machine().power() == Power.ON;
        boolean moved = datacenter.tor().pvid(1) == Datacenter.ADMIN;
        if (left.equals("nothing was changed")) {
            assertThat(on && !moved && state.phase() == Phase.LEAVE).isTrue();
            return;
        }
        assertThat(left).contains("Next: run the step again");
        assertThat(left).doesNotContain(on ? "power off;" : "power on;");
        assertThat(left.contains("moved to the Admin network: ")).as(left).isEqualTo(moved);
        assertThat(left.contains("or about to be")).as(left).isEqualTo(state.phase() == Phase.REWIRE && !moved);
    }

    private void theNextBuildFinishesIt() throws Exception {
        Journey next = new Journey(datacenter).of("cmp-12").ports("ge-0/0/1");

        HostState end = next.run().get(0);

        assertThat(end.status()).as(journey.log() + "\n--\n" + next.log()).isEqualTo(Status.READY);
        assertThat(datacenter.fuel().acts())
                .filteredOn(act -> !act.startsWith("DELETE"))
                .doesNotHaveDuplicates();
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.ADMIN);
    }
}
