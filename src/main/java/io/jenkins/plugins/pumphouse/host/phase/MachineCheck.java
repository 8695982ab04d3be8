package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.Wiring;
import io.jenkins.plugins.pumphouse.host.nova.Obstacle;
import io.jenkins.plugins.pumphouse.host.power.BmcException;
import io.jenkins.plugins.pumphouse.host.power.Identity;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whether the BMC and the switch ports that the inventory names answer, and belong to this machine. */
final class MachineCheck {
    private final Site site;
    private final HostPlan plan;
    private final List<Obstacle> obstacles = new ArrayList<>();

    MachineCheck(Site site) {
        this.site = site;
        this.plan = site.plan();
    }

    List<Obstacle> obstacles() {
        try {
            site.bmc().power();
            identity(site.bmc().identity());
        } catch (BmcException.Busy e) {
            throw e; // it is there: it is waited for, and then looked at
        } catch (BmcException e) {
            add(e.getMessage(), "mend what its BMC says");
        }
        if (plan.wiring() == Wiring.SWITCH) {
            ports();
        }
        return obstacles;
    }

    private void identity(Identity identity) {
        String bmc = "its BMC " + plan.bmc().address();
        if (plan.serial() != null && identity.serial() != null && !plan.serial().equalsIgnoreCase(identity.serial())) {
            add(bmc + " belongs to the machine with the serial number " + identity.serial() + ", not to " + plan.serial()
                    + " of the inventory", "correct the address of the BMC, or \"serial\", in the inventory");
        }
        if (!plan.macs().isEmpty() && !identity.macs().isEmpty() && Collections.disjoint(plan.macs(), identity.macs())) {
            add(bmc + " belongs to a machine with the MACs " + String.join(", ", identity.macs()) + ", and the inventory has "
                    + String.join(", ", plan.macs()), "correct the address of the BMC, or \"macs\", in the inventory");
        }
        if (plan.macs().isEmpty() && identity.macs().isEmpty()) {
            add("its MACs are not known, by which Fuel's node is to be recognised",
                    "write them into the inventory, for example macs: [\"00:25:90:e7:46:d0\"]");
        } else if (plan.macs().isEmpty()) {
            site.state().note(Notes.MACS, Notes.text(identity.macs()));
        }
    }

    private void ports() {
        if (plan.ports().isEmpty() || plan.vlan() == 0) {
            add("its switch cannot rewire it without ports and VLAN", "write \"ports\" and \"vlan\" into the inventory");
        }
        for (String port : plan.ports()) {
            try {
                site.tor().accessVlan(port);
            } catch (SwitchException e) {
                add(e.getMessage(), "mend what the switch says");
            }
        }
    }

    /** Messages of drivers begin with the host, as the refusal does, and end as sentences. */
    private void add(String what, String wayOut) {
        String host = plan.host() + ": ";
        String clause = what.startsWith(host) ? what.substring(host.length()) : what;
        obstacles.add(new Obstacle(clause.replaceFirst("\\.$", ""), wayOut, false));
    }
}
