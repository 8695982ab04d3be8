package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.Fuel;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.nova.HostsBeside;
import io.jenkins.plugins.pumphouse.host.power.Bmc;
import io.jenkins.plugins.pumphouse.host.wiring.Switch;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One host and everything around it, as far as a phase asks for it, for the time of one look. */
public final class HostContext implements AutoCloseable {
    private final SharedServices services;
    private final HostPlan plan;
    private final HostState state;
    private final Clock clock;
    private Bmc bmc;
    private Switch tor;

    public HostContext(SharedServices services, HostPlan plan, HostState state, Clock clock) {
        this.services = services;
        this.plan = plan;
        this.state = state;
        this.clock = clock;
    }

    public HostPlan plan() {
        return plan;
    }

    public HostState state() {
        return state;
    }

    public Instant now() {
        return clock.instant();
    }

    public Duration poll() {
        return services.request().pace().poll();
    }

    public Duration patience() {
        return services.request().pace().patience();
    }

    public int retries() {
        return services.request().pace().retries();
    }

    public boolean isDryRun() {
        return services.request().dryRun();
    }

    SharedServices services() {
        return services;
    }

    Cloud target() {
        return services.target();
    }

    /** The host as Nova of the source knows it. */
    ComputeHost source() {
        return new ComputeHost(services.source(), plan.host());
    }

    /** The other hosts of the source. */
    HostsBeside besideIt() {
        return new HostsBeside(services.source(), plan.host());
    }

    Fuel fuel() {
        return services.fuel();
    }

    /**
     * The environment that the host comes into. Where the plan names none it is the only one of the first look, also
     * when somebody creates others meanwhile.
     *
     * @throws HostException if the plan names none and there is not exactly one
     */
    Environment environment() {
        String named = plan.node().environment();
        if (named != null) {
            return SharedServices.environment(fuel(), named);
        }
        Environment only = SharedServices.environment(fuel(), state.note(NoteKeys.ENVIRONMENT));
        state.note(NoteKeys.ENVIRONMENT, Integer.toString(only.id()));
        return only;
    }

    /** The machine's management controller; the connection lasts as long as the look. */
    Bmc bmc() {
        if (bmc == null) {
            bmc = Bmc.open(plan.machine().bmc());
        }
        return bmc;
    }

    Switch tor() {
        if (tor == null) {
            tor = Switch.open(plan.wiring().tor());
        }
        return tor;
    }

    /** The machine's MACs by the inventory, or by what was found out at the interlock; empty if nobody knows any. */
    Set<String> macs() {
        return plan.machine().macs().isEmpty()
                ? new TreeSet<>(NoteKeys.list(state.note(NoteKeys.MACS)))
                : plan.machine().macs();
    }

    /**
     * The machine's record in the target's Fuel, found by its set of MACs.
     *
     * @throws HostException if several records or one of another machine share MACs with it
     */
    Optional<Node> node() {
        return OwnNode.among(services.nodes(), this, "Fuel");
    }

    @Override
    public void close() {
        if (bmc != null) {
            bmc.close();
        }
        if (tor != null) {
            tor.close();
        }
    }
}
