package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Availability zones of servers. They are the deployment's: none is made, and only the operator's mapping says which
 * one of the target stands for one of the source.
 */
public final class AvailabilityZoneType extends ResourceType {
    public static final Kind KIND = new Kind("availability zone");

    @Override
    public Kind kind() {
        return KIND;
    }

    /** The zone of the target that the operator has named for the source's; empty where he has named none. */
    public static Optional<String> mapped(String zone, Translation translation) {
        return zone == null ? Optional.empty() : translation.known(KIND, zone);
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        Request list = Request.get(Service.COMPUTE, "/os-availability-zone");
        return ReadRefusal.noneIfUnserved(
                () -> inventory.cloud().list(list, "availabilityZoneInfo", "/zoneName").stream()
                        .map(AvailabilityZoneType::resource)
                        .toList());
    }

    private static Resource resource(ObjectNode json) {
        String name = Json.text(json, "zoneName");
        return new Resource(KIND, name, name, json);
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory.candidates(KIND, Scope.ALL).withId(id);
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return Json.object().put("name", resource.name());
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        throw new MigrationException("An availability zone is made by host aggregates, not by a migration. Create"
                + " one: openstack aggregate create --zone "
                + context.resource().name());
    }
}
