package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.model.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.model.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.model.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.model.Declaration;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The ports of servers: each keeps its MAC, its addresses, its groups. Made before the server, so that an address that
 * is taken shows while the source's server still runs. In a network the MAC says which port is which.
 */
public final class PortType extends NeutronType {
    public static final Kind KIND = new Kind("port");

    public PortType() {
        super(Declaration.of(KIND, Service.NETWORK, new ApiCollection("/ports", "ports", "port"))
                .copies(
                        "name",
                        "mac_address",
                        "admin_state_up",
                        "port_security_enabled",
                        "allowed_address_pairs",
                        "extra_dhcp_opts")
                .refers("network_id", NetworkType.KIND)
                .ownedBy("tenant_id")
                .countsAs("network port")
                .uniquelyIdentifiedBy("network_id", "mac_address"));
    }

    /** The ports of devices, whoever owns them. */
    public static List<Resource> ofDevices(CloudInventory inventory, List<String> devices) {
        Request list = Request.get(Service.NETWORK, "/ports");
        for (String device : devices) {
            list = list.query("device_id", device);
        }
        PortType type = new PortType();
        return inventory.cloud().list(list, "ports").stream()
                .map(port -> type.resource(inventory, port))
                .toList();
    }

    @Override
    protected Resource resource(CloudInventory inventory, ObjectNode json) {
        String name = Json.text(json, "name");
        List<String> addresses = new ArrayList<>();
        json.path("fixed_ips").forEach(ip -> addresses.add(Json.text(ip, "ip_address")));
        return new Resource(
                KIND,
                Json.text(json, "id"),
                name == null || name.isEmpty() ? String.join(", ", addresses) : name,
                json);
    }

    @Override
    public String detail(Resource resource) {
        return resource.text("mac_address");
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>(super.needs(resource, source));
        resource.field("fixed_ips").forEach(ip -> needs.add(Reference.to(SubnetType.KIND, Json.text(ip, "subnet_id"))));
        for (String group : Json.texts(resource.json(), "security_groups")) {
            needs.add(Reference.to(SecurityGroupType.KIND, group));
            needs.add(Reference.to(SecurityGroupRulesType.KIND, group));
        }
        return needs;
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = super.desired(resource, source, translation);
        ArrayNode addresses = wanted.putArray("fixed_ips");
        for (JsonNode ip : resource.field("fixed_ips")) {
            addresses
                    .addObject()
                    .put("subnet_id", translation.id(SubnetType.KIND, Json.text(ip, "subnet_id")))
                    .put("ip_address", Json.text(ip, "ip_address"));
        }
        ArrayNode groups = wanted.putArray("security_groups"); // also when empty: left out, Neutron adds "default"
        Json.texts(resource.json(), "security_groups")
                .forEach(group -> groups.add(translation.id(SecurityGroupType.KIND, group)));
        return wanted;
    }

    @Override
    public Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        return TakenAddresses.of(wanted, target);
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        TakenAddresses.clear(context.wanted(), context.target());
        return super.create(context);
    }

    @Override
    protected ObjectNode asked(ObjectNode wanted, ChangeContext context) {
        Iterator<JsonNode> addresses = wanted.path("fixed_ips").elements();
        for (JsonNode ip : context.resource().field("fixed_ips")) {
            ObjectNode address = (ObjectNode) addresses.next();
            if (SubnetType.isAutomatic(context.inventory(), Json.text(ip, "subnet_id"))) {
                address.remove("ip_address"); // it follows from the MAC, which is kept
            }
        }
        return wanted;
    }

    @Override
    public Optional<String> unsupported(Resource resource, CloudInventory source) {
        String vnic = resource.text("binding:vnic_type");
        if (vnic != null && !vnic.equals("normal")) {
            return Optional.of(
                    "is of type " + vnic + ", which needs hardware that Pumphouse cannot check on the target");
        }
        if (resource.text("qos_policy_id") != null) {
            return Optional.of("has QoS policy " + resource.text("qos_policy_id") + "; policies are not migrated yet");
        }
        return resource.field("trunk_details").isEmpty()
                ? Optional.empty()
                : Optional.of("is the parent of a trunk; trunks are not migrated yet");
    }
}
