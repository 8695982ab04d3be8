package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.HostMove.Pace;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.Test;

/** The loop that is the same for every phase, driven by phases that say what a test wants. */
public class HostMoveTest extends HostRounds {
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

        assertThat(lines)
                .containsExactly("cmp-12  provisioning 30 %; at most 10 min more", "cmp-12  provisioning 40 %");
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
}
