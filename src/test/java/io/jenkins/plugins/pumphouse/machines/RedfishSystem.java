package io.jenkins.plugins.pumphouse.machines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.host.power.BootDevice;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.host.power.PowerAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A machine as the resource ComputerSystem of Redfish. */
final class RedfishSystem {
    private static final Map<String, PowerAction> ACTIONS = Map.of(
            "On", PowerAction.ON,
            "ForceOff", PowerAction.OFF,
            "GracefulShutdown", PowerAction.SOFT_OFF,
            "PowerCycle", PowerAction.CYCLE,
            "ForceRestart", PowerAction.RESET);
    private static final Map<String, Device> DEVICES = Map.of(
            "None", Device.NONE,
            "Pxe", Device.PXE,
            "Hdd", Device.DISK,
            "Cd", Device.CDROM,
            "BiosSetup", Device.SETUP);

    volatile boolean wantsEtag;
    /** Shows a weak tag, and takes the strong one only. */
    volatile boolean weakEtag;
    /** Refuses every tag. */
    volatile boolean refusesEtag;

    volatile boolean refusesMode;
    volatile boolean forgetsMode;
    volatile boolean bootInSettings;
    volatile boolean otherSettings;
    final AtomicInteger powerUnknown = new AtomicInteger();
    volatile Set<String> resets = ACTIONS.keySet();

    private final String path;
    private final Machine machine;

    RedfishSystem(String path, Machine machine) {
        this.path = path;
        this.machine = machine;
    }

    String path() {
        return path;
    }

    String interfacesPath() {
        return path + "/EthernetInterfaces";
    }

    private String settingsPath() {
        return path + "/SD";
    }

    private String resetPath() {
        return path + "/Actions/ComputerSystem.Reset";
    }

    /** A refusal with the name of a message of HPE's own registry and what belongs into it, and without a sentence. */
    static RedfishAnswer inWordsOfHpe(String messageId, String argument) {
        return RedfishAnswer.of(
                400,
                "{\"error\": {\"code\": \"iLO.0.10.ExtendedInfo\", \"message\": \"See @Message.ExtendedInfo for more"
                        + " information.\", \"@Message.ExtendedInfo\": [{\"MessageArgs\": [\"" + argument
                        + "\"], \"MessageId\": \"" + messageId + "\"}]}}");
    }

    RedfishAnswer answer(String method, String asked, JsonNode body, String ifMatch) {
        if (method.equals("GET") && asked.equals(path)) {
            return new RedfishAnswer(200, system().toString(), Map.of("ETag", (weakEtag ? "W/" : "") + etag()));
        }
        if (asked.equals(settingsPath()) && (bootInSettings || otherSettings)) {
            return settings(method, body);
        }
        if (method.equals("PATCH") && asked.equals(path) && bootInSettings) {
            return RedfishAnswer.refused(405, "The HTTP method is not allowed on this resource.");
        }
        if (method.equals("PATCH") && asked.equals(path)) {
            return patch(body.path("Boot"), ifMatch);
        }
        if (method.equals("POST") && asked.equals(resetPath())) {
            return reset(body.path("ResetType").asText());
        }
        if (method.equals("GET") && asked.equals(path + "/ResetActionInfo")) {
            ObjectNode info = JsonNodeFactory.instance.objectNode();
            ObjectNode parameter = info.putArray("Parameters").addObject().put("Name", "ResetType");
            resets.forEach(parameter.putArray("AllowableValues")::add);
            return RedfishAnswer.of(200, info.toString());
        }
        return networkInterface(asked);
    }

    /** The paths of the machine's interfaces. */
    List<String> interfaces() {
        return IntStream.range(0, machine.macs().size())
                .mapToObj(i -> interfacesPath() + "/" + i)
                .toList();
    }

    private RedfishAnswer settings(String method, JsonNode body) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("@odata.id", settingsPath());
        if (otherSettings) {
            return method.equals("GET")
                    ? RedfishAnswer.of(200, settings.toString())
                    : RedfishAnswer.refused(
                            400, "The property Boot is not in the list of valid properties for the resource.");
        }
        if (method.equals("PATCH")) {
            return patch(body.path("Boot"), null);
        }
        settings.set("Boot", boot(machine.boot()));
        return RedfishAnswer.of(200, settings.toString());
    }

    private RedfishAnswer networkInterface(String asked) {
        List<String> macs = new ArrayList<>(machine.macs());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return asked.startsWith(interfacesPath() + "/")
                ? RedfishAnswer.of(
                        200,
                        body.put(
                                        "MACAddress",
                                        macs.get(Integer.parseInt(asked.substring(
                                                        interfacesPath().length() + 1)))
                                                .toUpperCase())
                                .toString())
                : RedfishAnswer.refused(404, "There is no such resource.");
    }

    private ObjectNode system() {
        BootDevice boot = machine.readBoot();
        ObjectNode system = JsonNodeFactory.instance.objectNode();
        boolean unknown = powerUnknown.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        system.put("@odata.id", path)
                .put("PowerState", unknown ? null : machine.readPower() == Power.ON ? "On" : "Off");
        system.put("SerialNumber", machine.serial())
                .put("UUID", machine.uuid() == null ? null : machine.uuid().toString());
        system.putObject("EthernetInterfaces").put("@odata.id", interfacesPath());
        system.set("Boot", boot(bootInSettings ? new BootDevice(Device.NONE, false, boot.firmware()) : boot));
        if (bootInSettings || otherSettings) {
            system.putObject("@Redfish.Settings").putObject("SettingsObject").put("@odata.id", settingsPath());
        }
        system.putObject("Actions")
                .putObject("#ComputerSystem.Reset")
                .put("target", resetPath())
                .put("@Redfish.ActionInfo", path + "/ResetActionInfo");
        return system;
    }

    private static ObjectNode boot(BootDevice boot) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "BootSourceOverrideEnabled",
                        boot.device() == Device.NONE ? "Disabled" : boot.persistent() ? "Continuous" : "Once")
                .put("BootSourceOverrideTarget", target(boot.device()))
                .put("BootSourceOverrideMode", boot.firmware() == Firmware.UEFI ? "UEFI" : "Legacy");
    }

    private static String target(Device device) {
        return DEVICES.entrySet().stream()
                .filter(known -> known.getValue() == device)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("Floppy");
    }

    private String etag() {
        return "\"" + Integer.toHexString(machine.boot().hashCode() & 0xFFFF) + "\"";
    }

    private RedfishAnswer patch(JsonNode boot, String ifMatch) {
        boolean any = "*".equals(ifMatch) && !weakEtag;
        if (refusesEtag && ifMatch != null || (wantsEtag || weakEtag) && !etag().equals(ifMatch) && !any) {
            return RedfishAnswer.refused(
                    ifMatch == null || weakEtag ? 428 : 412, "The request did not provide the required precondition.");
        }
        if (refusesMode && boot.has("BootSourceOverrideMode")) {
            return RedfishAnswer.refused(400, "The property BootSourceOverrideMode is a read only property.");
        }
        Firmware firmware = switch (boot.path("BootSourceOverrideMode").asText()) {
            case "UEFI" -> Firmware.UEFI;
            case "Legacy" -> Firmware.BIOS;
            default -> forgetsMode ? Firmware.BIOS : machine.boot().firmware();
        };
        String enabled = boot.path("BootSourceOverrideEnabled").asText();
        Device device = enabled.equals("Disabled")
                ? Device.NONE
                : DEVICES.get(boot.path("BootSourceOverrideTarget").asText());
        machine.boot(new BootDevice(device, enabled.equals("Continuous"), firmware));
        return RedfishAnswer.of(204, "");
    }

    private RedfishAnswer reset(String type) {
        if (!resets.contains(type) || !ACTIONS.containsKey(type)) {
            return RedfishAnswer.refused(
                    400,
                    "The value '" + type + "' for the property ResetType is not in the list of acceptable values.");
        }
        return machine.turn(ACTIONS.get(type))
                ? RedfishAnswer.of(204, "")
                : RedfishAnswer.refused(409, "The machine is off.");
    }
}
