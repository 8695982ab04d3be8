package io.jenkins.plugins.pumphouse.host.power;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import java.util.Map;

/** A boot in the Boot object of a ComputerSystem (DSP0268, ComputerSystem). */
final class RedfishBoot {
    private static final Map<Device, String> TARGETS = Map.of(
            Device.NONE, "None",
            Device.PXE, "Pxe",
            Device.DISK, "Hdd",
            Device.CDROM, "Cd",
            Device.SETUP, "BiosSetup");

    private RedfishBoot() {}

    static BootDevice decode(JsonNode boot) {
        String enabled = boot.path("BootSourceOverrideEnabled").asText("Disabled");
        String target = boot.path("BootSourceOverrideTarget").asText("None");
        Firmware firmware = switch (boot.path("BootSourceOverrideMode").asText("")) {
            case "UEFI" -> Firmware.UEFI;
            case "Legacy" -> Firmware.BIOS;
            default -> null;
        };
        if (enabled.equals("Disabled") || target.equals("None")) {
            return new BootDevice(Device.NONE, false, firmware);
        }
        Device device = TARGETS.entrySet().stream()
                .filter(known -> known.getValue().equals(target))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Device.OTHER);
        return new BootDevice(device, enabled.equals("Continuous"), firmware);
    }

    /** @param firmware null leaves the mode out */
    static ObjectNode encode(BootDevice wanted, Firmware firmware) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode boot = body.putObject("Boot");
        String enabled = wanted.persistent() ? "Continuous" : "Once";
        boot.put("BootSourceOverrideEnabled", wanted.device() == Device.NONE ? "Disabled" : enabled);
        boot.put("BootSourceOverrideTarget", TARGETS.get(wanted.device()));
        if (firmware != null) {
            boot.put("BootSourceOverrideMode", firmware == Firmware.UEFI ? "UEFI" : "Legacy");
        }
        return body;
    }
}
