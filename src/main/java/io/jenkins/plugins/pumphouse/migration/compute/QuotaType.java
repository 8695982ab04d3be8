package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Inventory;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Made;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceType;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Selection;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.model.Work;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A project's quotas of compute, network and volumes, as one object with the project's id.
 *
 * <p>Only what differs from the source's defaults is copied: to copy a default would freeze it. Only the changed keys
 * are sent, as an unknown one is refused and one left out keeps its value.
 */
public final class QuotaType extends ResourceType {
    public static final Kind KIND = Kind.QUOTA;

    /** Network quotas of nova-network, which Compute API 2.36 dropped; Neutron's own rule where it is. */
    private static final Set<String> OF_NOVA_NETWORK =
            Set.of("floating_ips", "fixed_ips", "security_groups", "security_group_rules", "networks");

    /** 2.36 drops the network keys and 2.57 those of injected files, which no cloud of today enforces. */
    private static final String MICROVERSION = "2.57";

    /** Where a service keeps quotas: set, defaults, and under which key an answer holds them. */
    private record Keeper(Service service, String path, String defaults, String key) {
        String path(String project) {
            return path + '/' + Request.segment(project);
        }

        JsonNode read(Cloud cloud, String path) {
            return cloud.send(versioned(Request.get(service, path))).json().path(key);
        }

        Request versioned(Request request) {
            return service == Service.COMPUTE ? request.microversion(MICROVERSION) : request;
        }

        /**
         * What a project has when nobody sets anything. Neutron before Pike does not tell; but it lists the projects for
         * which somebody has: of those all values are taken for set, of the others none.
         */
        JsonNode defaults(Cloud cloud, String project, JsonNode values) {
            try {
                return read(cloud, path(project) + '/' + defaults);
            } catch (CloudException.NotFound e) {
                boolean set = cloud.list(service, path, "quotas").stream()
                        .anyMatch(quota -> project.equals(Json.text(quota, "tenant_id")));
                return set ? Json.object() : values;
            }
        }
    }

    private static final List<Keeper> KEEPERS = List.of(
            new Keeper(Service.COMPUTE, "/os-quota-sets", "defaults", "quota_set"),
            new Keeper(Service.NETWORK, "/quotas", "default", "quota"),
            new Keeper(Service.VOLUME, "/os-quota-sets", "defaults", "quota_set"));

    @Override
    public Kind kind() {
        return KIND;
    }

    private static List<Keeper> keepers(Cloud cloud) {
        return KEEPERS.stream().filter(keeper -> cloud.has(keeper.service())).toList();
    }

    private static String name(Keeper keeper) {
        return keeper.service().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Resource> select(Selection selection, Inventory source) {
        List<Resource> quotas = new ArrayList<>();
        Scope scope = source.scope(selection);
        for (Resource project : source.list(Kind.PROJECT, Scope.ALL)) {
            if (scope.all() || scope.owner().equals(project.id())) {
                quotas.addAll(source.list(KIND, Scope.ownedBy(project.id())));
            }
        }
        return quotas;
    }

    @Override
    public List<Resource> read(Inventory inventory, Scope scope) {
        String project = scope.owner();
        ObjectNode quota = Json.object().put("project_id", project);
        for (Keeper keeper : keepers(inventory.cloud())) {
            JsonNode values = keeper.read(inventory.cloud(), keeper.path(project));
            quota.set(name(keeper), values);
            quota.set(name(keeper) + "_defaults", keeper.defaults(inventory.cloud(), project, values));
        }
        String name = inventory.find(Kind.PROJECT, project).map(Resource::name).orElse(project);
        return List.of(new Resource(KIND, project, name, quota));
    }

    @Override
    public Optional<Resource> readOne(Inventory inventory, String id) {
        return Optional.of(inventory.list(KIND, Scope.ownedBy(id)).get(0));
    }

    /** The source's values that somebody set: those that are not the default. */
    private static ObjectNode set(Resource quota) {
        ObjectNode set = Json.object();
        for (Keeper keeper : KEEPERS) {
            ObjectNode own = Json.object();
            JsonNode defaults = quota.field(name(keeper) + "_defaults");
            for (var value : quota.field(name(keeper)).properties()) {
                boolean meant = keeper.service() != Service.COMPUTE || !OF_NOVA_NETWORK.contains(value.getKey());
                if (meant && value.getValue().isInt() && !value.getValue().equals(defaults.path(value.getKey()))) {
                    own.set(value.getKey(), value.getValue());
                }
            }
            if (!own.isEmpty()) {
                set.set(name(keeper), own);
            }
        }
        return set;
    }

    @Override
    public Optional<String> skipped(Resource resource, Inventory source) {
        return set(resource).isEmpty() ? Optional.of("has nothing but the defaults") : Optional.empty();
    }

    @Override
    public String detail(Resource resource) {
        List<String> values = new ArrayList<>();
        for (JsonNode service : set(resource)) {
            service.properties().forEach(value -> values.add(value.getKey() + " " + value.getValue().asText()));
        }
        return String.join(", ", values);
    }

    @Override
    public List<Reference> needs(Resource resource, Inventory source) {
        return List.of(Reference.to(Kind.PROJECT, resource.id()));
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ownedBy(translation.id(Kind.PROJECT, resource.id()));
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(json.path("project_id").asText());
    }

    @Override
    protected ObjectNode desired(Resource resource, Inventory source, Translation translation) {
        return set(resource).put("project_id", translation.id(Kind.PROJECT, resource.id()));
    }

    /** Compared key by key; one that the target's service does not have (a volume type's) cannot be set there. */
    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean ours) {
        List<Difference> differences = new ArrayList<>();
        for (Keeper keeper : KEEPERS) {
            JsonNode here = existing.field(name(keeper));
            for (var value : wanted.path(name(keeper)).properties()) {
                JsonNode now = here.path(value.getKey());
                if (!now.isMissingNode() && now.asLong() != value.getValue().asLong()) {
                    differences.add(new Difference(
                            name(keeper) + " " + value.getKey(), value.getValue().asText(), now.asText()));
                }
            }
        }
        return differences;
    }

    /** Every project has quotas; to set them is what was asked for. */
    @Override
    public Decision whenDifferent(Resource existing, List<Difference> differences, boolean ours, Inventory target) {
        return Decision.UPDATE;
    }

    @Override
    public CompletionStage<Made> create(Work work) {
        return update(work);
    }

    @Override
    public CompletionStage<Made> update(Work work) {
        ObjectNode wanted = work.wanted();
        String project = Json.text(wanted, "project_id");
        List<String> notes = new ArrayList<>();
        for (Keeper keeper : keepers(work.target())) {
            JsonNode here = keeper.read(work.target(), keeper.path(project));
            ObjectNode changed = Json.object();
            for (var value : wanted.path(name(keeper)).properties()) {
                JsonNode now = here.path(value.getKey());
                if (now.isMissingNode()) {
                    notes.add(name(keeper) + " knows no " + value.getKey() + " here");
                } else if (now.asLong() != value.getValue().asLong()) {
                    changed.set(value.getKey(), value.getValue());
                    notes.add(value.getKey() + " " + now.asText() + " -> " + value.getValue().asText());
                }
            }
            if (!changed.isEmpty()) {
                work.target().send(keeper.versioned(Request.put(keeper.service(), keeper.path(project))
                        .body(Json.object(keeper.key(), changed))));
            }
        }
        return Made.now(project, notes.toArray(String[]::new));
    }
}
