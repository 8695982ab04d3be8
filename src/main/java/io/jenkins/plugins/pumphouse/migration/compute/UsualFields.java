package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import java.util.List;
import java.util.Map;

/** Fields of flavors that Nova shows as an empty text, or does not show, where they are what nobody has set. */
final class UsualFields {
    private static final String FACTOR = "rxtx_factor";

    /** What Nova shows in extensions, which a policy may hide. */
    private static final Map<String, List<String>> IN_EXTENSIONS = Map.of(
            FlavorType.IS_PUBLIC,
            List.of("true"),
            "OS-FLV-EXT-DATA:ephemeral",
            List.of("0"),
            FACTOR,
            List.of("1", "1.0"));

    private UsualFields() {}

    /** Says what an empty text means, which no Nova takes. */
    static void spellOut(ObjectNode flavor) {
        if (Equality.nothing(flavor.path("swap"))) {
            flavor.put("swap", 0); // before 2.75
        }
        if (flavor.has(FACTOR) && Equality.nothing(flavor.path(FACTOR))) {
            flavor.put(FACTOR, 1.0); // where the database has none
        }
    }

    /** Takes away what is the usual and what {@code shown} hides. */
    static void removeHidden(ObjectNode wanted, JsonNode shown) {
        IN_EXTENSIONS.forEach((field, usual) -> {
            if (!shown.hasNonNull(field) && usual.contains(wanted.path(field).asText())) {
                wanted.remove(field);
            }
        });
    }
}
