package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.DistinctName;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Address scopes, within which prefixes are unique. Neutron keeps neither tags nor a description of them, so they are
 * known by name, and of several of one name each gets one of its own.
 */
public final class AddressScopeType extends NeutronType {
    public static final Kind KIND = new Kind("address scope");

    public AddressScopeType() {
        super(
                declared(KIND, "/address-scopes", "address_scopes", "address_scope")
                        .existsWith("address-scope")
                        .copies("name", "ip_version", "shared")
                        .serviceSets("id")
                        .ownedBy("tenant_id")
                        .identifiedBy("name", "ip_version"),
                Marking.NONE);
    }

    private DistinctName name(Resource scope, CloudInventory source) {
        return DistinctName.of(
                scope,
                source.list(KIND, Scope.ALL).stream()
                        .filter(other -> naturalKey(other.json()).equals(naturalKey(scope.json()))
                                && Objects.equals(other.text("tenant_id"), scope.text("tenant_id")))
                        .toList());
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return super.desired(resource, source, translation)
                .put("name", name(resource, source).value());
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>(super.leftBehind(resource, source, target));
        name(resource, source).lost("another scope of the same name").ifPresent(left::add);
        return left;
    }
}
