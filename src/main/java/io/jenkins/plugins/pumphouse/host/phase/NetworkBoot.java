package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.DurationText;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.power.BmcException;
import io.jenkins.plugins.pumphouse.host.power.BootDevice;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.host.power.PowerAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Told to boot from the network, read back, and powered on. A record that Fuel has of the machine from earlier goes
 * before that: what registers afterwards is this boot and no memory of another one.
 */
final class NetworkBoot implements PhaseHandler {
    static final String ONCE = "once";
    static final String PERSISTENT = "persistent";

    static final String POWER_ON = "power on";

    /** A BMC that reports each change to a service processor of its own needs some seconds, not minutes. */
    private static final Duration TO_SHOW_IT = Duration.ofMinutes(1);

    @Override
    public HostStep look(HostContext context) {
        boolean on = context.bmc().power() == Power.ON;
        if (context.state().note(NoteKeys.PXE) == null) {
            return on ? offAgain(context) : beforePower(context);
        }
        return on
                ? poweredOn(context)
                : new HostStep.Act(POWER_ON, () -> context.bmc().turn(PowerAction.ON), false);
    }

    private static HostStep offAgain(HostContext context) {
        return new HostStep.Act(
                SecondBoot.isUnderWay(context)
                        ? "switch it off, to see whether Fuel's node falls silent"
                        : "switch it off again, as somebody switched it on",
                () -> context.bmc().turn(PowerAction.OFF),
                false);
    }

    private static HostStep beforePower(HostContext context) {
        return OwnNode.clearStale(context).orElseGet(() -> setPxe(context, isPersistent(context)));
    }

    /** Also where the first of two starts has shown that the machine takes no other one. */
    private static boolean isPersistent(HostContext context) {
        return context.plan().machine().persistentPxe()
                || Discover.DONE.equals(context.state().note(NoteKeys.CYCLE));
    }

    /**
     * Sets it and reads it back until it is so, or until the BMC had time enough to show it: some work on it for
     * seconds, and a machine that is switched on meanwhile starts from its disk. Of what a BMC does not keep,
     * "persistent" and the firmware are passed over, and so is one that never tells anything; one that tells another
     * device will start from that.
     */
    static HostStep setPxe(HostContext context, boolean persistent) {
        BootDevice now = context.bmc().boot();
        String told = context.state().note(NoteKeys.PXE_TOLD);
        if (told == null) {
            return isSet(now, persistent, context) ? isTaken(context, persistent) : tell(context, now, persistent);
        }
        if (now.device() == Device.PXE) {
            return isTaken(context, persistent);
        }
        Instant since = Instant.ofEpochSecond(Long.parseLong(told));
        Duration left = TO_SHOW_IT.minus(Duration.between(since, context.now()));
        if (left.compareTo(Duration.ZERO) > 0) {
            return new HostStep.Wait("PXE is set; waiting until its BMC shows it", left);
        }
        if (now.device() == Device.NONE) {
            return isTaken(context, persistent);
        }
        context.state().forget(NoteKeys.PXE_TOLD);
        throw new HostException("its BMC " + context.plan().machine().bmc().address()
                + " accepted PXE as boot device and still says " + now.device() + " after "
                + DurationText.of(TO_SHOW_IT)
                + ". Set it in the firmware's setup (network first), update the BMC, or say"
                + " persistent_pxe: true for this host; then run again.");
    }

    private static HostStep tell(HostContext context, BootDevice now, boolean persistent) {
        if (context.state().note(NoteKeys.FORMER_BOOT) == null) {
            context.state().note(NoteKeys.FORMER_BOOT, now.device().name());
        }
        return new HostStep.Act("set the boot device to PXE, " + (persistent ? PERSISTENT : ONCE), () -> {
            context.bmc()
                    .boot(new BootDevice(
                            Device.PXE, persistent, context.plan().machine().firmware()));
            context.state().note(NoteKeys.PXE_TOLD, Long.toString(context.now().getEpochSecond()));
        });
    }

    /** The next start is as it was before {@link #setPxe}; a BMC that refuses that does not keep a machine off. */
    static void takeBack(HostContext context) {
        String former = context.state().note(NoteKeys.FORMER_BOOT);
        boolean settable = former != null && !former.equals(Device.OTHER.name());
        try {
            context.bmc().boot(new BootDevice(settable ? Device.valueOf(former) : Device.NONE, false, null));
        } catch (BmcException.Refused | BmcException.Unsupported e) {
            // it starts from the network then, and from its disk where nobody answers
        }
        context.state().forget(NoteKeys.PXE);
        context.state().forget(NoteKeys.PXE_TOLD);
    }

    private static HostStep isTaken(HostContext context, boolean persistent) {
        context.state().forget(NoteKeys.PXE_TOLD);
        context.state().note(NoteKeys.PXE, persistent ? PERSISTENT : ONCE);
        return new HostStep.Again(null);
    }

    private static boolean isSet(BootDevice boot, boolean persistent, HostContext context) {
        BootDevice.Firmware wanted = context.plan().machine().firmware();
        return boot.device() == Device.PXE
                && boot.persistent() == persistent
                && (wanted == null || wanted == boot.firmware());
    }

    private static HostStep poweredOn(HostContext context) {
        context.state().note(NoteKeys.POWERED_ON, Long.toString(context.now().getEpochSecond()));
        return new HostStep.Done("PXE set (" + context.state().note(NoteKeys.PXE) + "), power on");
    }

    @Override
    public String late(HostContext context) {
        Optional<Node> old = context.state().note(NoteKeys.PXE) == null ? context.node() : Optional.empty();
        if (old.isPresent()) {
            return "Fuel goes on to list its old record " + old.get().described()
                    + ", which has to be deleted before it"
                    + " boots"
                    + (context.fuel().node(old.get().id()).isEmpty()
                            ? ", and says of it alone that it does not exist (404)"
                            : "")
                    + ". Delete it in Fuel (fuel node --node-id " + old.get().id()
                    + " --delete-from-db --force), then run again.";
        }
        return "its BMC " + context.plan().machine().bmc().address()
                + " accepted to switch it on, but says that it is off. Look at the machine's event"
                + " log (power supply, front panel lock), then run again.";
    }
}
