package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Declaration;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Domains are found, never made: which users a domain holds and who administers it is for the target's owner to say.
 *
 * <p>Keystone v2.0 has none. Its objects are in the domain that pumphouse.yaml names for that cloud
 * ({@code project_domain}, {@code Default} when it says nothing).
 */
public final class DomainType extends IdentityType {
    public static final Kind KIND = new Kind("domain");

    /** The id that stands for the one domain of a Keystone v2.0. */
    static final String ONLY = "default";

    public DomainType() {
        super(
                Declaration.of(KIND, Service.IDENTITY, new ApiCollection("/domains", "domains", "domain"))
                        .copies("name")
                        .serviceSets("id", "links")
                        // found and never made: the target's owner has said these
                        .serviceSets("description", "enabled", "tags", "options", "extra"),
                null);
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return inventory.cloud().identityV2() ? List.of(only(inventory.cloud())) : super.read(inventory, scope);
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory.cloud().identityV2() ? Optional.of(only(inventory.cloud())) : super.readOne(inventory, id);
    }

    private Resource only(Cloud cloud) {
        String name = cloud.access().scope().projectDomain();
        return new Resource(KIND, ONLY, name, Json.object().put("id", ONLY).put("name", name));
    }

    @Override
    protected Marking marking() {
        return Marking.NONE;
    }

    /** Keystone compares domain names without regard to case. */
    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(String.valueOf(Json.text(json, "name")).toLowerCase(Locale.ROOT));
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return Json.object().put("name", resource.name().toLowerCase(Locale.ROOT));
    }

    /** The name of a disabled domain; empty for an enabled one, and where the account may not list them. */
    static Optional<String> disabled(CloudInventory inventory, String id) {
        return domains(inventory).stream()
                .filter(domain -> domain.id().equals(id))
                .filter(DisabledProjects::isDisabled)
                .map(Resource::label)
                .findFirst();
    }

    /** Once found by name there is nothing more to compare. */
    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        return List.of();
    }

    /**
     * That an object's domain is disabled on the source, and the one that stands for it is not on the target: who could
     * not use it can.
     */
    static Optional<String> opened(Resource owned, CloudInventory source, CloudInventory target) {
        return domains(source).stream()
                .filter(domain -> domain.id().equals(owned.text("domain_id")))
                .filter(DisabledProjects::isDisabled)
                .filter(domain -> domains(target).stream()
                        .anyMatch(other -> other.name()
                                        .equalsIgnoreCase(
                                                source.mapping().of(domain).orElse(domain.name()))
                                && !DisabledProjects.isDisabled(other)))
                .map(domain -> "that its domain " + domain.name() + " is disabled (on "
                        + target.cloud().name() + " it is enabled, and its users can log in)")
                .findFirst();
    }

    @Override
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        return Optional.of("no domain of that name on " + target.cloud().name()
                + ". Create it, or name the domain to use instead in mapping: domains: {" + resource.entry() + ": …}");
    }
}
