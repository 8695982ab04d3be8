package io.jenkins.plugins.pumphouse.host.power;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The boot override of one system: in the system itself, or in the settings resource that it names, where some services
 * take changes and show them until the next start (DSP0266, "Settings resource").
 */
final class RedfishBootOverride {
    /** "Precondition failed" and "precondition required". */
    private static final Set<Integer> NOT_THIS_TAG = Set.of(412, 428);

    private final RedfishSession session;
    private final BmcRefusals refusals;
    private final String system;

    RedfishBootOverride(RedfishSession session, BmcRefusals refusals, String system) {
        this.session = session;
        this.refusals = refusals;
        this.system = system;
    }

    /** What the next start will do: what waits in the settings resource comes before what the system shows. */
    BootDevice read() {
        JsonNode present = session.get(system);
        return session.optional(settings(present))
                .map(waiting -> RedfishBoot.decode(waiting.path("Boot")))
                .filter(boot -> boot.device() != Device.NONE)
                .orElseGet(() -> RedfishBoot.decode(present.path("Boot")));
    }

    /** The system first: where it names a settings resource too, that one may be for other properties. */
    void write(BootDevice wanted) {
        JsonReply present = session.send("GET", system, null, null);
        BootDevice.Firmware mode =
                RedfishBoot.decode(RedfishReplies.body(present).path("Boot")).firmware();
        JsonReply reply = write(wanted, mode, system, present);
        String settings = settings(RedfishReplies.body(present));
        boolean kept = reply.isGood() && (settings.isEmpty() || read().device() == wanted.device());
        if (!kept && !settings.isEmpty()) {
            JsonReply elsewhere = write(wanted, mode, settings, session.send("GET", settings, null, null));
            reply = elsewhere.isGood() || !reply.isGood() ? elsewhere : reply;
        }
        if (!reply.isGood()) {
            throw refusals.of(RedfishReplies.words(reply));
        }
    }

    /** Empty where it names none. */
    private static String settings(JsonNode system) {
        return system.path("@Redfish.Settings")
                .path("SettingsObject")
                .path("@odata.id")
                .asText("");
    }

    /**
     * Services differ in what they want to hear: some refuse a PATCH without the resource's ETag, some reset the mode
     * that is not sent along, some refuse a mode at all. So the present mode is sent with the ETag, and left out where
     * that is refused and nobody asked for another one.
     */
    private JsonReply write(BootDevice wanted, BootDevice.Firmware mode, String path, JsonReply present) {
        BootDevice.Firmware asked = wanted.firmware() == null ? mode : wanted.firmware();
        JsonReply reply = patch(RedfishBoot.encode(wanted, asked), path, present);
        return reply.status() == 400 && asked == mode ? patch(RedfishBoot.encode(wanted, null), path, present) : reply;
    }

    private JsonReply patch(ObjectNode body, String path, JsonReply present) {
        Iterator<String> tags = tags(present).iterator();
        JsonReply reply = session.send("PATCH", path, body, tags.next());
        while (NOT_THIS_TAG.contains(reply.status()) && tags.hasNext()) {
            reply = session.send("PATCH", path, body, tags.next());
        }
        return reply;
    }

    /**
     * What may stand in If-Match, the best first; null for nothing. Some services show a weak tag and want a strong one
     * (AMI's), some a tag that does not stay the same, some refuse each.
     */
    private static Set<String> tags(JsonReply present) {
        String tag = Optional.ofNullable(present.header("etag"))
                .orElseGet(
                        () -> RedfishReplies.body(present).path("@odata.etag").asText(null));
        Set<String> tags = new LinkedHashSet<>();
        tags.add(tag);
        if (tag != null && tag.startsWith("W/")) {
            tags.add(tag.substring(2));
        }
        tags.add("*");
        tags.add(null);
        return tags;
    }
}
