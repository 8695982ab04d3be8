package io.jenkins.plugins.pumphouse.host.power;

import java.io.Serializable;
import java.util.Objects;

/**
 * From what a machine starts next.
 *
 * @param device never null; {@link Device#NONE}: as its firmware is set
 * @param persistent for every start from now on, not only for the next
 * @param firmware null when telling: leave it as the machine is set; null when reading: the BMC does not say
 */
public record BootDevice(Device device, boolean persistent, Firmware firmware) implements Serializable {

    /** What a machine can start from. */
    public enum Device {
        /** No override: the machine starts as its firmware is set. */
        NONE,
        PXE,
        DISK,
        CDROM,
        /** Stops in the firmware's own menus. */
        SETUP,
        /** Something else that a BMC reports, such as a floppy; it cannot be told. */
        OTHER
    }

    /** Which kind of loader the machine's firmware starts. */
    public enum Firmware {
        BIOS,
        UEFI
    }

    public BootDevice {
        Objects.requireNonNull(device, "device");
    }
}
