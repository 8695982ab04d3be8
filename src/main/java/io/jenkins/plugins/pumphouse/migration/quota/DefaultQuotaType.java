package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.SettingType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The quota class {@code default} of Nova and Cinder, one object a service: what every project of a cloud has for which
 * nobody has set anything else. Brought only when the operator asks for it, as it holds for projects, too, that nobody
 * moves. Neutron's stand in its configuration, and no request sets them.
 */
public final class DefaultQuotaType extends SettingType {
    public static final Kind KIND = new Kind("default quota");

    private static final String SERVICE = "service";

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        return source.options().quotaDefaults() ? source.list(KIND, Scope.ALL) : List.of();
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        List<Resource> read = new ArrayList<>();
        for (QuotaKeeper keeper : QuotaKeeper.of(inventory.cloud())) {
            if (!keeper.setsDefaults()) {
                continue;
            }
            ObjectNode json = Json.object().put(SERVICE, keeper.word());
            try {
                json.set(keeper.word(), keeper.ofEverybody(inventory.cloud()));
            } catch (CloudException e) {
                ReadRefusal.passOnOfTheCloud(e);
                json.put(Resource.UNREAD, e.getMessage());
            }
            read.add(new Resource(KIND, keeper.word(), keeper.word(), json));
        }
        return read;
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory.list(KIND, Scope.ALL).stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(json.path(SERVICE).asText());
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        QuotaKeeper keeper = keeper(resource.id());
        ObjectNode values = Json.object();
        for (var value : resource.field(resource.id()).properties()) {
            if (QuotaType.isMoved(keeper, value)) {
                values.set(keeper.name(value.getKey(), source.mapping()), value.getValue());
            }
        }
        ObjectNode wanted = Json.object().put(SERVICE, resource.id());
        wanted.set(resource.id(), values);
        return wanted;
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>();
        readOne(target, resource.id())
                .filter(onTarget -> onTarget.text(Resource.UNREAD) == null)
                .ifPresent(onTarget ->
                        desired(resource, source, new Translation()).path(resource.id()).properties().stream()
                                .filter(value -> !onTarget.field(resource.id()).has(value.getKey()))
                                .forEach(value -> left.add(value.getKey() + " "
                                        + value.getValue().asText() + " ("
                                        + target.cloud().name() + " has no such quota)")));
        return left;
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        List<Difference> differences = new ArrayList<>();
        for (var value : wanted.path(existing.id()).properties()) {
            JsonNode now = existing.field(existing.id()).path(value.getKey());
            if (now.isIntegralNumber() && now.asLong() != value.getValue().asLong()) {
                differences.add(new Difference(value.getKey(), value.getValue().asText(), now.asText()));
            }
        }
        return differences;
    }

    @Override
    public Optional<String> refused(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        return Optional.of(target.cloud().name() + " has no such service");
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        return DefaultQuotaUpdate.of(context);
    }

    /** To what they were before a build has set them, where they still are what it has set. */
    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return DefaultQuotaUpdate.back(context);
    }

    static QuotaKeeper keeper(String service) {
        return QuotaKeeper.ALL.stream()
                .filter(keeper -> keeper.word().equals(service))
                .findFirst()
                .orElseThrow();
    }
}
