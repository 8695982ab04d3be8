package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.migration.type.PartType;
import java.util.Optional;

/** What belongs to an object of Neutron, such as its rules: the object's mark says whose they are. */
public abstract class NeutronPartType extends PartType {
    /** In what is wanted: the id on the target of the object that the part belongs to. */
    protected static final String PARENT = "parent";

    protected NeutronPartType(Kind kind, Kind parent) {
        super(kind, parent);
    }

    /** The beginning of what is wanted. */
    protected final ObjectNode wantedOf(Resource resource, Translation translation) {
        return Json.object().put(PARENT, translation.id(whole(), resource.id()));
    }

    @Override
    public final Scope counterparts(Resource resource, Translation translation) {
        return Scope.ownedBy(translation.id(Kind.PROJECT, resource.text("tenant_id")));
    }

    @Override
    protected final Marking marking() {
        return Marking.TAG;
    }

    @Override
    public final Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(json.path(json.has(PARENT) ? PARENT : "id").asText());
    }
}
