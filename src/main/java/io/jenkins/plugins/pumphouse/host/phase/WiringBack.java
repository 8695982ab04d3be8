package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.Wiring;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The undo of {@link Rewire}: the ports of a host's switch come back into the VLANs that they had. Neither the machine's power nor its
 * nova-compute is touched.
 */
public final class WiringBack {
    private final Site site;
    private final HostPlan plan;
    private final int vlan;

    /** @param vlan for all ports of the host; 0 for what the site's state remembers of each */
    public WiringBack(Site site, int vlan) {
        this.site = site;
        this.plan = site.plan();
        this.vlan = vlan;
    }

    /** Whether a state has the former VLAN of every port of the host. */
    public static boolean isRemembered(HostState state, HostPlan plan) {
        return !plan.ports().isEmpty() && plan.ports().stream().allMatch(port -> state.note(Notes.FORMER_VLAN + port) != null);
    }

    /**
     * Looks at each port and changes those that are not as they were; with a dry run, says which.
     *
     * @param lines a line a port
     * @return how many ports were changed, or would be
     * @throws HostException before anything is changed: no switch, nobody knows the former VLAN, or Fuel has the machine
     */
    public int run(Consumer<String> lines) {
        if (plan.wiring() != Wiring.SWITCH) {
            throw new HostException("its wiring is \"" + plan.wiring().name().toLowerCase(Locale.ROOT)
                    + "\", so no switch can be told to undo it. Undo it the way that it was done.");
        }
        Map<String, Integer> former = former();
        checkFuel();
        int changed = 0;
        for (Map.Entry<String, Integer> port : former.entrySet()) {
            if (putBack(port.getKey(), port.getValue(), lines)) {
                changed++;
            }
        }
        return changed;
    }

    private Map<String, Integer> former() {
        Map<String, Integer> former = new LinkedHashMap<>();
        for (String port : plan.ports()) {
            String note = site.state().note(Notes.FORMER_VLAN + port);
            if (vlan == 0 && note == null) {
                throw new HostException("no build of this job remembers the VLAN that port " + port + " of " + plan.tor().name()
                        + " had before. The log of the build that rewired it says so (\"VLAN 101 -> " + plan.vlan()
                        + "\"); give it, for example vlan: 101.");
            }
            former.put(port, vlan == 0 ? Integer.parseInt(note) : vlan);
        }
        return former;
    }

    /** A machine that Fuel counts on, or has written to, is no more what the source knew. */
    private void checkFuel() {
        if (site.macs().isEmpty()) {
            throw new HostException("nobody knows its MACs, so Fuel cannot be asked whether it has the machine already. Name them in the"
                    + " inventory (\"macs\").");
        }
        Optional<Node> taken = site.node().filter(node -> node.environment() != null);
        if (taken.isPresent()) {
            throw new HostException("Fuel has it as " + Site.named(taken.get()) + " in environment " + taken.get().environment()
                    + ", and loses it when its ports leave the Admin network. Remove the node from the environment there first, or run"
                    + " pumpHost to go on.");
        }
    }

    private boolean putBack(String port, int wanted, Consumer<String> lines) {
        String where = plan.tor().name() + " port " + port;
        if (site.tor().isAccessPort(port, wanted)) {
            lines.accept("switch " + where + ": is in VLAN " + wanted + " already");
            return false;
        }
        String change = where + ": VLAN " + site.tor().accessVlan(port) + " -> " + wanted;
        if (site.isDryRun()) {
            lines.accept("would change switch " + change);
        } else {
            site.tor().accessVlan(port, wanted);
            lines.accept("switch " + change);
        }
        return true;
    }
}
