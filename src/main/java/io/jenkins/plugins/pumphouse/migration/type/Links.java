package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The fields of a type that hold the id of an object which may be another owner's; see {@link Declaration#links}. */
final class Links {
    private final Declaration declared;

    Links(Declaration declared) {
        this.declared = declared;
    }

    List<Reference> needs(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>();
        declared.links.forEach((field, kinds) -> {
            String id = resource.text(field);
            if (id != null && isOfTheSameOwner(resource, source, kinds.get(0), id)) {
                kinds.forEach(kind -> needs.add(Reference.to(kind, id)));
            } else if (id != null) {
                needs.add(Reference.known(kinds.get(0), id));
            }
        });
        return needs;
    }

    /** Puts the ids that the target has; a null where the source's object has none any more. */
    void addTo(ObjectNode wanted, Resource resource, CloudInventory source, Translation translation) {
        declared.links.forEach((field, kinds) -> {
            Kind to = kinds.get(0);
            String id = resource.text(field);
            if (id != null && isOfTheSameOwner(resource, source, to, id)) {
                wanted.put(field, translation.id(to, id));
            } else if (id != null) {
                translation.coming(to, id).ifPresent(coming -> wanted.put(field, coming));
            } else if (resource.json().has(field)) {
                wanted.putNull(field); // what the source has taken away goes from what was made of it
            }
        });
    }

    private boolean isOfTheSameOwner(Resource resource, CloudInventory source, Kind to, String id) {
        return source.find(to, id)
                .filter(other -> Objects.equals(other.text(declared.owner), resource.text(declared.owner)))
                .isPresent();
    }

    /** Takes away the links that say nothing. */
    void removeEmpty(ObjectNode wanted) {
        declared.links.keySet().stream()
                .filter(field -> wanted.path(field).isNull())
                .toList()
                .forEach(wanted::remove);
    }
}
