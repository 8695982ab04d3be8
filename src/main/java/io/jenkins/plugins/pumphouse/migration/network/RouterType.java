package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Declaration;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Inventory;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Place;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * Routers with their gateway; interfaces and static routes are types of their own, as a route must not come before the
 * interface that it goes out of. The address on the external network is the target's to choose.
 */
public final class RouterType extends NeutronType {
    public static final Kind KIND = new Kind("router");

    private static final String GATEWAY = "external_gateway_info";

    public RouterType() {
        super(Declaration.of(KIND, Service.NETWORK, new Place("/routers", "routers", "router"))
                .copies("name", "admin_state_up")
                .ownedBy("tenant_id")
                .identifiedBy("name"));
    }

    private static String external(JsonNode router) {
        return Json.text(router.path(GATEWAY), "network_id");
    }

    @Override
    public List<Reference> needs(Resource resource, Inventory source) {
        List<Reference> needs = new ArrayList<>(super.needs(resource, source));
        if (external(resource.json()) != null) {
            needs.add(Reference.to(NetworkType.KIND, external(resource.json())));
        }
        return needs;
    }

    @Override
    protected ObjectNode desired(Resource resource, Inventory source, Translation translation) {
        ObjectNode wanted = super.desired(resource, source, translation).putNull(GATEWAY);
        if (external(resource.json()) != null) {
            ObjectNode gateway = wanted.putObject(GATEWAY);
            gateway.put("network_id", translation.id(NetworkType.KIND, external(resource.json())));
            if (resource.field(GATEWAY).has("enable_snat")) {
                gateway.set("enable_snat", resource.field(GATEWAY).get("enable_snat"));
            }
        }
        return wanted;
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean ours) {
        ObjectNode here = existing.json().deepCopy();
        if (here.path(GATEWAY) instanceof ObjectNode gateway) {
            gateway.retain("network_id", "enable_snat");
        }
        return super.compare(wanted, new Resource(KIND, existing.id(), existing.name(), here), ours);
    }
}
