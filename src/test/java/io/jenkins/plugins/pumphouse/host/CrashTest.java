package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.model.PhaseRun;
import io.jenkins.plugins.pumphouse.host.phase.HostContext;
import io.jenkins.plugins.pumphouse.host.phase.PhaseHandler;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Whoever drives a host dies around every single act of it, and nothing is known afterwards but what the journal says.
 */
public class CrashTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Set<String> survived = new TreeSet<>();
    private final List<String> done = new ArrayList<>();
    private final Journey journey = new Journey(datacenter);

    @Test
    public void aHostGoesOnAfterADeathJustBeforeEachAct() throws Exception {
        travel(act -> {
            die(act);
            act.deed().run();
        });
    }

    @Test
    public void aHostGoesOnAfterADeathJustAfterEachActAndDoesNoneTwice() throws Exception {
        travel(act -> {
            act.deed().run();
            die(act);
        });
    }

    private void travel(Deed deed) throws Exception {
        HostJournal journal = new HostJournal(new File(folder.getRoot(), "hosts.json").toPath());
        HostState state = journey.of("cmp-12")
                .stages(phase -> dying(PhaseHandler.of(phase), deed))
                .run(journal)
                .get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(survived).hasSizeGreaterThan(7);
        assertThat(datacenter.host("cmp-12").machine().acts())
                .containsExactly("power soft-off", "boot PXE once BIOS", "power on");
        assertThat(datacenter.fuel().acts()).doesNotHaveDuplicates();
        assertThat(state.phaseRuns()).extracting(PhaseRun::phase).containsExactly(Phase.values());
    }

    private void die(HostStep.Act act) {
        if (survived.add(act.name())) {
            throw new Death();
        }
    }

    private static PhaseHandler dying(PhaseHandler stage, Deed deed) {
        return new PhaseHandler() {
            @Override
            public HostStep look(HostContext context) {
                HostStep step = stage.look(context);
                return step instanceof HostStep.Act act
                        ? new HostStep.Act(act.name(), () -> deed.of(act), act.shows())
                        : step;
            }

            @Override
            public String late(HostContext context) {
                return stage.late(context);
            }
        };
    }

    private interface Deed {
        void of(HostStep.Act act);
    }

    /** No failure that anybody could handle. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }
}
