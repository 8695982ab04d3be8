package io.jenkins.plugins.pumphouse.host.power;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A BMC over Redfish: one ComputerSystem (DSP0268) of its service. */
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
    private final BmcRefusals refusals;
    private String path;
    private RedfishBootOverride override;

    private RedfishBmc(BmcAccess access) {
        this.access = access;
        this.session = new RedfishSession(access);
        this.refusals = new BmcRefusals(access);
    }

    static RedfishBmc open(BmcAccess access) {
        RedfishBmc bmc = new RedfishBmc(access);
        try {
            bmc.path = bmc.find();
            bmc.override = new RedfishBootOverride(bmc.session, bmc.refusals, bmc.path);
            return bmc;
        } catch (RuntimeException e) {
            bmc.close();
            throw e;
        }
    }

    private String find() {
        JsonReply root = session.anonymously(RedfishSession.ROOT);
        String systems =
                RedfishReplies.body(root).path("Systems").path("@odata.id").asText("");
        if (systems.isEmpty()) {
            throw BmcException.noBmc(
                    access,
                    "what answers at this address is no Redfish service with systems (HTTP " + root.status() + ")");
        }
        List<String> members =
                RedfishCollection.members(Optional.of(session.get(systems)), next -> Optional.of(session.get(next)));
        if (members.isEmpty()) {
            throw refusals.notNow("it lists no system yet");
        }
        return new RedfishSystems(access, session, members).choose();
    }

    /** A machine that is on its way down still has power. */
    @Override
    public Power power() {
        String state = session.get(path).path("PowerState").asText("");
        return switch (state) {
            case "On", "PoweringOn", "PoweringOff", "Paused" -> Power.ON;
            case "Off" -> Power.OFF;
            case "", "Unknown", "Reset" -> throw refusals.notNow("it does not know yet whether " + path + " is on");
            default ->
                throw new BmcException.Unsupported(
                        access,
                        "says of the power of " + path + ": " + state
                                + ". That is no state that Redfish knows: use driver: ipmi for this BMC.");
        };
    }

    @Override
    public void turn(PowerAction action) {
        JsonNode reset = session.get(path).path("Actions").path("#ComputerSystem.Reset");
        ObjectNode body = reset.isObject() ? ((ObjectNode) reset).objectNode() : null;
        if (body == null || !reset.path("target").isTextual()) {
            throw new BmcException.Unsupported(
                    access,
                    "offers no reset of " + path
                            + ", so that its power cannot be turned over Redfish. Use driver: ipmi for this BMC.");
        }
        body.put("ResetType", type(action, allowed(reset)));
        JsonReply reply = session.send("POST", reset.path("target").asText(), body, null);
        if (!reply.isGood() && !isSo(action)) {
            String said = RedfishReplies.words(reply);
            throw reply.status() == 400 || reply.status() == 409
                    ? refusals.notInThisState(said, reply.status() == 409)
                    : refusals.of(said);
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
        if (allowed.isEmpty()) {
            Optional<JsonNode> info =
                    session.optional(reset.path("@Redfish.ActionInfo").asText(""));
            return info.stream()
                    .flatMap(found ->
                            StreamSupport.stream(found.path("Parameters").spliterator(), false))
                    .filter(parameter -> parameter.path("Name").asText().equals("ResetType"))
                    .findFirst()
                    .map(parameter -> texts(parameter.path("AllowableValues")))
                    .orElse(allowed);
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
                                access,
                                "cannot do " + action + " (" + String.join(" or ", wanted) + "); it can do " + allowed
                                        + "."));
    }

    @Override
    public BootDevice boot() {
        return override.read();
    }

    @Override
    public void boot(BootDevice wanted) {
        BootFlags.tellable(wanted);
        override.write(wanted);
    }

    @Override
    public MachineIdentity identity() {
        return RedfishIdentity.of(session.get(path), session);
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
