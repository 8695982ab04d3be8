package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwarding;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A port forwarding of the source, or what a run has noted of one in the metadata of the server that it leads to before
 * it took it from the source.
 *
 * @param floating id of its address on the source
 * @param copy id of the address on the target; null where it is not noted
 * @param isDone whether the target has had it, so that it is its owner's to change
 * @param json in the source's terms
 * @param kept where it is noted; null where it is not
 */
record Forwarding(String floating, String copy, boolean isDone, ObjectNode json, Kept kept) {
    /**
     * The place of a note.
     *
     * @param server id of the source's server
     * @param key in the server's metadata
     */
    record Kept(String server, String key) {}

    private static final String BEGUN = "begun";
    private static final String DONE = "done";
    private static final int PARTS = 8;

    String port() {
        return Json.text(json, PortForwarding.PORT);
    }

    String meaning() {
        return PortForwarding.meaning(json);
    }

    /** What the target is to have for it. */
    ObjectNode onTarget(Translation translation) {
        return PortForwarding.wanted(json, translation.id(PortType.KIND, port()));
    }

    /** The key of its note; the description stands under another, as a value has 255 characters. */
    private String key(String address) {
        return FloatingAddress.KEY
                + address
                + '_'
                + Json.text(json, "protocol")
                + '_'
                + PortForwarding.ports(json, "external_port");
    }

    /**
     * The items that note it.
     *
     * @param address in words
     * @param onTarget id of the address on the target
     */
    Map<String, String> note(String address, String onTarget, boolean done) {
        String text = Json.text(json, "description");
        String note = String.join(
                " ",
                done ? DONE : BEGUN,
                floating,
                onTarget,
                port(),
                Json.text(json, "internal_ip_address"),
                PortForwarding.ports(json, "internal_port"),
                PortForwarding.ports(json, "external_port"),
                Json.text(json, "protocol"));
        return text == null || text.isEmpty()
                ? Map.of(key(address), note)
                : Map.of(key(address), note, key(address) + FloatingAddress.TEXT, text);
    }

    List<String> keys(String address) {
        return List.of(key(address), key(address) + FloatingAddress.TEXT);
    }

    /** The same as the source has it now. */
    Forwarding live(ObjectNode now) {
        return new Forwarding(floating, copy, false, now, kept);
    }

    /** How a person makes it on the source. */
    String command() {
        return PortForwarding.command(floating, json);
    }

    /** How a person removes its note, so that no run makes it. */
    String giveUp() {
        return "openstack server unset --property " + kept.key() + ' ' + kept.server();
    }

    /**
     * A noted one; empty when the text is no such note.
     *
     * @param text the description; null where there is none
     */
    static Optional<Forwarding> noted(String note, String text, Kept kept) {
        String[] parts = note == null ? new String[0] : note.split(" ");
        if (parts.length != PARTS || !parts[0].equals(BEGUN) && !parts[0].equals(DONE)) {
            return Optional.empty();
        }
        ObjectNode json = Json.object()
                .put(PortForwarding.PORT, parts[3])
                .put("internal_ip_address", parts[4])
                .put("protocol", parts[7])
                .put("description", text == null ? "" : text);
        boolean range = parts[6].indexOf(':') > 0;
        json.put(range ? "internal_port_range" : "internal_port", parts[5])
                .put(range ? "external_port_range" : "external_port", parts[6]);
        return Optional.of(new Forwarding(parts[1], parts[2], parts[0].equals(DONE), json, kept));
    }

    /** For a person. */
    static String meanings(List<Forwarding> some) {
        return some.stream().map(Forwarding::meaning).collect(Collectors.joining(", "));
    }
}
