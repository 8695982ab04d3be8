package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.HostMove.Pace;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.AggregatePlan;
import io.jenkins.plugins.pumphouse.host.model.HostClouds;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostMachine;
import io.jenkins.plugins.pumphouse.host.model.HostPace;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.NodePlan;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.model.WiringPlan;
import io.jenkins.plugins.pumphouse.host.nova.Allowances;
import io.jenkins.plugins.pumphouse.host.phase.HostContext;
import io.jenkins.plugins.pumphouse.host.phase.PhaseHandler;
import io.jenkins.plugins.pumphouse.host.phase.SharedServices;
import io.jenkins.plugins.pumphouse.remedy.Recovery;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The loop that is the same for every phase, driven by phases that say what a test wants. */
public class HostMoveTest {
    private static final Duration POLL = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final HostStep WAIT = new HostStep.Wait(null);
    private static final HostStep DONE = new HostStep.Done(null);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final TickingClock clock = new TickingClock();
    private final Instant began = clock.instant();
    private final List<String> lines = new ArrayList<>();
    private final List<String> acts = new ArrayList<>();
    private HostState state = HostState.of("cmp-12");
    private int retries;
    private boolean dryRun;

    @Before
    public void begin() {
        state.enter(Phase.BOOT, clock.instant(), Phase.BOOT.timeout());
    }

    @Test
    public void anActIsAnnouncedBeforeItIsDoneAndDoneInTheNextRound() {
        Supplier<HostStep> powerOn = () -> acts.isEmpty() ? act("power on", true) : WAIT;

        assertThat(round(powerOn)).isEqualTo(Pace.AT_ONCE);
        assertThat(acts).isEmpty();
        assertThat(state.announced().name()).isEqualTo("power on");
        assertThat(state.changed()).isFalse();

        assertThat(round(powerOn)).isEqualTo(Pace.LATER);
        assertThat(acts).containsExactly("power on");
        assertThat(state.announced().name()).isNull();
        assertThat(state.changed()).isTrue();
    }

    @Test
    public void anActThatHappenedThoughNobodyWroteItDownIsNotRepeated() {
        round(() -> act("power on", true));
        restart();

        assertThat(round(() -> WAIT)).isEqualTo(Pace.LATER);
        assertThat(acts).isEmpty();
        assertThat(state.changed()).isTrue();
    }

    @Test
    public void anActThatDidNotHappenIsDoneAfterARestart() {
        round(() -> act("delete the record", true));
        restart();

        round(() -> acts.isEmpty() ? act("delete the record", true) : WAIT);
        assertThat(acts).containsExactly("delete the record");
    }

    @Test
    public void anActWhoseEffectComesLaterIsGivenTimeToShowAfterARestart() {
        round(() -> act("ask it to shut down", false));
        restart();

        assertThat(round(() -> act("ask it to shut down", false))).isEqualTo(Pace.LATER);
        clock.pass(POLL);
        assertThat(round(() -> act("ask it to shut down", false))).isEqualTo(Pace.LATER);
        assertThat(acts).isEmpty();

        clock.pass(POLL.multipliedBy(4));
        round(() -> acts.isEmpty() ? act("ask it to shut down", false) : WAIT);
        assertThat(acts).containsExactly("ask it to shut down");
    }

    @Test
    public void anActWithoutEffectIsRepeatedOnceAPollAndFailsInThePhasesTime() {
        untilOver(() -> act("enable nova-compute", true));

        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.message()).contains("\"enable nova-compute\"", "no effect", "advice");
        assertThat(acts.size()).as("in 10 min").isBetween(10, 42);
    }

    @Test
    public void anActWhoseEffectComesLaterIsRepeatedLessOften() {
        untilOver(() -> act("power on", false));

        assertThat(acts.size()).as("in 10 min").isBetween(3, 11);
    }

    @Test
    public void actsThatUndoEachOtherFailInThePhasesTimeToo() {
        untilOver(() -> act(acts.size() % 2 == 0 ? "off" : "on", true));

        assertThat(state.message()).contains("advice");
        assertThat(acts.size()).isLessThan(90);
    }

    @Test
    public void aPhaseThatIsBegunAgainDoesItsActAtOnce() {
        round(() -> act("power on", false));
        round(() -> act("power on", false));
        state.repeat(clock.instant(), "it failed");
        round(() -> act("power on", false));
        round(() -> act("power on", false));

        assertThat(acts).containsExactly("power on", "power on");
    }

    @Test
    public void whatWasDoneIsRememberedOverARestart() {
        round(() -> act("power on", false));
        round(() -> act("power on", false));
        restart();

        assertThat(round(() -> act("power on", false))).isEqualTo(Pace.LATER);
        assertThat(acts).containsExactly("power on");
    }

    @Test
    public void anActThatIsAnsweredNotNowForeverFailsInThePhasesTime() {
        untilOver(() -> new HostStep.Act("power on", () -> {
            throw new Silence();
        }));

        assertThat(state.message()).contains("mira-os-1 is silent");
        assertThat(clock.instant()).isBefore(began.plus(Duration.ofMinutes(12)));
    }

    @Test
    public void aPhaseThatIsDoneLeadsToTheNextWithItsOwnTime() {
        clock.pass(Duration.ofMinutes(3));
        assertThat(round(() -> state.phase() == Phase.BOOT ? new HostStep.Done("PXE set, power on") : WAIT))
                .isEqualTo(Pace.LATER);

        assertThat(state.phase()).isEqualTo(Phase.DISCOVER);
        assertThat(state.clock().left(clock.instant())).isEqualTo(Phase.DISCOVER.timeout());
        assertThat(state.phaseRuns()).singleElement().satisfies(run -> {
            assertThat(run.phase()).isEqualTo(Phase.BOOT);
            assertThat(run.seconds()).isEqualTo(180);
            assertThat(run.end()).isEqualTo("done");
        });
        assertThat(lines).containsExactly("cmp-12  PXE set, power on");
    }

    @Test
    public void afterTheLastPhaseTheHostIsReady() {
        assertThat(round(() -> DONE)).isEqualTo(Pace.NEVER);
        assertThat(state.status()).isEqualTo(Status.READY);
        assertThat(state.phase()).isEqualTo(Phase.ARRIVE);
    }

    @Test
    public void progressIsToldWhenItDiffersAndNotWithEveryPoll() {
        round(() -> new HostStep.Wait("provisioning 30 %"));
        round(() -> new HostStep.Wait("provisioning 30 %"));
        round(() -> new HostStep.Wait("provisioning 40 %"));

        assertThat(lines).containsExactly("cmp-12  provisioning 30 %", "cmp-12  provisioning 40 %");
    }

    @Test
    public void aPhaseThatTakesTooLongFailsWithItsAdvice() {
        untilOver(() -> WAIT);

        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.message()).isEqualTo("advice");
        assertThat(lines).containsSubsequence("cmp-12  failed setting PXE and powering on: advice");
        assertThat(lines)
                .last()
                .asString()
                .startsWith("cmp-12  left as it is: power unknown, as the BMC does not say; wiring not changed");
    }

    @Test
    public void anHourInWhichNobodyLookedDoesNotCount() {
        round(() -> WAIT);
        clock.pass(Duration.ofHours(1));

        assertThat(round(() -> WAIT)).isEqualTo(Pace.LATER);
        assertThat(state.clock().left(clock.instant())).isGreaterThan(Duration.ofMinutes(9));
    }

    @Test
    public void aServiceThatIsSilentIsWaitedForAndThatIsToldOnce() {
        Supplier<HostStep> silent = () -> {
            throw new Silence();
        };
        for (int minutes = 0; minutes < 10; minutes++) {
            assertThat(round(silent)).isEqualTo(Pace.LATER);
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(round(() -> WAIT)).isEqualTo(Pace.LATER);

        assertThat(state.status()).isEqualTo(Status.MOVING);
        assertThat(state.clock().left(clock.instant()))
                .as("ten minutes of silence do not count")
                .isGreaterThan(Duration.ofMinutes(9));
        assertThat(lines).containsExactly("cmp-12  mira-os-1 is silent. Retrying for 30 min.");
    }

    @Test
    public void aServiceThatStaysSilentFailsTheHost() {
        Supplier<HostStep> silent = () -> {
            throw new Silence();
        };
        round(silent);
        clock.pass(PATIENCE);

        assertThat(round(silent)).isEqualTo(Pace.NEVER);
        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.message()).contains("mira-os-1 is silent");
    }

    @Test
    public void anActWhoseAnswerIsLostIsInDoubt() {
        Supplier<HostStep> lost = () -> new HostStep.Act(
                "ask it to shut down",
                () -> {
                    acts.add("ask it to shut down");
                    throw new Silence();
                },
                false);
        round(lost);
        round(lost);
        assertThat(state.announced().name()).isEqualTo("ask it to shut down");

        round(lost);
        assertThat(acts).as("not again at once").hasSize(1);
    }

    @Test
    public void aFailureThatMayPassIsTriedAgainAsOftenAsAsked() {
        retries = 1;
        Supplier<HostStep> failing = () -> {
            throw HostException.worthRepeating("provisioning failed", Remedy.SERVICE_FAULT);
        };

        assertThat(round(failing)).isEqualTo(Pace.LATER);
        assertThat(state.tries()).isEqualTo(2);
        assertThat(round(failing)).isEqualTo(Pace.NEVER);

        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.phaseRuns())
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.end()).isEqualTo("provisioning failed"));
    }

    @Test
    public void aTimeOutCountsOverAllTries() {
        retries = 9;
        Duration left = state.clock().left(clock.instant());
        round(() -> WAIT);
        clock.pass(POLL);
        round(() -> {
            throw HostException.worthRepeating("provisioning failed", Remedy.SERVICE_FAULT);
        });

        assertThat(state.tries()).isEqualTo(2);
        assertThat(state.clock().left(clock.instant())).isEqualTo(left.minus(POLL));
        untilOver(() -> WAIT);
        assertThat(state.tries()).as("what is late is not tried again").isEqualTo(2);
    }

    @Test
    public void aFailureThatCannotPassIsNotTriedAgain() {
        retries = 3;
        assertThat(round(() -> {
                    throw new HostException("disk too small");
                }))
                .isEqualTo(Pace.NEVER);
        assertThat(state.message()).isEqualTo("disk too small");
    }

    @Test
    public void whatTheBlockHasToDoIsWrittenDown() {
        assertThat(round(() -> new HostStep.AwaitBlock("the block"))).isEqualTo(Pace.OUTSIDE);
        assertThat(state.outside()).isEqualTo("the block");
    }

    @Test
    public void aDryRunEndsBeforeTheFirstAct() {
        dryRun = true;
        assertThat(round(() -> act("power on", true))).isEqualTo(Pace.NEVER);

        assertThat(acts).isEmpty();
        assertThat(state.changed()).isFalse();
        assertThat(state.status()).isEqualTo(Status.COULD_GO);
        assertThat(lines).containsExactly("cmp-12  would power on");
    }

    /** Rounds, with a poll's time after each that is not followed at once. */
    private void untilOver(Supplier<HostStep> looks) {
        Pace pace = Pace.AT_ONCE;
        for (int rounds = 0; pace != Pace.NEVER; rounds++) {
            assertThat(rounds).as("rounds").isLessThan(200);
            clock.pass(pace == Pace.LATER ? POLL : Duration.ZERO);
            pace = round(looks);
        }
    }

    /** What the exceptions of a service's client are for the loop, without a service. */
    private static final class Silence extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Silence() {
            super("mira-os-1 is silent.");
        }
    }

    private static FailureClass reading(RuntimeException e) {
        return e instanceof Silence ? new FailureClass(Recovery.WAIT, e.getMessage()) : FailureClass.of(e);
    }

    private HostStep act(String name, boolean shows) {
        return new HostStep.Act(name, () -> acts.add(name), shows);
    }

    private Pace round(Supplier<HostStep> looks) {
        HostPlan plan = new HostPlan(
                "cmp-12",
                Allowances.NONE,
                new HostMachine(null, Set.of(), null, false, null, false),
                WiringPlan.NONE,
                new NodePlan(null, Set.of(), new LayoutPlan(null, LayoutRules.none())),
                AggregatePlan.NONE,
                Map.of());
        HostRequest request = new HostRequest(
                new HostClouds(null, null, null, null),
                List.of(plan),
                new HostPace(POLL, PATIENCE, retries, 1, false),
                dryRun);
        PhaseHandler stage = new PhaseHandler() {
            @Override
            public HostStep look(HostContext context) {
                return looks.get();
            }

            @Override
            public String late(HostContext context) {
                return "advice";
            }
        };
        try (SharedServices services = new SharedServices(request);
                HostContext context = new HostContext(services, plan, state, clock)) {
            return new HostMove(context, phase -> stage, HostMoveTest::reading, lines::add).advance();
        }
    }

    /** As after a kill: all that is known is what was written. */
    private void restart() {
        HostJournal journal = new HostJournal(new File(folder.getRoot(), "hosts.json").toPath());
        journal.write(List.of(state));
        state = journal.read().get(0);
        state.doubt(clock.instant());
    }
}
