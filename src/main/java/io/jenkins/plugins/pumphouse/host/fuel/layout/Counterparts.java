package io.jenkins.plugins.pumphouse.host.fuel.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Pairs the parts of a template with those of a node, the surest likeness first; each part is in one pair at most. */
final class Counterparts {

    private final List<JsonNode> ofTemplate;
    private final List<JsonNode> free;
    private final Map<JsonNode, JsonNode> pairs = new LinkedHashMap<>();

    Counterparts(List<JsonNode> ofTemplate, List<JsonNode> own) {
        this.ofTemplate = ofTemplate;
        this.free = new ArrayList<>(own);
    }

    /** Pairs those that are still alone and alike; of several the first. */
    Counterparts pair(BiPredicate<JsonNode, JsonNode> alike) {
        for (JsonNode each : ofTemplate) {
            if (!pairs.containsKey(each)) {
                free.stream().filter(own -> alike.test(each, own)).findFirst().ifPresent(own -> {
                    pairs.put(each, own);
                    free.remove(own);
                });
            }
        }
        return this;
    }

    /** The counterpart of a template's part; null when it has none. */
    JsonNode of(JsonNode their) {
        return pairs.get(their);
    }

    /** The node's parts that are nobody's counterpart. */
    List<JsonNode> alone() {
        return free;
    }
}
