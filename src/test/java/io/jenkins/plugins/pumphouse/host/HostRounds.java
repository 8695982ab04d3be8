package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.HandClock;
import io.jenkins.plugins.pumphouse.host.HostMove.Pace;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.AggregatePlan;
import io.jenkins.plugins.pumphouse.host.model.HostClouds;
import io.jenkins.plugins.pumphouse.host.model.HostMachine;
import io.jenkins.plugins.pumphouse.host.model.HostPace;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
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
import org.junit.rules.TemporaryFolder;

/** Rounds of one host's move, whose phases are what a test says. */
public abstract class HostRounds {
    static final Duration POLL = Duration.ofSeconds(15);
    static final Duration PATIENCE = Duration.ofMinutes(30);
    static final HostStep WAIT = new HostStep.Wait(null);
    static final HostStep DONE = new HostStep.Done(null);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    final HandClock clock = new HandClock();
    final Instant began = clock.instant();
    final List<String> lines = new ArrayList<>();
    final List<String> acts = new ArrayList<>();
    HostState state = HostState.of("cmp-12");
    int retries;
    boolean dryRun;

    @Before
    public void begin() {
        state.enter(Phase.BOOT, clock.instant(), Phase.BOOT.timeout());
    }

    /** Rounds, with a poll's time after each that is not followed at once. */
    void untilOver(Supplier<HostStep> looks) {
        Pace pace = Pace.AT_ONCE;
        for (int rounds = 0; pace != Pace.NEVER; rounds++) {
            assertThat(rounds).as("rounds").isLessThan(200);
            clock.pass(pace == Pace.LATER ? POLL : Duration.ZERO);
            pace = round(looks);
        }
    }

    /** What the exceptions of a service's client are for the loop, without a service. */
    static final class Silence extends RuntimeException {
        static final long serialVersionUID = 1L;

        Silence() {
            super("mira-os-1 is silent.");
        }
    }

    /** A service that works on something else. */
    static final class Busy extends RuntimeException {
        static final long serialVersionUID = 1L;

        Busy() {
            super("another deployment runs.");
        }
    }

    static FailureClass reading(RuntimeException e) {
        if (e instanceof Busy) {
            return new FailureClass(Recovery.WAIT, false, e.getMessage());
        }
        return e instanceof Silence ? new FailureClass(Recovery.WAIT, true, e.getMessage()) : FailureClass.of(e);
    }

    HostStep act(String name, boolean shows) {
        return new HostStep.Act(name, () -> acts.add(name), shows);
    }

    Pace round(Supplier<HostStep> looks) {
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
            return new HostMove(context, phase -> stage, HostRounds::reading, lines::add).advance();
        }
    }

    /** As after a kill: all that is known is what was written. */
    void restart() {
        HostJournal journal = new HostJournal(new File(folder.getRoot(), "hosts.json").toPath());
        journal.write(List.of(state));
        state = journal.read().get(0);
        state.doubt(clock.instant());
    }
}
