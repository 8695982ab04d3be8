package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Locale;

/** Neutron writes addresses in their canonical text, where Neutrons of 2014 have kept what they were given. */
final class Spelling {
    private Spelling() {}

    /** @param objects whose {@code fields} are addresses, of IP with or without a prefix, or MACs */
    static void canonical(JsonNode objects, String... fields) {
        for (JsonNode object : objects) {
            for (String field : fields) {
                if (WireJson.has(object, field)) {
                    ((ObjectNode) object).put(field, canonical(WireJson.text(object, field)));
                }
            }
        }
    }

    private static String canonical(String text) {
        if (text.matches("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
            return text.toLowerCase(Locale.ROOT);
        }
        int prefix = text.indexOf('/');
        String address = prefix < 0 ? text : text.substring(0, prefix);
        return Prefix.number(address)
                .map(number -> Prefix.text(number, address.contains(":")) + text.substring(address.length()))
                .orElse(text);
    }
}
