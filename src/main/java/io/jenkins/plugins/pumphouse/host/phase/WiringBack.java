package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.model.Wiring;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.host.wiring.PortVlans;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The undo of {@link Rewire}: the ports of a host's switch come back into the VLANs that they had. Neither the
 * machine's power nor its nova-compute is touched.
 */
public final class WiringBack {
    private final HostContext context;
    private final HostPlan plan;
    private final int vlan;
    private int changed;

    /** @param vlan for all ports of the host; 0 for what the site's state remembers of each */
    public WiringBack(HostContext context, int vlan) {
        this.context = context;
        this.plan = context.plan();
        this.vlan = vlan;
    }

    /**
     * Adds to a memory what an older state knows besides. A move that was broken off between two ports has noted only
     * the first, and the next one, which goes on, only the second.
     *
     * @return whether the memory has the former VLAN of every port now
     */
    public static boolean recall(HostState older, HostState memory, HostPlan plan) {
        copy(NoteKeys.MACS, older, memory);
        copy(NoteKeys.DEPLOYED_IN_TRY, older, memory);
        copy(NoteKeys.ERASED, older, memory);
        plan.wiring().ports().forEach(port -> copy(NoteKeys.FORMER_VLAN + port, older, memory));
        return !plan.wiring().ports().isEmpty()
                && plan.wiring().ports().stream().allMatch(port -> memory.note(NoteKeys.FORMER_VLAN + port) != null);
    }

    private static void copy(String note, HostState from, HostState to) {
        if (to.note(note) == null && from.note(note) != null) {
            to.note(note, from.note(note));
        }
    }

    /** Whether Fuel had begun to deploy the machine, so that its disks may not hold the source's system any more. */
    public boolean mayBeErased() {
        return context.state().note(NoteKeys.DEPLOYED_IN_TRY) != null;
    }

    /**
     * The environment of the source's Fuel that was told to let the machine go, which erases its disks; null if none
     * was.
     */
    public String erasedBy() {
        return context.state().note(NoteKeys.ERASED);
    }

    /** How many ports {@link #run} has changed, or would; also after it has failed. */
    public int changed() {
        return changed;
    }

    /**
     * Looks at each port and changes those that are not as they were; with a dry run, says which.
     *
     * @param lines a line a port
     * @throws HostException before anything is changed: no switch, Fuel has the machine, the source works with it, or
     *     nobody knows what to change a port to
     */
    public void run(Consumer<String> lines) {
        if (plan.wiring().by() != Wiring.SWITCH) {
            throw new HostException(
                    "its wiring is \"" + plan.wiring().by().name().toLowerCase(Locale.ROOT)
                            + "\", so no switch can be told to undo it. Undo it the way that it was done.",
                    Remedy.NOT_SUPPORTED);
        }
        checkFuel();
        Map<String, PortVlans> wanted = new LinkedHashMap<>();
        for (String port : plan.wiring().ports()) {
            wanted.put(port, wanted(port));
        }
        if (wanted.entrySet().stream().anyMatch(port -> !context.tor().has(port.getKey(), port.getValue()))) {
            checkSource();
        }
        wanted.forEach((port, to) -> putBack(port, to, lines));
    }

    /** A machine that Fuel counts on, or has written to, is no longer what the source knew. */
    private void checkFuel() {
        if (context.macs().isEmpty()) {
            throw new HostException(
                    "nobody knows its MACs, so Fuel cannot be asked whether it has the machine already. Name them in"
                            + " the inventory (\"macs\").");
        }
        Optional<Node> taken = context.node().filter(node -> node.environment() != null);
        if (taken.isPresent()) {
            throw new HostException("Fuel has it as " + taken.get().described() + " in environment "
                    + taken.get().environment()
                    + ": it belongs to the target now, and Fuel loses it when its ports leave the Admin network."
                    + " Remove the node from that environment first, or run pumpHost, which resumes.");
        }
    }

    /** A host that works in the source is not one that left: a wrong name must not cut servers off. */
    private void checkSource() {
        Optional<HostFacts> working = context.source()
                .find()
                .filter(facts -> facts.compute().up()
                        && (facts.compute().enabled() || !facts.servers().isEmpty()));
        if (working.isPresent()) {
            throw new HostException(
                    "its nova-compute reports to " + context.services().source().name() + ", is "
                            + (working.get().compute().enabled() ? "enabled" : "disabled") + " and has "
                            + working.get().servers().size()
                            + " servers: it works where its ports are now. Is it the right host? If so, disable it and"
                            + " move its servers first.");
        }
    }

    /** The VLAN that a port is to have; the one that it has, where the move did not come as far as this port. */
    private PortVlans wanted(String port) {
        String note = context.state().note(NoteKeys.FORMER_VLAN + port);
        if (vlan != 0) {
            boolean same = note != null && PortVlans.of(note).pvid() == vlan;
            return same ? PortVlans.of(note) : PortVlans.access(vlan);
        }
        PortVlans found = context.tor().vlans(port);
        int now = found.pvid();
        if (note == null && (now == plan.wiring().vlan() || isNothingRemembered())) {
            throw new HostException("no build of this job remembers the VLAN that port " + port + " of "
                    + plan.wiring().tor().name()
                    + " had before. The log of the build that rewired it says so (\"VLAN 101 -> "
                    + plan.wiring().vlan()
                    + "\"); give it, for example vlan: 101.");
        }
        PortVlans former = note == null ? found.before(plan.wiring().vlan()) : PortVlans.of(note);
        if (now != former.pvid() && now != plan.wiring().vlan()) {
            throw new HostException(
                    "port " + port + " of " + plan.wiring().tor().name() + " is in VLAN " + now + ", neither in "
                            + plan.wiring().vlan()
                            + ", to which pumpHost moved it, nor in " + former
                            + ", which it had before: somebody has changed it since. To"
                            + " change it anyway, say to what, for example vlan: " + former.pvid() + ".");
        }
        return former;
    }

    private boolean isNothingRemembered() {
        return plan.wiring().ports().stream()
                .allMatch(port -> context.state().note(NoteKeys.FORMER_VLAN + port) == null);
    }

    private void putBack(String port, PortVlans wanted, Consumer<String> lines) {
        String where = plan.wiring().tor().name() + " port " + port;
        if (context.tor().has(port, wanted)) {
            lines.accept("switch " + where + ": is in VLAN " + wanted + " already");
            return;
        }
        String change = where + ": VLAN " + context.tor().accessVlan(port) + " -> " + wanted;
        if (context.isDryRun()) {
            lines.accept("would change switch " + change);
        } else {
            context.tor().vlans(port, wanted); // returns when the switch has said that it is so
            lines.accept("switch " + change);
        }
        changed++;
    }
}
