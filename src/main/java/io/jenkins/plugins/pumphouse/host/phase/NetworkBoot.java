package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.power.BootDevice;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.host.power.PowerAction;
import java.util.Optional;
import java.util.Set;

/**
 * Told to boot from the network, read back, and powered on. A record that Fuel has of the machine from earlier goes
 * before that: what registers afterwards is this boot and no memory of another one.
 */
final class NetworkBoot implements Stage {
    static final String ONCE = "once";
    static final String PERSISTENT = "persistent";

    private static final Set<String> IDLE = Set.of("discover", "error");

    @Override
    public HostStep look(Site site) {
        boolean on = site.bmc().power() == Power.ON;
        if (site.state().note(Notes.PXE) == null) {
            return on ? offAgain(site) : beforePower(site);
        }
        return on
                ? poweredOn(site)
                : new HostStep.Act("power on", () -> site.bmc().turn(PowerAction.ON), false);
    }

    private static HostStep offAgain(Site site) {
        return new HostStep.Act(
                "switch it off again, as somebody switched it on",
                () -> site.bmc().turn(PowerAction.OFF),
                false);
    }

    private static HostStep beforePower(Site site) {
        Optional<Node> stale = site.node();
        if (stale.isPresent()) {
            return deleteStale(site, stale.get());
        }
        boolean persistent = site.plan().persistentPxe();
        BootDevice now = site.bmc().boot();
        if (isSet(now, persistent)) {
            site.state().note(Notes.PXE, persistent ? PERSISTENT : ONCE);
            return new HostStep.Again(null);
        }
        return setPxe(site, now, persistent);
    }

    /**
     * Sets it and reads it back. Of what a BMC does not keep, "persistent" and the firmware are passed over, and so is
     * one that tells nothing at all afterwards; one that tells another device will start from that.
     */
    static HostStep.Act setPxe(Site site, BootDevice now, boolean persistent) {
        if (site.state().note(Notes.FORMER_BOOT) == null) {
            site.state().note(Notes.FORMER_BOOT, now.device().name());
        }
        return new HostStep.Act("set the boot device to PXE, " + (persistent ? PERSISTENT : ONCE), () -> {
            site.bmc().boot(new BootDevice(Device.PXE, persistent, site.plan().firmware()));
            BootDevice kept = site.bmc().boot();
            if (kept.device() != Device.PXE && kept.device() != Device.NONE) {
                throw new HostException("its BMC " + site.plan().bmc().address()
                        + " accepted PXE as boot device and now says "
                        + kept.device() + ". Set it in the firmware's setup (network first), update the BMC, or say"
                        + " persistent_pxe: true for this host; then run again.");
            }
            site.state().note(Notes.PXE, persistent ? PERSISTENT : ONCE);
        });
    }

    private static boolean isSet(BootDevice boot, boolean persistent) {
        return boot.device() == Device.PXE && boot.persistent() == persistent;
    }

    private static HostStep deleteStale(Site site, Node stale) {
        if (stale.environment() != null) {
            throw new HostException(
                    "Fuel has this machine as " + Site.named(stale) + " in environment " + stale.environment()
                            + ". Remove it from that environment first; Fuel would take it for that node.");
        }
        if (!isIdle(stale)) {
            throw new HostException(
                    "Fuel has this machine as " + Site.named(stale) + " in no environment, and its status"
                            + " \"" + stale.status()
                            + "\" is that of an installed node. If that record is left over, delete it in"
                            + " Fuel; then run again.");
        }
        return new HostStep.Act("delete the old record " + Site.named(stale) + " from Fuel", () -> {
            // Deleting a node of an environment would erase it: somebody may have assigned it since it was looked at.
            if (site.fuel().node(stale.id()).filter(NetworkBoot::isIdle).isPresent()) {
                site.fuel().deleteNode(stale.id());
            }
            site.world().forgetNodes();
        });
    }

    /** Whether a record is of a machine that no environment has and on which Fuel has installed nothing. */
    private static boolean isIdle(Node node) {
        return node.environment() == null && IDLE.contains(node.status());
    }

    private static HostStep poweredOn(Site site) {
        site.state().note(Notes.POWERED_ON, Long.toString(site.now().getEpochSecond()));
        return new HostStep.Done("PXE set (" + site.state().note(Notes.PXE) + "), power on");
    }

    @Override
    public String late(Site site) {
        return "its BMC " + site.plan().bmc().address()
                + " accepted to switch it on, but says that it is off. Look at the machine's event"
                + " log (power supply, front panel lock), then run again.";
    }
}
