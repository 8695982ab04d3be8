package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.model.Wiring;
import io.jenkins.plugins.pumphouse.host.model.WiringPlan;
import io.jenkins.plugins.pumphouse.host.wiring.PortVlans;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Between off and on: the host's network is moved to the isolated Admin network, by its switch or by the operator's
 * block.
 */
final class Rewire implements PhaseHandler {

    @Override
    public HostStep look(HostContext context) {
        return switch (context.plan().wiring().by()) {
            case NONE -> new HostStep.Done(null);
            case BLOCK ->
                context.state().note(NoteKeys.REWIRED) != null
                        ? new HostStep.Done("rewired by the block")
                        : new HostStep.AwaitBlock("the block");
            case SWITCH -> bySwitch(context);
        };
    }

    private static HostStep bySwitch(HostContext context) {
        HostPlan plan = context.plan();
        List<String> told = new ArrayList<>();
        for (String port : plan.wiring().ports()) {
            PortVlans now = context.tor().vlans(port);
            int vlan = now.pvid();
            String former = context.state().note(NoteKeys.FORMER_VLAN + port);
            if (!context.tor().isAccessPort(port, plan.wiring().vlan())) {
                // Noted with the announcement, before the port is touched: without it nobody could undo this.
                // One that was broken off half-way is in the new VLAN already: what it had before, only that build's
                // note knows.
                if (context.state().note(NoteKeys.BESIDE_THE_PORTS) == null) {
                    context.state()
                            .note(
                                    NoteKeys.BESIDE_THE_PORTS,
                                    NoteKeys.text(context.besideIt().serving()));
                }
                if (former == null && vlan != plan.wiring().vlan()) {
                    former = now.before(plan.wiring().vlan()).toString();
                    context.state().note(NoteKeys.FORMER_VLAN + port, former);
                }
                return new HostStep.Act(
                        "port " + port + " of " + plan.wiring().tor().name() + ": VLAN "
                                + (former == null ? vlan : former) + " -> "
                                + plan.wiring().vlan(),
                        () -> context.tor().accessVlan(port, plan.wiring().vlan()));
            }
            told.add("port " + port + (former == null ? ": is in VLAN " + vlan : ": VLAN " + former + " -> " + vlan));
        }
        return new HostStep.Done("switch " + plan.wiring().tor().name() + " " + String.join(", ", told));
    }

    /**
     * A clause for each port that nothing will be noted of: it takes the Admin network's frames already and sends
     * another VLAN's, as after a change that broke off, so that what it had before is not to be seen any more.
     */
    static List<String> unremembered(HostContext context) {
        WiringPlan wiring = context.plan().wiring();
        List<String> clauses = new ArrayList<>();
        for (String port : wiring.by() == Wiring.SWITCH ? wiring.ports() : List.<String>of()) {
            PortVlans now = context.tor().vlans(port);
            Set<Integer> others = new TreeSet<>(now.untagged());
            others.remove(wiring.vlan());
            if (now.pvid() == wiring.vlan() && !others.isEmpty()) {
                clauses.add("port " + port + " of " + wiring.tor().name() + " is in VLAN " + wiring.vlan()
                        + " already and sends others untagged " + others
                        + ": unless a build of this job has changed it, pumpHostUndo needs vlan: "
                        + others.iterator().next());
            }
        }
        return clauses;
    }

    /**
     * Whether the ports are this host's, which nothing says before they are changed: with another's port, that other
     * host falls silent in the source. Its network is given back then, and the move ends. Empty as long as none has.
     */
    static Optional<HostStep> undo(HostContext context) {
        HostState state = context.state();
        List<String> beside = NoteKeys.list(state.note(NoteKeys.BESIDE_THE_PORTS));
        if (beside.isEmpty()) {
            return Optional.empty();
        }
        if (state.note(NoteKeys.CUT_OFF) == null) {
            Set<String> silent = context.besideIt().fallenSilent(beside);
            List<String> before = NoteKeys.list(state.note(NoteKeys.FALLEN_SILENT));
            state.note(NoteKeys.FALLEN_SILENT, NoteKeys.text(silent));
            silent.retainAll(before); // one report that is late is no proof
            if (silent.isEmpty()) {
                return Optional.empty();
            }
            state.note(NoteKeys.CUT_OFF, NoteKeys.text(silent));
        }
        for (String port : changed(context)) {
            PortVlans former = PortVlans.of(state.note(NoteKeys.FORMER_VLAN + port));
            if (!context.tor().has(port, former)) {
                return Optional.of(new HostStep.Act(
                        "port " + port + " of " + context.plan().wiring().tor().name() + ": VLAN "
                                + context.plan().wiring().vlan() + " -> " + former
                                + " again, as it seems to be that of "
                                + cutOff(context),
                        () -> context.tor().vlans(port, former)));
            }
        }
        throw new HostException(toldOfUndo(context));
    }

    /** Ports that are in other VLANs than this move has put them, in words; empty if none is or nobody says. */
    static String changedSince(HostContext context) {
        WiringPlan wiring = context.plan().wiring();
        if (wiring.by() != Wiring.SWITCH) {
            return "";
        }
        try {
            String others = wiring.ports().stream()
                    .filter(port -> context.tor().accessVlan(port) != wiring.vlan())
                    .map(port -> port + " is in VLAN " + context.tor().accessVlan(port))
                    .collect(Collectors.joining(", "));
            return others.isEmpty()
                    ? ""
                    : ": " + others + " by now, so somebody has changed it back, or the switch has restarted and lost"
                            + " what was not saved";
        } catch (SwitchException e) {
            return "";
        }
    }

    private static List<String> changed(HostContext context) {
        return context.plan().wiring().ports().stream()
                .filter(port -> context.state().note(NoteKeys.FORMER_VLAN + port) != null)
                .toList();
    }

    private static String cutOff(HostContext context) {
        return String.join(", ", NoteKeys.list(context.state().note(NoteKeys.CUT_OFF)));
    }

    private static String toldOfUndo(HostContext context) {
        HostPlan plan = context.plan();
        String source = context.services().source().name();
        String former = changed(context).stream()
                .map(port -> context.state().note(NoteKeys.FORMER_VLAN + port))
                .collect(Collectors.joining(", "));
        return cutOff(context) + " stopped reporting to " + source + " after ports "
                + String.join(", ", changed(context)) + " of "
                + plan.wiring().tor().name() + " came into VLAN "
                + plan.wiring().vlan() + ": one of them is not, or not only, a port of " + plan.host()
                + ". The ports are in the VLANs again that they had (" + former + "); see whether " + cutOff(context)
                + " reports again. Correct \"ports\" of " + plan.host()
                + " in the inventory and run again; the machine is switched on, and its nova-compute is still disabled"
                + " on " + source + ". If " + cutOff(context) + " went down for another reason, run again when it is"
                + " up.";
    }

    @Override
    public String late(HostContext context) {
        return "it was not rewired in time. It is powered off and stays so; run again to go on.";
    }
}
