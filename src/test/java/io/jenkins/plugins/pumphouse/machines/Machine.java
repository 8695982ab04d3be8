package io.jenkins.plugins.pumphouse.machines;

import io.jenkins.plugins.pumphouse.host.power.BootDevice;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.host.power.PowerAction;
import io.jenkins.plugins.pumphouse.machines.fuel.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A machine without a body: it has power or not, starts from what its BMC was told, and keeps a journal of every act.
 * It is off at first. Thread-safe. What it shall do wrong is said before or in the middle of a test.
 */
public final class Machine {
    /**
     * One thing that a BMC did to the machine, as {@code power on}, {@code power soft-off}, {@code boot PXE once UEFI}.
     */
    public record Act(String what, Instant at) {
        @Override
        public String toString() {
            return what;
        }
    }

    private final List<Act> journal = new ArrayList<>();
    private String serial = "S-0001";
    private UUID uuid = UUID.fromString("4c4c4544-0042-4b10-8034-b4c04f315331");
    private Set<String> macs = Set.of("52:54:00:00:00:01");
    private Consumer<BootDevice> onPowerOn = boot -> {};
    private Witness witness = new Witness() {};
    private Power power = Power.OFF;
    private long offAt = Long.MAX_VALUE;
    private BootDevice boot = new BootDevice(Device.NONE, false, Firmware.BIOS);
    private Duration softOff = Duration.ZERO;
    private boolean ignoresSoftOff;
    private boolean keepsDeviceOnly;
    private int ignoresPxe;
    private BootDevice bootToCome;
    private int readsUntilBoot;
    private int readsBeforeBoot;
    private int readsBeforePower;
    private int readsUntilPower;
    private Power shownPower = Power.OFF;
    private int starts;

    /** @param value null for a machine whose maker wrote none */
    public synchronized Machine serial(String value) {
        serial = value;
        return this;
    }

    /** @param value null for a machine whose maker set none */
    public synchronized Machine uuid(UUID value) {
        uuid = value;
        return this;
    }

    /** Of the machine's own interfaces; Redfish tells them, IPMI does not. */
    public synchronized Machine macs(String... values) {
        macs = Set.of(values);
        return this;
    }

    /**
     * Is called at every start (power on, cycle, reset) with that from which the machine boots; {@link Device#NONE}: as
     * its firmware is set. On the BMC's thread and before the BMC answers, so it must return at once.
     */
    public synchronized Machine onPowerOn(Consumer<BootDevice> listener) {
        onPowerOn = listener;
        return this;
    }

    /**
     * Who stands by at every act, on the BMC's thread and before the BMC answers; one who throws before an act prevents
     * it.
     */
    public synchronized Machine witness(Witness value) {
        witness = value;
        return this;
    }

    private synchronized Witness witness() {
        return witness;
    }

    /** How long the operating system takes to shut down when it is asked to. */
    public synchronized Machine softOffTakes(Duration value) {
        softOff = value;
        return this;
    }

    /** An operating system that does not listen to the power button. */
    public synchronized Machine ignoresSoftOff(boolean value) {
        ignoresSoftOff = value;
        return this;
    }

    /** Drops "persistent" and "UEFI" of every boot that it is told, without a word, as simple BMCs do. */
    public synchronized Machine keepsDeviceOnly(boolean value) {
        keepsDeviceOnly = value;
        return this;
    }

    /**
     * Starts as its firmware is set in the next so many starts for which PXE is set; the setting is used up all the
     * same.
     */
    public synchronized Machine ignoresPxe(int starts) {
        ignoresPxe = starts;
        return this;
    }

    /** A new boot device counts, and is shown, only after it was read so many times, as with BMCs that work on it. */
    public synchronized Machine takesBootAfterReads(int reads) {
        readsBeforeBoot = reads;
        return this;
    }

    /** What its BMC shows as set for the next start. */
    synchronized BootDevice readBoot() {
        BootDevice shown = boot;
        if (bootToCome != null && --readsUntilBoot <= 0) {
            boot = bootToCome;
            bootToCome = null;
        }
        return shown;
    }

    /** Another power is shown only after it was read so many times, as with BMCs that ask their board now and then. */
    public synchronized Machine showsPowerAfterReads(int reads) {
        readsBeforePower = reads;
        readsUntilPower = reads;
        shownPower = power();
        return this;
    }

    /** What its BMC says. */
    synchronized Power readPower() {
        if (shownPower == power()) {
            readsUntilPower = readsBeforePower;
        } else if (--readsUntilPower < 0) {
            shownPower = power();
            readsUntilPower = readsBeforePower;
        }
        return shownPower;
    }

    public synchronized Power power() {
        if (System.nanoTime() - offAt >= 0 && offAt != Long.MAX_VALUE) {
            power = Power.OFF;
            offAt = Long.MAX_VALUE;
        }
        return power;
    }

    /** Puts the machine into that state without an act and without a start. */
    public synchronized Machine power(Power value) {
        power = value;
        offAt = Long.MAX_VALUE;
        return this;
    }

    /** What is set for the next start. */
    public synchronized BootDevice boot() {
        return boot;
    }

    /** Every act so far, the oldest first. */
    public synchronized List<Act> journal() {
        return List.copyOf(journal);
    }

    /** What was done to it so far, the oldest first. */
    public List<String> acts() {
        return journal().stream().map(Act::what).toList();
    }

    /** How often it started. */
    public synchronized int starts() {
        return starts;
    }

    synchronized String serial() {
        return serial;
    }

    synchronized UUID uuid() {
        return uuid;
    }

    synchronized Set<String> macs() {
        return macs;
    }

    /** @return false when that cannot be done in the machine's present state */
    boolean turn(PowerAction action) {
        String act = "power " + action.name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (isPrevented(act)) {
            return false;
        }
        boolean done = turned(action);
        witness().after(act);
        return done;
    }

    private boolean turned(PowerAction action) {
        Consumer<BootDevice> listener;
        BootDevice from;
        synchronized (this) {
            note("power " + action.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            boolean wasOn = power() == Power.ON;
            if (!wasOn && (action == PowerAction.CYCLE || action == PowerAction.RESET)) {
                return false;
            }
            switch (action) {
                case OFF -> power(Power.OFF);
                case SOFT_OFF ->
                    offAt = ignoresSoftOff || !wasOn ? Long.MAX_VALUE : System.nanoTime() + softOff.toNanos();
                default -> power(Power.ON);
            }
            if (power != Power.ON || action == PowerAction.SOFT_OFF || action == PowerAction.ON && wasOn) {
                return true;
            }
            from = start();
            listener = onPowerOn;
        }
        listener.accept(from);
        return true;
    }

    private BootDevice start() {
        starts++;
        BootDevice from = boot;
        if (!boot.persistent()) {
            boot = new BootDevice(Device.NONE, false, boot.firmware());
        }
        if (from.device() == Device.PXE && ignoresPxe > 0) {
            ignoresPxe--;
            return new BootDevice(Device.NONE, false, from.firmware());
        }
        return from;
    }

    /** Somebody has set that for the next start before. */
    public synchronized Machine wasSetToBoot(BootDevice before) {
        boot = before;
        return this;
    }

    void boot(BootDevice wanted) {
        String act = "boot " + wanted.device();
        if (!isPrevented(act)) {
            set(wanted);
            witness().after(act);
        }
    }

    private boolean isPrevented(String act) {
        try {
            witness().before(act);
            return false;
        } catch (IllegalStateException prevented) {
            return true;
        }
    }

    private synchronized void set(BootDevice wanted) {
        BootDevice taken = keepsDeviceOnly ? new BootDevice(wanted.device(), false, Firmware.BIOS) : wanted;
        if (readsBeforeBoot > 0) {
            bootToCome = taken;
            readsUntilBoot = readsBeforeBoot;
        } else {
            boot = taken;
        }
        note("boot " + wanted.device() + (wanted.persistent() ? " always " : " once ") + wanted.firmware());
    }

    private void note(String act) {
        journal.add(new Act(act, Instant.now()));
    }
}
