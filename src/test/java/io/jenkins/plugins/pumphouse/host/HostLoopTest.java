package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.clouds.wire.HandClock;
import io.jenkins.plugins.pumphouse.host.model.HostClouds;
import io.jenkins.plugins.pumphouse.host.model.HostPace;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The loop of the hosts' moves, by rounds that are told what to find. */
public class HostLoopTest {
    private static final HostRequest REQUEST = new HostRequest(
            new HostClouds(null, null, null, null),
            List.of(),
            new HostPace(Duration.ofSeconds(1), null, 0, 1, false),
            false);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Deque<UnaryOperator<HostRound.Result>> rounds = new ArrayDeque<>();
    private final List<String> said = new ArrayList<>();
    private boolean stopped;
    private HostLoop loop;

    @Before
    public void begin() {
        loop = another();
        loop.begin(List.of("cmp-12", "cmp-13"), host -> {});
    }

    @Test
    public void roundsFollowEachOtherAtOnceUntilThereIsSomethingToWaitFor() throws Exception {
        rounds.add(result -> new HostRound.Result(entered(result, Phase.values()[0]), true));
        rounds.add(result -> new HostRound.Result(entered(result, Phase.values()[1]), false));

        boolean over = loop.turn(REQUEST);

        assertThat(over).isFalse();
        assertThat(rounds).isEmpty();
        assertThat(loop.phases()).isEqualTo("cmp-12 " + Phase.values()[1].title());
        assertThat(another().states().get(0).phase()).as("written down").isEqualTo(Phase.values()[1]);
    }

    @Test
    public void itIsOverWhenNoHostIsOnItsWayAndNoneWillBe() throws Exception {
        rounds.add(result -> {
            result.states().forEach(state -> state.fail(Instant.EPOCH, "no"));
            return result;
        });

        assertThat(loop.turn(REQUEST)).isTrue();
    }

    @Test
    public void whatWasAnnouncedIsInDoubtWhenAnotherLoopGoesOn() throws Exception {
        rounds.add(result -> {
            entered(result, Phase.values()[0]).get(0).announced().announce("power off");
            return result;
        });
        loop.turn(REQUEST);
        rounds.add(result -> {
            assertThat(result.states().get(0).doubtFor(Instant.EPOCH.plusSeconds(60)))
                    .isNotNull();
            return result;
        });

        another().turn(REQUEST);

        assertThat(rounds).isEmpty();
    }

    @Test
    public void aLoopThatResumesSaysSinceWhenEachHostIsInItsPhaseAndHasTheWaitToldAnew() throws Exception {
        rounds.add(result -> {
            HostState state = result.states().get(0);
            state.enter(Phase.DEPLOY, new HandClock().instant().minusSeconds(4800), Duration.ofHours(6));
            state.progress("provisioning 40 %");
            return result;
        });
        loop.turn(REQUEST);

        HostLoop other = another();
        other.begin(List.of("cmp-12", "cmp-13"), host -> {});

        assertThat(said).containsExactly("cmp-12  being deployed, begun 80 min ago; the last of it: provisioning 40 %");
        assertThat(other.states().get(0).message()).isNull();
    }

    @Test
    public void aRoundThatEndsAfterAStopWritesNothing() throws Exception {
        rounds.add(result -> {
            stopped = true;
            return new HostRound.Result(entered(result, Phase.values()[0]), true);
        });

        assertThat(loop.turn(REQUEST)).isFalse();
        assertThat(loop.states().get(0).phase()).isNull();
    }

    @Test
    public void aRoundThatFailsLeavesTheJournalAndTheNextTurnGoesOn() throws Exception {
        rounds.add(result -> {
            throw new IllegalStateException("the agent is lost");
        });
        assertThatThrownBy(() -> loop.turn(REQUEST)).hasMessage("the agent is lost");
        assertThat(loop.isTurning()).isFalse();
        rounds.add(result -> result);

        assertThat(loop.turn(REQUEST)).isFalse();
    }

    @Test
    public void aStopSaysOfEveryHostOnItsWayWhereItWasLeft() throws Exception {
        rounds.add(result -> new HostRound.Result(entered(result, Phase.values()[0]), false));
        loop.turn(REQUEST);

        loop.stop("pumpHost", Duration.ofSeconds(1), state -> {});

        assertThat(loop.states()).extracting(HostState::status).containsExactly(Status.STOPPED, Status.WAITING);
        assertThat(said)
                .anyMatch(line -> line.startsWith("cmp-12  stopped while"))
                .noneMatch(l -> l.contains("cmp-13"));
    }

    @Test
    public void aHostThatHasEndedIsNotChangedAnyMore() {
        loop.fail("cmp-12", "its servers stay");
        loop.change("cmp-12", state -> state.emptied(true));

        assertThat(loop.states().get(0).status()).isEqualTo(Status.FAILED);
        assertThat(said)
                .containsExactly("cmp-12  failed: its servers stay", "cmp-12  left as it is: nothing was changed");
    }

    private static ArrayList<HostState> entered(HostRound.Result result, Phase phase) {
        result.states().get(0).enter(phase, Instant.EPOCH, Duration.ofHours(1));
        return result.states();
    }

    private HostLoop another() {
        return new HostLoop(
                new HostJournal(folder.getRoot().toPath().resolve("hosts.json")),
                new Release(),
                new HostLoop.Means() {
                    @Override
                    public HostRound.Result round(HostRequest request, List<HostState> states) {
                        return rounds.remove().apply(new HostRound.Result(new ArrayList<>(states), false));
                    }

                    @Override
                    public boolean isStopped() {
                        return stopped;
                    }

                    @Override
                    public void tell(String line) {
                        said.add(line);
                    }
                },
                new HandClock());
    }
}
