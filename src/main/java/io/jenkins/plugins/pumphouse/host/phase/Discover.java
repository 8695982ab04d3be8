package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.fuel.Notification;
import io.jenkins.plugins.pumphouse.host.model.DurationText;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.host.power.PowerAction;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The machine has booted Fuel's bootstrap image and its agent has registered it. If nothing comes in half of the time,
 * the machine has probably booted its disk: one power cycle with a persistent PXE, and the other half.
 */
final class Discover implements PhaseHandler {
    private static final String OFF = "off";
    private static final String PXE = "pxe";
    private static final String ON = "on";
    static final String DONE = "done";

    /** Nova counts a service as up for a minute after its last report (service_down_time); some let it be three. */
    private static final Duration REPORT_IS_NEW = Duration.ofMinutes(5);

    @Override
    public HostStep look(HostContext context) {
        return Rewire.undo(context).orElseGet(() -> register(context));
    }

    private static HostStep register(HostContext context) {
        String cycle = context.state().note(NoteKeys.CYCLE);
        Optional<Node> node = context.node();
        boolean needless = OFF.equals(cycle) && node.isPresent();
        if (cycle != null && !cycle.equals(DONE) && !needless) {
            return cycle(context, cycle);
        }
        if (node.isPresent()) {
            return registered(context, node.get());
        }
        HostStep.Wait wait = new HostStep.Wait("waiting for its bootstrap image to register in Fuel");
        if (context.state().note(NoteKeys.POWERED_ON) == null) {
            return wait;
        }
        boolean bootedDisk = hasBootedItsDisk(context);
        if (cycle == null && (bootedDisk || isHalfOver(context))) {
            context.state().note(NoteKeys.CYCLE, OFF);
            return new HostStep.Again(
                    bootedDisk
                            ? "has booted its disk: nova-compute reports to "
                                    + context.services().source().name()
                                    + " again; one power cycle with persistent PXE"
                            : "has not registered in Fuel within " + DurationText.of(waited(context))
                                    + ": it seems to ignore PXE; one power cycle with persistent PXE");
        }
        if (bootedDisk) {
            throw new HostException("it boots its disk in place of the network, also after a power cycle with"
                    + " persistent PXE: its nova-compute reports to "
                    + context.services().source().name()
                    + " again, disabled and without servers" + Rewire.changedSince(context)
                    + ". Put the network first in the firmware's setup; then"
                    + " run again.");
        }
        return wait;
    }

    /**
     * Whether the source's system runs on it again, which was silent before it was switched on. A report that is late
     * has come by then.
     */
    private static boolean hasBootedItsDisk(HostContext context) {
        return waited(context).compareTo(REPORT_IS_NEW) >= 0
                && reportsToSource(context)
                && context.bmc().power() == Power.ON;
    }

    /** A source that does not answer tells nothing, and does not hold up who is on the way to the target. */
    private static boolean reportsToSource(HostContext context) {
        try {
            return context.source().isUp();
        } catch (CloudException e) {
            return false;
        }
    }

    private static HostStep registered(HostContext context, Node node) {
        if (node.environment() != null && !node.status().equals("discover")) {
            return BetweenClouds.isIn(context, node);
        }
        if (node.status().equals("error")) {
            throw new HostException("Fuel has registered it as " + node.described() + " with an error"
                    + (node.errorType() == null ? "" : " of type \"" + node.errorType() + "\"") + words(context, node)
                    + ". If its address is outside of the Admin network, another DHCP server answers in its network: check VLAN"
                    + " and cabling of "
                    + String.join(", ", node.macs()) + "; then delete the node in Fuel and run again.");
        }
        if (!node.status().equals("discover") || !node.online()) {
            return new HostStep.Wait(
                    "Fuel has it as " + node.described() + "; waiting for the report of its bootstrap image");
        }
        Optional<HostStep> again = SecondBoot.of(context, node);
        if (again.isPresent()) {
            return again.get();
        }
        context.state().note(NoteKeys.NODE, Integer.toString(node.id()));
        String after =
                context.state().note(NoteKeys.POWERED_ON) == null ? "" : " after " + DurationText.of(waited(context));
        return new HostStep.Done("Fuel: node " + node.id() + " discovered" + after + " (MACs "
                + String.join(", ", node.macs()) + ")" + SecondBoot.told(context, node));
    }

    /** Off, persistent PXE, on: three acts, each of which can be seen when it is done, so that none is done twice. */
    private static HostStep cycle(HostContext context, String step) {
        boolean on = context.bmc().power() == Power.ON;
        return switch (step) {
            case OFF ->
                on
                        ? new HostStep.Act("switch it off", () -> context.bmc().turn(PowerAction.OFF), false)
                        : next(context, PXE);
            case PXE ->
                context.state().note(NoteKeys.PXE).equals(NetworkBoot.PERSISTENT)
                        ? next(context, ON)
                        : NetworkBoot.setPxe(context, true);
            default -> {
                if (on) {
                    context.state()
                            .note(
                                    NoteKeys.POWERED_ON,
                                    Long.toString(context.now().getEpochSecond()));
                    yield next(context, DONE);
                }
                yield new HostStep.Act("power on", () -> context.bmc().turn(PowerAction.ON), false);
            }
        };
    }

    private static HostStep next(HostContext context, String step) {
        context.state().note(NoteKeys.CYCLE, step);
        return new HostStep.Again(null);
    }

    private static Duration waited(HostContext context) {
        return Duration.between(
                Instant.ofEpochSecond(Long.parseLong(context.state().note(NoteKeys.POWERED_ON))), context.now());
    }

    /** By the phase's own clock, in which the time that Fuel was away does not count. */
    private static boolean isHalfOver(HostContext context) {
        return context.state()
                        .clock()
                        .left(context.now())
                        .multipliedBy(2)
                        .compareTo(context.plan().timeout(context.state().phase()))
                < 0;
    }

    private static String words(HostContext context, Node node) {
        String words = context.fuel().notifications(node.id()).stream()
                .map(Notification::message)
                .collect(Collectors.joining("; "));
        return words.isEmpty() ? "" : ": " + words;
    }

    @Override
    public String late(HostContext context) {
        HostPlan plan = context.plan();
        String cycled = DONE.equals(context.state().note(NoteKeys.CYCLE))
                ? ", also not after a power cycle with persistent PXE"
                : "";
        return "it is powered on but did not register in Fuel (MACs " + String.join(", ", context.macs()) + ")" + cycled
                + ". Look at its console: if it boots its disk, put the network first in the firmware's setup; if it"
                + " gets no address, check that its ports are in Fuel's Admin network"
                + (plan.wiring().tor() == null
                        ? ""
                        : " (" + plan.wiring().tor().name() + " "
                                + String.join(", ", plan.wiring().ports()) + ", VLAN "
                                + plan.wiring().vlan() + Rewire.changedSince(context) + ")")
                + " and that no other DHCP server answers in that network. Then run again.";
    }
}
