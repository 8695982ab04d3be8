package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Declaration;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Roles. The name says all that a role is: what it permits is written in the services' policy files, not in Keystone.
 * One costs one request beside the lists.
 */
public final class RoleType extends IdentityType {
    public static final Kind KIND = new Kind("role");

    public RoleType() {
        super(
                Declaration.of(KIND, Service.IDENTITY, new ApiCollection("/roles", "roles", "role"))
                        .copies("name", "description")
                        .serviceSets("id", "links", "extra")
                        .tells("options", null, "set it when it has its name for good: openstack role set --immutable")
                        .refers("domain_id", DomainType.KIND)
                        .uniquelyIdentifiedBy("name", "domain_id"),
                new ApiCollection("/OS-KSADM/roles", "roles", "role"));
    }

    /** Keystone lists the global roles, and those of a domain only where the domain is named. */
    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        Map<String, Resource> all = new LinkedHashMap<>();
        super.read(inventory, scope).forEach(role -> all.put(role.id(), role));
        if (!inventory.cloud().identityV2()) {
            domains(inventory)
                    .forEach(domain -> ofDomain(domain, inventory).forEach(role -> all.putIfAbsent(role.id(), role)));
        }
        return List.copyOf(all.values());
    }

    @Override
    protected Marking marking() {
        return Marking.NONE;
    }

    /** A role of Keystone v2.0 is global, as one without a domain is in v3. */
    @Override
    protected ObjectNode fromV2(ObjectNode json) {
        return json;
    }

    /** What Keystone made {@code _member_} it has made {@code member} since Queens. */
    @Override
    public Optional<Object> fallbackKey(JsonNode wanted) {
        return "_member_".equalsIgnoreCase(wanted.path("name").asText())
                ? naturalKey(((ObjectNode) wanted.deepCopy()).put("name", "member"))
                : Optional.empty();
    }

    /** A role of another description is the same role: the name is what the policies ask for. */
    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        return Decision.REUSE;
    }
}
