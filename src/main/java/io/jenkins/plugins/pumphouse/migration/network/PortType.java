package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupRulesType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
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
        super(declared(KIND, "/ports", "ports", "port")
                .copies("name", "mac_address", "admin_state_up")
                .copiesWhere("port-security", true, "port_security_enabled")
                .copiesWhere("allowed-address-pairs", null, "allowed_address_pairs")
                .copiesWhere("extra_dhcp_opt", null, "extra_dhcp_opts")
                .copiesWhere("dns-domain-ports", null, "dns_domain")
                .copiesWhere("port-numa-affinity-policy", null, "numa_affinity_policy")
                .copiesWhere("uplink-status-propagation", true, "propagate_uplink_status")
                .copiesWhere("port-hints", null, "hints")
                .brings("fixed_ips", "security_groups")
                .serviceSets(
                        "id",
                        "status",
                        "created_at",
                        "updated_at",
                        "revision_number",
                        "device_id",
                        "device_owner",
                        "binding:host_id",
                        "binding:profile",
                        "binding:vif_type",
                        "binding:vif_details",
                        "dns_name", // of a server's port: Nova gives it the hostname, and refuses another
                        "dns_assignment",
                        "ip_allocation",
                        "qos_network_policy_id",
                        "resource_request")
                .tells("data_plane_status", null, "set by what watches the data plane")
                .tells("trusted", null, "not migrated yet")
                .tells("hardware_offload_type", null, "not migrated yet")
                .refuses(
                        "binding:vnic_type",
                        "normal",
                        "is of type {}, which needs hardware that Pumphouse cannot check on the target")
                .refuses("device_profile", null, "has device profile {}; accelerators are not migrated")
                .links("qos", "qos_policy_id", QosPolicyType.KIND, QosRulesType.KIND)
                .refuses("trunk_details", null, "is the parent of a trunk; trunks are not migrated yet")
                .refers("network_id", NetworkType.KIND)
                .ownedBy("tenant_id")
                .countsAs("network port")
                .uniquelyIdentifiedBy("network_id", "mac_address"));
    }

    /** The ports of devices, of any owner. */
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
    protected boolean takesTagsAtCreation() {
        return true;
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
}
