package io.jenkins.plugins.pumphouse.steps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.host.model.AggregatePlan;
import io.jenkins.plugins.pumphouse.host.model.HostMachine;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.NodePlan;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.model.Wiring;
import io.jenkins.plugins.pumphouse.host.model.WiringPlan;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a job remembers of a host's wiring. */
public class FormerMovesTest {
    private static final String NOTE = "former_vlan ge-0/0/1";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theNewestBuildThatKnowsTheFormerVlanTellsIt() throws Exception {
        Build first = build(1, null, wired("101"));
        Build second = build(2, first, wired("102"));
        Build third = build(3, second, HostState.of("cmp-12")); // found its ports rewired already
        Build now = build(4, third, null);

        assertThat(FormerMoves.of(PLAN, now).note(NOTE)).isEqualTo("102");
    }

    @Test
    public void whatAMoveThatWasBrokenOffKnowsOfOnePortIsAddedToWhatTheNextKnowsOfTheOther() throws Exception {
        HostState goingOn = HostState.of("cmp-12");
        goingOn.note("former_vlan ge-0/0/2", "102");
        HostState longAgo = wired("105");

        HostState memory = FormerMoves.of(
                plan("ge-0/0/1", "ge-0/0/2"),
                build(4, build(3, build(2, build(1, null, longAgo), wired("101")), goingOn), null));

        assertThat(memory.notes()).containsOnly(Map.entry(NOTE, "101"), Map.entry("former_vlan ge-0/0/2", "102"));
    }

    @Test
    public void whereNobodyKnowsItNothingIsRemembered() throws Exception {
        HostState other = HostState.of("cmp-13");
        other.note(NOTE, "101");

        assertThat(FormerMoves.of(PLAN, build(2, build(1, null, other), null)).note(NOTE))
                .isNull();
    }

    @Test
    public void aHostThatABuildMovesRightNowIsRefused() throws Exception {
        HostState moving = wired("101");
        moving.enter(Phase.DISCOVER, Instant.now(), Duration.ofMinutes(30));
        Build first = build(1, null, moving);
        first.building = true;

        assertThatThrownBy(() -> FormerMoves.of(PLAN, build(2, first, null)))
                .isInstanceOf(AbortException.class)
                .hasMessage("cmp-12 is on its way in move #1 right now (waiting for it to register in Fuel). Abort that"
                        + " first.");
    }

    @Test
    public void whatALookDoesNotShowIsRecalledFromTheMovesSinceTheHostWasReadyLast() throws Exception {
        HostState longAgo = wired("105");
        HostState ready = HostState.of("cmp-12");
        ready.enter(Phase.ARRIVE, Instant.now(), Duration.ofMinutes(30));
        ready.note("serves_as", "node-7.example.com");
        ready.note("proven_node", "6");
        ready.complete(Instant.now());
        HostState failed = wired("101");
        failed.note("proven_node", "7");
        failed.note("erased", "old");
        failed.note("rewired", "done");

        HostState fresh = HostState.of("cmp-12");
        FormerMoves.recall(fresh, build(4, build(3, build(2, build(1, null, longAgo), ready), failed), null));

        assertThat(fresh.notes())
                .containsOnly(
                        Map.entry("earlier_vlan ge-0/0/1", "101"),
                        Map.entry("proven_node", "7"),
                        Map.entry("erased", "old"),
                        Map.entry("serves_as", "node-7.example.com"));

        HostState next = HostState.of("cmp-12");
        next.recall(fresh);
        assertThat(next.notes()).isEqualTo(fresh.notes());
    }

    private static final HostPlan PLAN = plan("ge-0/0/1");

    private static HostPlan plan(String... ports) {
        return new HostPlan(
                "cmp-12",
                null,
                new HostMachine(null, Set.of(), null, false, null, false),
                new WiringPlan(Wiring.SWITCH, null, List.of(ports), 99),
                new NodePlan(null, Set.of(), null),
                AggregatePlan.NONE,
                Map.of());
    }

    private static HostState wired(String former) {
        HostState state = HostState.of("cmp-12");
        state.note(NOTE, former);
        return state;
    }

    private Build build(int number, Build previous, HostState stateOrNull) throws IOException {
        Build build = new Build(number, previous, folder.newFolder(Integer.toString(number)));
        if (stateOrNull != null) {
            MigrationAction.of(build).hosts("7").write(List.of(stateOrNull));
        }
        return build;
    }

    private static final class Project extends Job<Project, Build> {
        Project() {
            super(Jenkins.get(), "move");
        }
    }

    private static final class Build extends Run<Project, Build> {
        private final Build previous;
        private final File directory;
        private boolean building;

        Build(int number, Build previous, File directory) throws IOException {
            super(new Project());
            this.number = number;
            this.previous = previous;
            this.directory = directory;
        }

        @Override
        public Build getPreviousBuild() {
            return previous;
        }

        @Override
        public boolean isBuilding() {
            return building;
        }

        @Override
        public File getRootDir() {
            return directory;
        }
    }
}
