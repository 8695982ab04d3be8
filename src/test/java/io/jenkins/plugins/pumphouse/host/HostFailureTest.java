package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.HostMove.Pace;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.Test;

/** What a host's move does when a service is silent, an answer is lost, or a phase fails. */
public class HostFailureTest extends HostRounds {
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
    public void anActThatFailsForAsLongAsPatienceLastsFailsTheHostAlthoughEachLookSucceeds() {
        state.enter(Phase.DEPLOY, clock.instant(), Phase.DEPLOY.timeout());
        untilOver(() -> new HostStep.Act("deploy node-4", () -> {
            throw new Silence();
        }));

        assertThat(state.message()).contains("mira-os-1 is silent");
        assertThat(lines).first().isEqualTo("cmp-12  mira-os-1 is silent. Retrying for 30 min.");
        assertThat(clock.instant())
                .isBetween(began.plus(PATIENCE), began.plus(PATIENCE).plus(POLL.multipliedBy(3)));
    }

    @Test
    public void anActThatTheServiceIsTooBusyForHasThePhasesTimeAndThatIsSaid() {
        state.enter(Phase.DEPLOY, clock.instant(), Phase.DEPLOY.timeout());
        Supplier<HostStep> busy = () -> new HostStep.Act("deploy node-4", () -> {
            throw new Busy();
        });
        for (int minutes = 0; minutes < 60; minutes++) {
            assertThat(round(busy)).isNotEqualTo(Pace.NEVER);
            clock.pass(Duration.ofMinutes(1));
        }

        assertThat(lines).first().isEqualTo("cmp-12  another deployment runs. Retrying for 5 h 59 min.");
        assertThat(state.status()).isEqualTo(Status.MOVING);
    }

    @Test
    public void anActThatFailedAndSucceededHasItsPatienceAnew() {
        state.enter(Phase.DEPLOY, clock.instant(), Phase.DEPLOY.timeout());
        boolean[] works = {false};
        Supplier<HostStep> act = () -> new HostStep.Act("deploy node-4", () -> {
            if (!works[0]) {
                throw new Silence();
            }
        });
        for (int minutes = 0; minutes < 90; minutes++) {
            works[0] = minutes % 20 == 19;
            assertThat(round(act)).isNotEqualTo(Pace.NEVER);
            clock.pass(Duration.ofMinutes(1));
        }
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
}
