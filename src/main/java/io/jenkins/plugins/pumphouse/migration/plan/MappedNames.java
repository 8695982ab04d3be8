package io.jenkins.plugins.pumphouse.migration.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects of the source that a mapping brings to one name that the target does not have yet, and may have once only:
 * the first is made, and the others wait for it and take it, as they take one that the target has already.
 */
final class MappedNames {
    private final Map<List<Object>, Resource> makers = new HashMap<>();
    private final Mapping mapping;

    MappedNames(Mapping mapping) {
        this.mapping = mapping;
    }

    /** @param change what would become of an object that is wanted as {@code wanted}, if there were no others */
    Change of(Change change, ResourceType type, JsonNode wanted, Draft draft) {
        Optional<Object> key =
                type.isUnique() && change.decision() == Decision.CREATE ? type.naturalKey(wanted) : Optional.empty();
        Resource resource = change.resource();
        Resource maker = key.map(name -> makers.putIfAbsent(List.of(resource.kind(), name), resource))
                .filter(first -> !first.id().equals(resource.id()))
                .orElse(null);
        if (maker == null) {
            return change;
        }
        if (mapping.of(resource).isPresent()) {
            return draft.after(maker)
                    .create("is to be " + mapping.of(resource).get() + " by mapping:, as is " + maker.label()
                            + ", of which that is made");
        }
        return mapping.of(maker)
                .map(name -> draft.conflict("cannot be made, as mapping: makes " + name + " of " + maker.label()
                        + ". Give one of them another name in mapping:"))
                .orElse(change);
    }
}
