package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.MachineProof;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.model.Wiring;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseBlocker;
import io.jenkins.plugins.pumphouse.host.power.BmcException;
import io.jenkins.plugins.pumphouse.host.power.MachineIdentity;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchException;
import java.util.ArrayList;
import java.util.List;

/** Whether the BMC and the switch ports that the inventory names answer, and belong to this machine. */
final class MachineCheck {
    private final HostContext context;
    private final HostPlan plan;
    private final List<ReleaseBlocker> blockers = new ArrayList<>();

    MachineCheck(HostContext context) {
        this.context = context;
        this.plan = context.plan();
    }

    /** @param facts what the source knows of the host */
    List<ReleaseBlocker> blockers(HostFacts facts) {
        try {
            Power power = context.bmc().power();
            MachineIdentity identity = context.bmc().identity();
            power(power, facts);
            proof(new MachineProof(plan.machine(), identity), power, facts);
            macs(identity);
        } catch (BmcException.Busy e) {
            throw e; // it is there: it is waited for, and then looked at
        } catch (BmcException e) {
            add(e.getMessage(), "correct what its BMC reports");
        }
        if (plan.wiring().by() == Wiring.SWITCH) {
            ports();
        }
        return blockers;
    }

    /**
     * Notes the MACs of a machine of which only its BMC tells them, if it is certain that the BMC is this machine's.
     * What fails otherwise, {@link #blockers} reports.
     */
    void learnMacs() {
        try {
            MachineIdentity identity = context.bmc().identity();
            boolean certain = new MachineProof(plan.machine(), identity).isSameSerial()
                    || plan.machine().trusted() && (plan.machine().serial() == null || identity.serial() == null);
            if (certain && context.macs().isEmpty() && !identity.macs().isEmpty()) {
                context.state().note(NoteKeys.MACS, NoteKeys.text(identity.macs()));
            }
        } catch (BmcException.Busy e) {
            throw e; // it is there: it is waited for, and then looked at
        } catch (BmcException e) {
            context.state().forget(NoteKeys.MACS);
        }
    }

    private void power(Power power, HostFacts facts) {
        if (power == Power.OFF && facts.compute().up()) {
            add(
                    bmc() + " says that its machine is off, but nova-compute of " + facts.host() + " reports to "
                            + facts.cloud() + ": it may be another machine's BMC",
                    "correct the address of the BMC in the inventory; if somebody has just switched the machine off,"
                            + " wait until "
                            + facts.cloud() + " has noticed it");
        }
    }

    private void proof(MachineProof proof, Power power, HostFacts facts) {
        String serial = proof.told().serial();
        if (proof.isOtherSerial()) {
            add(
                    bmc() + " belongs to the machine with the serial number " + serial + ", not to "
                            + plan.machine().serial() + " of the inventory",
                    "correct the address of the BMC, or \"serial\", in the inventory");
        } else if (proof.hasOtherMacs()) {
            add(
                    bmc() + " belongs to a machine with the MACs "
                            + String.join(", ", proof.told().macs()) + ", and the inventory has "
                            + String.join(", ", plan.machine().macs()),
                    "correct the address of the BMC, or \"macs\", in the inventory");
        } else if (!proof.isGiven() && !plan.machine().trusted()) {
            add(
                    "nothing proves that " + bmc() + " is this machine's: " + proof.missing(),
                    proof.entries().isEmpty()
                            ? "say trust: true for this host in the inventory, once you have seen that the BMC is its own"
                            : toInventory(proof) + ", or say trust: true for this host in it");
        } else if (proof.isByTrustAlone()
                && power == Power.ON
                && !facts.compute().up()) {
            // That nova-compute falls silent with the machine would be the proof; of a wrong one the disks are erased.
            add(
                    "nothing but trust: true says that " + bmc() + " is this machine's, and switching it off would not"
                            + " show it, as nova-compute of " + facts.host() + " does not report to " + facts.cloud()
                            + " now",
                    toInventory(proof) + ", or switch " + facts.host() + " off by hand first");
        }
    }

    private static String toInventory(MachineProof proof) {
        return "compare what the BMC says with the label of the machine and write it into the inventory ("
                + proof.entries() + ")";
    }

    /** By what Fuel's node is to be recognised. */
    private void macs(MachineIdentity identity) {
        if (!plan.machine().macs().isEmpty()) {
            return;
        }
        if (identity.macs().isEmpty()) {
            add(
                    "its MACs are not known, by which Fuel's node is to be recognised",
                    "write them into the inventory, for example macs: [\"00:25:90:e7:46:d0\"]");
        } else {
            context.state().note(NoteKeys.MACS, NoteKeys.text(identity.macs()));
        }
    }

    private String bmc() {
        return "its BMC " + plan.machine().bmc().address();
    }

    private void ports() {
        if (plan.wiring().ports().isEmpty() || plan.wiring().vlan() == 0) {
            add(
                    "its switch cannot rewire it without ports and VLAN",
                    "write \"ports\" and \"vlan\" into the inventory");
        }
        for (String port : plan.wiring().ports()) {
            asked(() -> requireChangeable(port));
        }
        if (plan.wiring().vlan() != 0) {
            asked(() -> context.tor().requireVlan(plan.wiring().vlan()));
        }
    }

    /** After the power went off it is too late to learn that a login may only read; a dry run writes nothing at all. */
    private void requireChangeable(String port) {
        if (!context.tor().isAccessPort(port, plan.wiring().vlan()) && !context.isDryRun()) {
            context.tor().requireWritable(port, plan.wiring().vlan());
        }
    }

    private void asked(Runnable question) {
        try {
            question.run();
        } catch (SwitchException e) {
            add(e.getMessage(), "correct what the switch reports");
        }
    }

    /** Messages of drivers begin with the host, as the refusal does, and end as sentences. */
    private void add(String what, String wayOut) {
        String host = plan.host() + ": ";
        String clause = what.startsWith(host) ? what.substring(host.length()) : what;
        blockers.add(new ReleaseBlocker(clause.replaceFirst("\\.$", ""), wayOut, false));
    }
}
