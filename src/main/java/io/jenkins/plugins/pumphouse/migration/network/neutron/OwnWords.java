package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import java.util.List;

/** The tags and the description of an object of Neutron, as its owner has written them: without what marks it. */
final class OwnWords {
    private OwnWords() {}

    static List<String> tags(Resource resource) {
        return Marking.ownTags(resource.json()).stream()
                .filter(tag -> !tag.equals(NeutronType.HELD_DHCP) && !tag.startsWith(NeutronType.TAKES_EXTERNAL))
                .filter(tag -> !tag.equals(MarkTags.IN_DESCRIPTION))
                .toList();
    }

    /** The existing object with its own words, to be compared with {@code wanted}. */
    static ObjectNode onTarget(ObjectNode wanted, Resource existing) {
        ObjectNode own = existing.json().deepCopy();
        if (own.has("description")) { // a Neutron before Mitaka has none
            String description = existing.text("description");
            own.put("description", isFinished(wanted, existing) ? Marking.ownWords(description) : description);
        }
        own.set("tags", Json.array(tags(existing)));
        return own;
    }

    /** A mark that is left in the description by an interrupted run counts as a difference, so that it is finished. */
    private static boolean isFinished(ObjectNode wanted, Resource existing) {
        // A Neutron without tags, or with short ones, keeps the mark in the description for good.
        return !existing.json().has("tags")
                || !Mark.isTag(existing.text("description"))
                || wanted.path("description").asText().isEmpty() && MarkTags.areTooShort(existing.json());
    }

    /**
     * What is wanted, as the existing object can have it.
     *
     * @param marked whether a migration has made that; what another calls an equal object of his own is his affair
     */
    static ObjectNode wanted(ObjectNode wanted, Resource existing, boolean marked) {
        ObjectNode compared = wanted.deepCopy();
        compared.put(
                "description",
                Marking.fittingBeside(wanted.path("description").asText(), existing.text("description")));
        if (!existing.json().has("tags")) {
            compared.remove("tags"); // a Neutron without them
        }
        if (!marked) {
            compared.remove(List.of("description", "tags"));
        } else if (!compared.has("tags")) {
            compared.set("tags", Json.array(List.of()));
        }
        return compared;
    }
}
