package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.DhcpOptions;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharedObjectUse;
import io.jenkins.plugins.pumphouse.migration.network.neutron.WrittenAddresses;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosPolicyType;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosRulesType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupRulesType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * Ports: each keeps its MAC, its addresses, its groups. In a network the MAC says which port is which.
 *
 * <p>A server's are made before the server, so that an address that is taken shows while the source's server still
 * runs. Those that nothing has, such as the virtual address of two servers, move with their network: no server's move
 * brings them, and nobody else may be given their addresses meanwhile.
 *
 * <p>One costs four requests beside the lists on a Neutron with tags: make, look for a twin, tags, description.
 */
public final class PortType extends NeutronType {
    public static final Kind KIND = new Kind("port");

    /** Ids that fit into the URL of one request. */
    private static final int TOGETHER = 40;

    private static final String DNS_NAME = "dns_name";
    /** What Nova writes to a server's port, and an administrator to one that nothing has. */
    private static final Map<String, String> OF_AN_ADMINISTRATOR = new TreeMap<>(Map.of(
            "binding:host_id", "the host is the source's", "binding:profile", "it is for the source's host or driver"));

    public PortType() {
        super(declared(KIND, "/ports", "ports", "port")
                .copies("name", "mac_address", "admin_state_up")
                .copiesWhere("port-security", true, "port_security_enabled")
                .copiesWhere("allowed-address-pairs", null, "allowed_address_pairs")
                .copiesWhere("extra_dhcp_opt", null, DhcpOptions.FIELD)
                .copiesWhere("dns-integration", null, DNS_NAME)
                .copiesWhere("dns-domain-ports", null, "dns_domain")
                .copiesWhere("port-numa-affinity-policy", null, "numa_affinity_policy")
                .copiesWhere("uplink-status-propagation", true, "propagate_uplink_status")
                .copiesWhere("port-hints", null, "hints")
                .copiesWhere("port-trusted-vif", false, "trusted")
                .copiesWhere("port-hardware-offload-type", null, "hardware_offload_type")
                .brings("fixed_ips", "security_groups", VnicType.FIELD)
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
                        "dns_assignment",
                        "ip_allocation",
                        "qos_network_policy_id",
                        "resource_request")
                .tells("data_plane_status", null, "set by what watches the data plane")
                .refuses("device_profile", null, "has device profile {}; accelerators are not migrated")
                .refuses(
                        "mac_unknown",
                        null,
                        "has no MAC that nova-network tells: neither its server nor os-virtual-interfaces shows it")
                .refuses(
                        "odd_address",
                        null,
                        "has the address {}, which nova-network has not made of its MAC (ipv6_backend in nova.conf), as"
                                + " Neutron does. Give the server its addresses of IPv6 anew, or remove IPv6 from its"
                                + " network")
                .links("qos", "qos_policy_id", QosPolicyType.KIND, QosRulesType.KIND)
                .brings("trunk_details") // with the trunk
                .refers("network_id", NetworkType.KIND)
                .ownedBy("tenant_id")
                .countsAs("network port")
                .uniquelyIdentifiedBy("network_id", "mac_address"));
    }

    /** Whether nothing has the port: no server, no router, no other service; a sub-port of a trunk has no device. */
    public static boolean isUnbound(Resource port) {
        return isEmpty(port.text("device_id")) && (isEmpty(port.text("device_owner")) || isSubPort(port));
    }

    private static boolean isSubPort(Resource port) {
        return TrunkPorts.OWNER.equals(port.text("device_owner"));
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }

    /** A step of its own moves those that nothing has; the sub-ports of a server's trunk come with the server. */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        List<Resource> unbound = new ArrayList<>(super.select(selection, source));
        unbound.removeIf(port -> !isUnbound(port));
        unbound.addAll(new AddedToNetwork(selection, source).ports());
        return unbound.stream()
                .filter(port -> !TrunkPorts.of(source).isOfDevice(port.id()))
                .toList();
    }

    /** The ports of devices, of any owner. */
    public static List<Resource> ofDevices(CloudInventory inventory, List<String> devices) {
        return where("device_id", devices, inventory);
    }

    /** The ports that have one of many values in a field, of any owner. */
    static List<Resource> whereAny(String field, List<String> values, CloudInventory inventory) {
        List<Resource> ports = new ArrayList<>();
        for (int from = 0; from < values.size(); from += TOGETHER) {
            ports.addAll(where(field, values.subList(from, Math.min(values.size(), from + TOGETHER)), inventory));
        }
        return ports;
    }

    private static List<Resource> where(String field, List<String> values, CloudInventory inventory) {
        Request list = Request.get(Service.NETWORK, "/ports");
        for (String value : values) {
            list = list.query(field, value);
        }
        PortType type = new PortType();
        return inventory.cloud().list(list, "ports").stream()
                .map(port -> type.resource(inventory, port))
                .toList();
    }

    @Override
    protected Resource resource(CloudInventory inventory, ObjectNode json) {
        String name = Json.text(json, "name");
        WrittenAddresses.canonical(json, "mac_address", "fixed_ips", "allowed_address_pairs");
        List<String> addresses = new ArrayList<>();
        json.path("fixed_ips").forEach(ip -> addresses.add(Json.text(ip, "ip_address")));
        return new Resource(
                KIND,
                Json.text(json, "id"),
                !isEmpty(name)
                        ? name
                        : addresses.isEmpty() ? Json.text(json, "mac_address") : String.join(", ", addresses),
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
        needs.addAll(AskedAddresses.awaited(resource, source));
        for (String group : Json.texts(resource.json(), "security_groups")) {
            needs.add(Reference.to(SecurityGroupType.KIND, group));
            needs.add(Reference.to(SecurityGroupRulesType.KIND, group));
        }
        return SharedObjectUse.withPolicies(resource, needs, source);
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = super.desired(resource, source, translation);
        if (!isUnbound(resource)) {
            wanted.remove(DNS_NAME); // Nova gives it the hostname, and refuses another
        } else if (resource.json().hasNonNull(VnicType.FIELD)) {
            wanted.set(
                    VnicType.FIELD,
                    resource.field(VnicType.FIELD)); // no hardware is needed while no server has the port
        }
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

    /** A port that nothing has on the source and a server has on the target is that server's since, to change too. */
    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        boolean taken = marked && wanted.has(VnicType.FIELD) && !isEmpty(existing.text("device_id"));
        return taken ? List.of() : super.compare(wanted, existing, marked);
    }

    /** So is a sub-port of the trunk of a server of the target. */
    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        boolean finished = marked && !Mark.isTag(existing.text("description"));
        return finished && isSubPort(existing) && TrunkPorts.of(target).isOfDevice(existing.id())
                ? Decision.REUSE
                : super.whenDifferent(existing, differences, marked, target);
    }

    private static Resource without(Resource port, String... fields) {
        return new Resource(KIND, port.id(), port.name(), port.json().deepCopy().without(List.of(fields)));
    }

    @Override
    public Optional<String> unsupported(Resource resource, CloudInventory source) {
        Optional<String> unsupported = isUnbound(resource) ? Optional.empty() : VnicType.unsupported(resource);
        return unsupported.or(() -> super.unsupported(resource, source));
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        if (!isUnbound(resource)) {
            return super.leftBehind(without(resource, DNS_NAME), source, target);
        }
        List<String> left = new ArrayList<>(super.leftBehind(resource, source, target));
        OF_AN_ADMINISTRATOR.forEach((field, why) -> {
            if (!isSubPort(resource) && !Equality.nothing(resource.field(field))) {
                left.add(field + ' ' + Json.shown(resource.field(field)) + " (" + why + ')');
            }
        });
        return left;
    }

    @Override
    public Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        return TakenAddresses.of(wanted, target);
    }

    @Override
    protected ObjectNode changed(ChangeContext context) {
        ObjectNode changed = super.changed(context);
        if (changed.path(DhcpOptions.FIELD) instanceof ArrayNode wanted) {
            DhcpOptions.removeOthers(wanted, context.existing().orElseThrow().field(DhcpOptions.FIELD));
        }
        return changed;
    }

    @Override
    protected boolean takesTagsAtCreation() {
        return true;
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        TakenAddresses.clear(context.wanted(), context.target());
        try {
            return super.create(context);
        } catch (CloudException.Conflict e) {
            // A DHCP server that has made room for another port may have taken an address of this one.
            if (!TakenAddresses.clear(context.wanted(), context.target())) {
                throw e;
            }
            return super.create(context);
        }
    }

    @Override
    protected ObjectNode asked(ObjectNode wanted, ChangeContext context) {
        if (VnicType.isVirtualFunction(context.resource())) {
            wanted.set(
                    VnicType.FIELD,
                    context.resource().field(VnicType.FIELD)); // written once: it cannot change with a server
        }
        AskedAddresses.retain(wanted, context.resource(), context.inventory());
        return wanted;
    }
}
