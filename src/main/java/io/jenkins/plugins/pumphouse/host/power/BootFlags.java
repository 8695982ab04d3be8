package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import java.util.Map;

/** A boot in the five bytes of IPMI's boot flags (IPMI 2.0, 28.13, table 28-14, parameter 5). */
final class BootFlags {
    static final int LENGTH = 5;

    private static final int VALID = 0x80;
    private static final int PERSISTENT = 0x40;
    private static final int UEFI = 0x20;
    private static final int DEVICE_SHIFT = 2;
    private static final int DEVICE_MASK = 0x0F;
    private static final Map<Device, Integer> SELECTORS =
            Map.of(Device.NONE, 0, Device.PXE, 1, Device.DISK, 2, Device.CDROM, 5, Device.SETUP, 6);

    private BootFlags() {}

    /** @param flags at least the first two of the five bytes */
    static BootDevice decode(byte[] flags) {
        Firmware firmware = (flags[0] & UEFI) == 0 ? Firmware.BIOS : Firmware.UEFI;
        int selector = flags[1] >> DEVICE_SHIFT & DEVICE_MASK;
        if ((flags[0] & VALID) == 0 || selector == 0) {
            return new BootDevice(Device.NONE, false, firmware);
        }
        Device device = SELECTORS.entrySet().stream()
                .filter(known -> known.getValue() == selector)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Device.OTHER);
        return new BootDevice(device, (flags[0] & PERSISTENT) != 0, firmware);
    }

    /** @param firmware what to set where {@code boot} leaves it open */
    static byte[] encode(BootDevice boot, Firmware firmware) {
        Firmware wanted = boot.firmware() == null ? firmware : boot.firmware();
        boolean override = boot.device() != Device.NONE;
        int first = (override ? VALID : 0)
                | (override && boot.persistent() ? PERSISTENT : 0)
                | (wanted == Firmware.UEFI ? UEFI : 0);
        return new byte[] {(byte) first, (byte) (SELECTORS.get(tellable(boot).device()) << DEVICE_SHIFT), 0, 0, 0};
    }

    /** @throws IllegalArgumentException for a device that can only be read */
    static BootDevice tellable(BootDevice boot) {
        if (boot.device() == Device.OTHER) {
            throw new IllegalArgumentException(
                    "no machine can be told to boot from OTHER; use one of " + SELECTORS.keySet());
        }
        return boot;
    }
}
