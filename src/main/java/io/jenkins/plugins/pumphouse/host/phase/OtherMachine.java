package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.DurationText;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.MachineProof;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.host.power.PowerAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the machine that went off is this host. A BMC's address may be wrong in the inventory; the one thing that
 * ties the machine behind it to the hypervisor is that nova-compute of this host falls silent. Where it does not,
 * another machine was switched off: it is switched on again, and nothing else is done. So it is where every other
 * nova-compute falls silent as well, which proves nothing.
 */
final class OtherMachine {
    /** Nova takes a service for down a minute after its last report (service_down_time); some let it be three. */
    private static final Duration SILENT_WITHIN = Duration.ofMinutes(5);

    /** A nova-compute that is busy misses some reports; this is longer than Nova needs to notice one that is gone. */
    private static final Duration SURE_AFTER = Duration.ofMinutes(2);

    /** What says that the machine was told to boot from the network. */
    private static final List<String> PXE = List.of(NoteKeys.PXE, NoteKeys.PXE_TOLD);

    private static final String UNPROVEN = "unproven";

    private OtherMachine() {}

    /**
     * Of a machine that is off: what is to be done as long as it is not certain that it is this host; empty once it is.
     */
    static Optional<HostStep> wait(HostContext context) {
        if (context.state().note(NoteKeys.OFF_SINCE) == null) {
            context.state().note(NoteKeys.OFF_SINCE, Long.toString(context.now().getEpochSecond()));
            // An announced act may have been done although nobody noted it.
            if (context.state().note(NoteKeys.ASKED_TO_SHUT_DOWN) != null
                    || context.state().announced().name() != null) {
                context.state().note(NoteKeys.OFF_BY_US, "yes");
            }
            context.state()
                    .clock()
                    .atLeast(
                            context.now(),
                            SILENT_WITHIN.plus(SURE_AFTER).plus(context.poll().multipliedBy(2)));
        }
        boolean reports =
                context.source().find().map(facts -> facts.compute().up()).orElse(false);
        List<String> witnesses = NoteKeys.list(context.state().note(NoteKeys.WITNESSES));
        if (reports) {
            context.state().forget(NoteKeys.SILENT_SINCE);
        } else if (witnesses.isEmpty() || !context.besideIt().isCloudDeaf(witnesses)) {
            return toBeSure(context);
        }
        Duration left = SILENT_WITHIN.minus(waited(context));
        if (left.compareTo(Duration.ZERO) > 0) {
            return Optional.of(new HostStep.Wait(
                    reports
                            ? "power is off; waiting until " + cloud(context) + " notices that its nova-compute is gone"
                            : "power is off, but no nova-compute of " + cloud(context)
                                    + " reports any more; waiting until another one does",
                    left));
        }
        context.state().note(NoteKeys.OTHER_MACHINE, reports ? "yes" : UNPROVEN);
        return Optional.of(look(context));
    }

    /** Where the silence of its nova-compute is all that says which machine went off, it has to last. */
    private static Optional<HostStep> toBeSure(HostContext context) {
        if (new MachineProof(context.plan().machine(), context.bmc().identity()).isGiven()) {
            return Optional.empty();
        }
        Duration left = SURE_AFTER.minus(sinceNoted(context, NoteKeys.SILENT_SINCE));
        return left.compareTo(Duration.ZERO) <= 0
                ? Optional.empty()
                : Optional.of(new HostStep.Wait(
                        "power is off, and its nova-compute silent, which alone proves that it is this host;"
                                + " looking whether it stays so",
                        left));
    }

    private static Duration sinceNoted(HostContext context, String note) {
        if (context.state().note(note) == null) {
            context.state().note(note, Long.toString(context.now().getEpochSecond()));
        }
        return Duration.between(
                Instant.ofEpochSecond(Long.parseLong(context.state().note(note))), context.now());
    }

    /** Of a machine that is off: whether nova-compute of this host reports after all, which proves the opposite. */
    static Optional<HostStep> reportsAgain(HostContext context) {
        HostState state = context.state();
        // One that was told to switch on may run already, whatever its BMC still shows.
        boolean told = state.announced().deeds().containsKey(NetworkBoot.POWER_ON)
                || state.announced().is(NetworkBoot.POWER_ON) && state.doubtFor(context.now()) != null;
        boolean off = !told
                && state.note(NoteKeys.OFF_SINCE) != null
                && Set.of(Phase.REWIRE, Phase.BOOT).contains(state.phase());
        if (!off || !context.source().isUp() || context.bmc().power() != Power.OFF) {
            return Optional.empty();
        }
        List.of(NoteKeys.OFF_SINCE, NoteKeys.SILENT_SINCE).forEach(state::forget);
        return Optional.of(new HostStep.Elsewhere(
                "nova-compute of " + context.plan().host() + " reports to " + cloud(context) + " while "
                        + machine(context) + " is off; looking whether it stays so",
                Phase.POWER_OFF));
    }

    /**
     * Of a node that runs Fuel's image and shall be installed: its host does not report to the source at the same time,
     * unless the two are not one machine. Nova is given the time to notice that it is gone.
     *
     * @throws HostException if both are so
     */
    static Optional<HostStep> reportsBeside(HostContext context, Node node) {
        if (!context.source().isUp()) {
            context.state().forget(NoteKeys.BESIDE_SINCE);
            return Optional.empty();
        }
        Duration left = SILENT_WITHIN.minus(sinceNoted(context, NoteKeys.BESIDE_SINCE));
        if (left.compareTo(Duration.ZERO) > 0) {
            return Optional.of(new HostStep.Wait(
                    "waiting until " + cloud(context) + " notices that its nova-compute is gone, before node-"
                            + node.id() + " is erased",
                    left));
        }
        throw new HostException("nova-compute of " + context.plan().host() + " reports to " + cloud(context)
                + " while " + node.described() + " runs Fuel's bootstrap image: they are two machines. Nothing was"
                + " installed. Correct \"bmc\" and \"macs\" of the host in the inventory, and add \"serial\"; start the"
                + " machine of node-" + node.id() + " (MACs " + String.join(", ", node.macs())
                + ") from its disk again, if it is another hypervisor.");
    }

    /** Notes the hosts whose silence would say that the source hears none, once, before the machine goes off. */
    static void noteWitnesses(HostContext context) {
        if (context.state().note(NoteKeys.WITNESSES) == null) {
            context.state()
                    .note(NoteKeys.WITNESSES, NoteKeys.text(context.besideIt().serving()));
        }
    }

    /** On again, if the move has switched it off; then the move ends. */
    static HostStep look(HostContext context) {
        boolean switchedOffByMove = context.state().note(NoteKeys.OFF_BY_US) != null;
        if (switchedOffByMove && context.bmc().power() == Power.OFF) {
            if (PXE.stream().anyMatch(note -> context.state().note(note) != null)) {
                return new HostStep.Act(
                        "set the boot device of that machine back", () -> NetworkBoot.takeBack(context), false);
            }
            return new HostStep.Act(
                    isUnproven(context)
                            ? "switch the machine on again, as nothing proves that it is this host"
                            : "switch the machine on again, as it is not this host",
                    () -> context.bmc().turn(PowerAction.ON),
                    false);
        }
        throw new HostException(told(
                context,
                switchedOffByMove
                        ? "That machine was switched on again; look after what runs on it. "
                        : "That machine was off before; it was left so. "));
    }

    /** That it is another machine, which does not come back. */
    static String late(HostContext context) {
        return told(context, "That machine was told to switch on again and is still off: switch it on by hand. ");
    }

    private static boolean isUnproven(HostContext context) {
        return UNPROVEN.equals(context.state().note(NoteKeys.OTHER_MACHINE));
    }

    private static String told(HostContext context, String power) {
        String host = context.plan().host();
        String enable = "; or enable nova-compute of " + host + " on " + cloud(context) + ", which is still disabled.";
        if (isUnproven(context)) {
            return "nothing proves that " + machine(context) + ", which went off, is " + host
                    + ": no nova-compute of " + cloud(context) + " reports any more ("
                    + String.join(", ", NoteKeys.list(context.state().note(NoteKeys.WITNESSES)))
                    + " did before), as when its message queue is down. " + power
                    + wiring(context) + "Run again when the others report to " + cloud(context) + " again" + enable;
        }
        return "nova-compute of " + host + " still reports to " + cloud(context) + " "
                + DurationText.of(SILENT_WITHIN) + " after " + machine(context) + " went off: it is another machine. "
                + power
                + wiring(context) + "Correct the address of the BMC in the inventory, add \"serial\" to it, and"
                + " run again" + enable;
    }

    private static String wiring(HostContext context) {
        boolean rewired = context.state().note(NoteKeys.REWIRED) != null
                || context.state().notes().keySet().stream().anyMatch(key -> key.startsWith(NoteKeys.FORMER_VLAN));
        return rewired ? "Its ports are rewired already: put that back. " : "Nothing was rewired. ";
    }

    private static String machine(HostContext context) {
        String serial = context.bmc().identity().serial();
        return "the machine behind the BMC " + context.plan().machine().bmc().address()
                + (serial == null ? "" : " (serial number " + serial + ")");
    }

    private static String cloud(HostContext context) {
        return context.services().source().name();
    }

    private static Duration waited(HostContext context) {
        return Duration.between(
                Instant.ofEpochSecond(Long.parseLong(context.state().note(NoteKeys.OFF_SINCE))), context.now());
    }
}
