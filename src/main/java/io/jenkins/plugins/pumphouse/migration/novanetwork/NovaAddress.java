package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;

/** An address as Nova shows it in a server (Compute API, {@code addresses}). */
public final class NovaAddress {
    /** In it: the MAC of the card that has it. */
    public static final String MAC = "OS-EXT-IPS-MAC:mac_addr";

    private static final String TYPE = "OS-EXT-IPS:type";

    private NovaAddress() {}

    public static boolean isFloating(JsonNode address) {
        return "floating".equals(Json.text(address, TYPE));
    }
}
