package io.jenkins.plugins.pumphouse.host.power;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A BMC over Redfish: the one ComputerSystem (DSP0268) of its service. */
final class RedfishBmc implements Bmc {
    /** What may be told for an act, the best first. */
    private static final Map<PowerAction, List<String>> RESETS = Map.of(
            PowerAction.ON, List.of("On", "ForceOn"),
            PowerAction.OFF, List.of("ForceOff"),
            PowerAction.SOFT_OFF, List.of("GracefulShutdown"),
            PowerAction.CYCLE, List.of("PowerCycle", "ForceRestart"),
            PowerAction.RESET, List.of("ForceRestart"));

    private final BmcAccess access;
    private final RedfishSession session;
    private final Refusals refusals;
    private String path;

    private RedfishBmc(BmcAccess access) {
        this.access = access;
        this.session = new RedfishSession(access);
        this.refusals = new Refusals(access);
    }

    static RedfishBmc open(BmcAccess access) {
        RedfishBmc bmc = new RedfishBmc(access);
        try {
            bmc.path = bmc.find();
            return bmc;
        } catch (RuntimeException e) {
            bmc.close();
            throw e;
        }
    }

    private String find() {
        JsonReply root = session.anonymously(RedfishSession.ROOT);
        String systems = RedfishSession.body(root).path("Systems").path("@odata.id").asText("");
        if (systems.isEmpty()) {
            throw new BmcException.NoBmc(access, "what answers there is no Redfish service with systems (HTTP " + root.status() + ")");
        }
        List<String> members = members(systems);
        if (members.size() != 1) {
            throw new BmcException.Unsupported(
                    access, "manages " + members.size() + " systems (" + String.join(", ", members) + "); only a BMC with one is supported.");
        }
        return members.get(0);
    }

    private List<String> members(String collection) {
        return StreamSupport.stream(session.get(collection).path("Members").spliterator(), false)
                .map(member -> member.path("@odata.id").asText())
                .toList();
    }

    /** A machine that is on its way down still has power. */
    @Override
    public Power power() {
        String state = session.get(path).path("PowerState").asText("nothing");
        return switch (state) {
            case "On", "PoweringOn", "PoweringOff", "Paused" -> Power.ON;
            case "Off" -> Power.OFF;
            default -> throw new BmcException.Unsupported(access, "says of the power of " + path + ": " + state + ". That is no state that Redfish knows.");
        };
    }

    @Override
    public void turn(PowerAction action) {
        JsonNode reset = session.get(path).path("Actions").path("#ComputerSystem.Reset");
        ObjectNode body = reset.isObject() ? ((ObjectNode) reset).objectNode() : null;
        if (body == null || !reset.path("target").isTextual()) {
            throw new BmcException.Unsupported(access, "offers no reset of " + path + "; its power cannot be turned over Redfish.");
        }
        body.put("ResetType", type(action, allowed(reset)));
        JsonReply reply = session.send("POST", reset.path("target").asText(), body, null);
        if (!reply.isGood() && !isSo(action)) {
            String said = RedfishSession.words(reply);
            throw reply.status() == 400 || reply.status() == 409 ? refusals.notInThisState(said) : refusals.of(said);
        }
    }

    /** Some refuse to switch on what is on. */
    private boolean isSo(PowerAction action) {
        return action == PowerAction.ON && power() == Power.ON
                || (action == PowerAction.OFF || action == PowerAction.SOFT_OFF) && power() == Power.OFF;
    }

    /** What the service allows; empty when it does not say. */
    private Set<String> allowed(JsonNode reset) {
        Set<String> allowed = texts(reset.path("ResetType@Redfish.AllowableValues"));
        String info = reset.path("@Redfish.ActionInfo").asText("");
        if (allowed.isEmpty() && !info.isEmpty()) {
            for (JsonNode parameter : session.get(info).path("Parameters")) {
                if (parameter.path("Name").asText().equals("ResetType")) {
                    return texts(parameter.path("AllowableValues"));
                }
            }
        }
        return allowed;
    }

    private String type(PowerAction action, Set<String> allowed) {
        List<String> wanted = RESETS.get(action);
        return allowed.isEmpty()
                ? wanted.get(0)
                : wanted.stream()
                        .filter(allowed::contains)
                        .findFirst()
                        .orElseThrow(() -> new BmcException.Unsupported(
                                access, "cannot do " + action + " (" + String.join(" or ", wanted) + "); it can do " + allowed + "."));
    }

    @Override
    public Boot boot() {
        return RedfishBoot.decode(session.get(path).path("Boot"));
    }

    /**
     * Services differ in what they want to hear: some refuse a PATCH without the resource's ETag, some reset the mode that is not sent
     * along, some refuse a mode at all. So the present mode is sent with the ETag, and left out where that is refused and nobody asked for
     * another one.
     */
    @Override
    public void boot(Boot wanted) {
        BootFlags.tellable(wanted);
        JsonReply present = session.send("GET", path, null, null);
        Boot.Firmware mode = RedfishBoot.decode(RedfishSession.body(present).path("Boot")).firmware();
        Boot.Firmware asked = wanted.firmware() == null ? mode : wanted.firmware();
        JsonReply reply = patch(RedfishBoot.encode(wanted, asked), present);
        if (reply.status() == 400 && asked == mode) {
            reply = patch(RedfishBoot.encode(wanted, null), present);
        }
        if (!reply.isGood()) {
            throw refusals.of(RedfishSession.words(reply));
        }
    }

    private JsonReply patch(ObjectNode body, JsonReply present) {
        String tag = Optional.ofNullable(present.header("etag"))
                .orElseGet(() -> RedfishSession.body(present).path("@odata.etag").asText(null));
        JsonReply reply = session.send("PATCH", path, body, tag);
        return reply.status() == 412 ? session.send("PATCH", path, body, "*") : reply; // a tag that does not stay the same
    }

    @Override
    public Identity identity() {
        JsonNode system = session.get(path);
        String serial = system.path("SerialNumber").asText("").strip();
        Set<String> macs = new HashSet<>();
        String interfaces = system.path("EthernetInterfaces").path("@odata.id").asText("");
        if (!interfaces.isEmpty()) {
            for (String member : members(interfaces)) {
                mac(session.get(member)).ifPresent(macs::add);
            }
        }
        return new Identity(serial.isEmpty() ? null : serial, uuid(system.path("UUID").asText("")).orElse(null), macs);
    }

    private static Optional<String> mac(JsonNode network) {
        String permanent = network.path("PermanentMACAddress").asText("");
        String mac = permanent.isEmpty() ? network.path("MACAddress").asText("") : permanent;
        return mac.isEmpty() ? Optional.empty() : Optional.of(mac.toLowerCase(Locale.ROOT).replace('-', ':'));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // some write a serial number there
        }
    }

    private static Set<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return Set.copyOf(texts);
    }

    @Override
    public void close() {
        session.close();
    }
}
