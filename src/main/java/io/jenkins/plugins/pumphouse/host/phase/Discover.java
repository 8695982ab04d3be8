package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.fuel.Notification;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.Spoken;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.host.power.PowerAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The machine has booted Fuel's bootstrap image and its agent has registered it. If nothing comes in half of the time,
 * the machine has probably booted its disk: one power cycle with a persistent PXE, and the other half.
 */
final class Discover implements Stage {
    private static final String OFF = "off";
    private static final String PXE = "pxe";
    private static final String ON = "on";
    private static final String DONE = "done";

    @Override
    public HostStep look(Site site) {
        String cycle = site.state().note(Notes.CYCLE);
        if (cycle != null && !cycle.equals(DONE)) {
            return cycle(site, cycle);
        }
        Optional<Node> node = site.node();
        if (node.isPresent()) {
            return registered(site, node.get());
        }
        if (cycle == null && site.state().note(Notes.POWERED_ON) != null && isHalfOver(site)) {
            site.state().note(Notes.CYCLE, OFF);
            return new HostStep.Again("has not registered in Fuel within " + Spoken.of(waited(site))
                    + ": it seems to ignore PXE; one power cycle with persistent PXE");
        }
        return new HostStep.Wait(null);
    }

    private static HostStep registered(Site site, Node node) {
        if (node.status().equals("error")) {
            throw new HostException("Fuel has registered it as " + Site.named(node) + " with an error"
                    + (node.errorType() == null ? "" : " of type \"" + node.errorType() + "\"") + words(site, node)
                    + ". If its address is outside of the Admin network, another DHCP server answers in its network: check VLAN"
                    + " and cabling of "
                    + String.join(", ", node.macs()) + "; then delete the node in Fuel and run again.");
        }
        if (!node.status().equals("discover") || !node.online()) {
            return new HostStep.Wait(
                    "Fuel has it as " + Site.named(node) + "; waiting for the report of its bootstrap image");
        }
        site.state().note(Notes.NODE, Integer.toString(node.id()));
        String after = site.state().note(Notes.POWERED_ON) == null ? "" : " after " + Spoken.of(waited(site));
        return new HostStep.Done(
                "Fuel: node " + node.id() + " discovered" + after + " (MACs " + String.join(", ", node.macs()) + ")");
    }

    /** Off, persistent PXE, on: three acts, each of which can be seen when it is done, so that none is done twice. */
    private static HostStep cycle(Site site, String step) {
        boolean on = site.bmc().power() == Power.ON;
        return switch (step) {
            case OFF ->
                on ? new HostStep.Act("switch it off", () -> site.bmc().turn(PowerAction.OFF), false) : next(site, PXE);
            case PXE ->
                site.state().note(Notes.PXE).equals(NetworkBoot.PERSISTENT)
                        ? next(site, ON)
                        : NetworkBoot.setPxe(site, site.bmc().boot(), true);
            default -> {
                if (on) {
                    site.state().note(Notes.POWERED_ON, Long.toString(site.now().getEpochSecond()));
                    yield next(site, DONE);
                }
                yield new HostStep.Act("power on", () -> site.bmc().turn(PowerAction.ON), false);
            }
        };
    }

    private static HostStep next(Site site, String step) {
        site.state().note(Notes.CYCLE, step);
        return new HostStep.Again(null);
    }

    private static Duration waited(Site site) {
        return Duration.between(
                Instant.ofEpochSecond(Long.parseLong(site.state().note(Notes.POWERED_ON))), site.now());
    }

    /** By the phase's own clock, in which the time that Fuel was away does not count. */
    private static boolean isHalfOver(Site site) {
        return site.state()
                        .clock()
                        .left(site.now())
                        .multipliedBy(2)
                        .compareTo(site.plan().timeout(site.state().phase()))
                < 0;
    }

    private static String words(Site site, Node node) {
        String words = site.fuel().notifications(node.id()).stream()
                .map(Notification::message)
                .collect(Collectors.joining("; "));
        return words.isEmpty() ? "" : ": " + words;
    }

    @Override
    public String late(Site site) {
        HostPlan plan = site.plan();
        String cycled =
                DONE.equals(site.state().note(Notes.CYCLE)) ? ", also not after a power cycle with persistent PXE" : "";
        return "it is powered on but did not register in Fuel (MACs " + String.join(", ", site.macs()) + ")" + cycled
                + ". Look at its console: if it boots its disk, put the network first in the firmware's setup; if it"
                + " gets no address, check that its ports are in Fuel's Admin network"
                + (plan.tor() == null
                        ? ""
                        : " (" + plan.tor().name() + " " + String.join(", ", plan.ports()) + ", VLAN " + plan.vlan()
                                + ")")
                + " and that no other DHCP server answers in that network. Then run again.";
    }
}
