package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Types of volumes, found on the target by name or by the operator's mapping and never made: what is behind one is that
 * cloud's storage. Its name serves as its id, as a volume before Cinder API 3.63 names its type by that alone.
 */
public final class VolumeTypeType extends ResourceType {
    public static final Kind KIND = new Kind("volume type");

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        if (!inventory.cloud().has(Service.VOLUME)) {
            return List.of();
        }
        Request list = Request.get(Service.VOLUME, "/types").query("is_public", "None");
        return inventory.cloud().list(list, "volume_types").stream()
                .map(type -> new Resource(KIND, Json.text(type, "name"), Json.text(type, "name"), type))
                .toList();
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        try {
            return listed(inventory, id);
        } catch (CloudException.NotFound e) {
            return Optional.empty();
        }
    }

    /** Whether volumes of the type may be attached to several servers. */
    static boolean isMultiattach(Resource type) {
        return "<is> True".equalsIgnoreCase(Json.text(type.field("extra_specs"), "multiattach"));
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(json.path("name").asText());
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return Json.object().put("name", resource.name());
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        return List.of();
    }

    @Override
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        return Optional.of(
                "is not on " + target.cloud().name() + ". Create it on the target, or name the type to use instead in"
                        + " mapping: volume_types: {" + resource.entry() + ": …}. "
                        + target.names(KIND, Scope.ALL));
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        throw new MigrationException(
                "Volume type " + context.resource().name() + " is found, and never created. Create it on "
                        + context.target().name() + ".");
    }
}
