package io.jenkins.plugins.pumphouse.migration.loadbalancer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** In what the parts that the target has are other than the wanted ones. */
final class PartDifferences {
    private final WantedParts parts;

    PartDifferences(WantedParts parts) {
        this.parts = parts;
    }

    /** What of a part is otherwise on the target. */
    ObjectNode changed(Part part, Part copy) {
        ObjectNode fields = parts.fields(part);
        ObjectNode changed = Json.object();
        for (String field : List.of("name", "description")) {
            if (!fields.has(field) && !Equality.nothing(copy.json().path(field))) {
                fields.put(field, ""); // taken away from the original
            }
        }
        for (String reference : PartFields.POOL_REFERENCES) {
            if (!part.json().has(reference) && copy.json().hasNonNull(reference)) {
                fields.putNull(reference);
            }
        }
        for (var field : fields.properties()) {
            if (!Equality.same(field.getValue(), copy.json().path(field.getKey()))) {
                changed.set(field.getKey(), field.getValue());
            }
        }
        return PartFields.of(part.sort()).changeable(changed);
    }

    /** For a person: {@code "listener web: missing"}. */
    List<Difference> all() {
        List<Difference> differences = new ArrayList<>();
        for (Part part : parts.all()) {
            Optional<Part> copy = parts.existing(part);
            if (copy.isEmpty()) {
                differences.add(new Difference(part.label(), "present", "missing"));
            } else {
                changed(part, copy.get())
                        .properties()
                        .forEach(field -> differences.add(new Difference(
                                part.label() + ' ' + field.getKey(),
                                Json.shown(field.getValue()),
                                Json.shown(copy.get().json().path(field.getKey())))));
            }
        }
        parts.left().forEach(part -> differences.add(new Difference(part.label(), "missing", "present")));
        return differences;
    }
}
