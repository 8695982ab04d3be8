package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharedObjectUse;
import io.jenkins.plugins.pumphouse.migration.network.neutron.WrittenAddresses;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Subnets. Within a network the CIDR says which is which, so that Neutron makes none twice.
 *
 * <p>What n subnets cost on a Neutron with tags, beside the lists: 2 n (tags, description), and one for each request
 * that makes several, of which there are about n / 7 with the usual eight changes at a time.
 */
public final class SubnetType extends NeutronType {
    public static final Kind KIND = new Kind("subnet");

    private static final String DHCP = "enable_dhcp";

    /** Pumphouse's own, on a shared wire: {@code "held"} while the source keeps DHCP, else {@code "shared"}. */
    private static final String WIRE = "pumphouse:wire";

    /** Stands for a pool's id: another router delegates the prefix (Networking API v2.0, "Subnets"). */
    private static final String DELEGATED = "prefix_delegation";

    private static final String DNS = "dns_nameservers";
    private static final Set<String> AUTOMATIC = Set.of("slaac", "dhcpv6-stateless");

    public SubnetType() {
        super(declared(KIND, "/subnets", "subnets", "subnet")
                .copies(
                        "name",
                        "ip_version",
                        "cidr",
                        "gateway_ip",
                        "allocation_pools",
                        "dns_nameservers",
                        "host_routes",
                        "enable_dhcp",
                        "ipv6_address_mode",
                        "ipv6_ra_mode")
                .copiesWhere("subnet-service-types", null, "service_types")
                .copiesWhere("subnet-dns-publish-fixed-ip", false, "dns_publish_fixed_ip")
                .serviceSets("id", "created_at", "updated_at", "revision_number", "router:external")
                .links("subnet_allocation", "subnetpool_id", SubnetPoolType.KIND)
                .brings(SubnetSegment.ID)
                .refers("network_id", NetworkType.KIND)
                .ownedBy("tenant_id")
                .countsAs("network subnet")
                .uniquelyIdentifiedBy("network_id", "cidr"));
    }

    /**
     * Whether an address in the subnet follows from the MAC of its port (SLAAC, stateless DHCPv6), so that Neutron
     * refuses to be told one (Networking API v2.0, {@code ipv6_address_mode}).
     */
    public static boolean isAutomatic(CloudInventory source, String subnet) {
        return source.find(KIND, subnet)
                .filter(s -> AUTOMATIC.contains(String.valueOf(s.text("ipv6_address_mode"))))
                .isPresent();
    }

    /** The subnets of a network, of any owner. */
    public static List<Resource> ofNetwork(CloudInventory inventory, String network) {
        return inventory.grouped(KIND, Scope.ALL, "network_id").getOrDefault(network, List.of());
    }

    @Override
    protected Resource resource(CloudInventory inventory, ObjectNode json) {
        return super.resource(inventory, WrittenAddresses.canonical(json, "cidr", "gateway_ip", "allocation_pools"));
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        List<Resource> subnets = super.read(inventory, scope);
        SubnetSegment.note(subnets, inventory);
        return subnets;
    }

    /** With a tenant, all subnets of its networks, also those that others have added. */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        Scope scope = source.scope(selection);
        Map<String, Resource> subnets = new LinkedHashMap<>();
        source.list(KIND, scope).forEach(subnet -> subnets.put(subnet.id(), subnet));
        for (Resource network : source.list(NetworkType.KIND, scope)) {
            for (String id : Json.texts(network.json(), "subnets")) {
                if (!subnets.containsKey(id)) {
                    source.find(KIND, id).ifPresent(subnet -> subnets.put(id, subnet));
                }
            }
        }
        return List.copyOf(subnets.values());
    }

    private static boolean isOfTheCloud(Resource subnet, CloudInventory source) {
        return source.find(NetworkType.KIND, subnet.text("network_id"))
                .filter(network -> NetworkType.isOfTheCloud(network, source))
                .isPresent();
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        String network = resource.text("network_id");
        if (isOfTheCloud(resource, source)) {
            return List.of(Reference.to(NetworkType.KIND, network));
        }
        List<Reference> needs = new ArrayList<>(super.needs(resource, source));
        needs.removeIf(need -> need.id().equals(DELEGATED));
        if (SubnetSegment.isBound(resource)
                && SubnetSegment.hidden(resource, source).isEmpty()) {
            needs.add(Reference.to(SegmentsType.KIND, network));
        }
        return SharedObjectUse.withPolicies(resource, needs, source);
    }

    /** All: the network may be one of the cloud itself, whose subnets belong to its creator. */
    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ALL;
    }

    /** A subnet without a gateway has to say so, or Neutron gives it the first address. */
    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = super.desired(resource, source, translation);
        if (resource.text("gateway_ip") == null) {
            wanted.putNull("gateway_ip");
        }
        if (isOfTheCloud(resource, source)) {
            return wanted.retain("network_id", "cidr", "ip_version");
        }
        if (SharedWire.is(resource.text("network_id"), source)) {
            wanted.put(WIRE, holdsDhcp(resource, source) ? "held" : "shared");
        }
        SubnetSegment.want(wanted, resource, source);
        return wanted;
    }

    /**
     * Whether Neutron lets nobody switch the DHCP of a subnet off: its IPv6 modes are set for good
     * (neutron/db/db_base_plugin_v2.py, _validate_ipv6_attributes).
     */
    public static boolean isAlwaysOn(Resource subnet) {
        return !Equality.nothing(subnet.field("ipv6_ra_mode")) || !Equality.nothing(subnet.field("ipv6_address_mode"));
    }

    private static boolean holdsDhcp(Resource resource, CloudInventory source) {
        return resource.field(DHCP).asBoolean()
                && !isAlwaysOn(resource)
                && SharedWire.choice(resource.text("network_id"), source) != Cutover.NOW;
    }

    @Override
    protected ObjectNode asked(ObjectNode wanted, ChangeContext context) {
        if ("held".equals(Json.text(wanted, WIRE))) {
            wanted.put(DHCP, false);
            List<String> tags = new ArrayList<>(Json.texts(wanted, "tags"));
            tags.add(HELD_DHCP);
            wanted.set("tags", Json.array(tags));
        }
        wanted.remove(WIRE);
        if (context.existing().isEmpty()) {
            SubnetSegment.resolve(wanted, wanted.path("network_id").asText(), context);
        }
        return wanted;
    }

    /** Neutron makes an ordinary subnet of a prefix that it is told. */
    @Override
    public Optional<String> unsupported(Resource resource, CloudInventory source) {
        return DELEGATED.equals(resource.text("subnetpool_id")) && !isOfTheCloud(resource, source)
                ? Optional.of("has a delegated prefix, which a router outside of the cloud gives, and the target's will"
                        + " be another. Create it on the target (openstack subnet create --subnet-pool"
                        + " prefix_delegation), and name its id in mapping: subnets")
                : super.unsupported(resource, source).or(() -> SubnetSegment.hidden(resource, source));
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        return isOfTheCloud(resource, source) ? List.of() : super.leftBehind(resource, source, target);
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        if (!wanted.has(DHCP)) {
            return List.of(); // of the cloud itself: nothing of it is compared
        }
        ObjectNode compared = wanted.deepCopy();
        compared.remove("subnetpool_id"); // Neutron changes it of no subnet
        boolean shared = compared.remove(WIRE) != null;
        if (shared
                && (wanted.path(WIRE).asText().equals("held")
                        || !wanted.path(DHCP).asBoolean())) {
            compared.remove(DHCP); // pumpCutover switches it on on the target and off on the source
        }
        compared.remove(SubnetSegment.FIELD);
        ObjectNode onTarget = SubnetSegment.withoutPeerRoutes(compared, existing);
        List<Difference> differences = new ArrayList<>(
                super.compare(compared, new Resource(KIND, existing.id(), existing.name(), onTarget), marked));
        if (marked) { // to which segments the target's operator binds his own is his affair
            SubnetSegment.difference(wanted, existing).ifPresent(differences::add);
        }
        boolean same =
                differences.stream().noneMatch(difference -> difference.field().equals(DNS));
        if (same && !Json.texts(wanted, DNS).equals(Json.texts(existing.json(), DNS))) { // the first is asked first
            differences.add(new Difference(DNS, Json.shown(wanted.path(DNS)), Json.shown(existing.field(DNS))));
        }
        return differences;
    }

    /** Neutron changes the segment of no subnet that has one. */
    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        return isElsewhere(differences) && !SubnetSegment.isBoundLater(existing, target)
                ? Decision.CONFLICT
                : super.whenDifferent(existing, differences, marked, target);
    }

    private static boolean isElsewhere(List<Difference> differences) {
        return differences.stream().anyMatch(difference -> difference.field().equals(SubnetSegment.FIELD));
    }

    @Override
    public String conflict(Resource existing, List<Difference> differences, String target) {
        return isElsewhere(differences)
                ? "is on " + target + " bound otherwise, and Neutron binds a subnet to no other segment. Remove it with"
                        + " pumpRollback, and bring it again"
                : super.conflict(existing, differences, target);
    }

    @Override
    public Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        return JoinedSubnets.obstructed(wanted, target);
    }

    @Override
    protected ObjectNode changed(ChangeContext context) {
        ObjectNode changed = super.changed(context);
        SubnetSegment.resolve(changed, context.existing().orElseThrow().text("network_id"), context);
        return changed;
    }

    @Override
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        return isOfTheCloud(resource, source)
                ? Optional.of("its network belongs to the cloud itself and has no subnet " + resource.text("cidr")
                        + " on " + target.cloud().name() + ". Create it")
                : Optional.empty();
    }

    @Override
    public String detail(Resource resource, CloudInventory source) {
        boolean both = isAlwaysOn(resource) && SharedWire.choice(resource.text("network_id"), source) != Cutover.NOW;
        return resource.text("cidr")
                + (both
                        ? ", with DHCP at once, although both clouds are on the same segment: Neutron holds none back"
                                + " of a subnet with IPv6 modes"
                        : "")
                + (holdsDhcp(resource, source)
                        ? ", without DHCP until pumpCutover: both clouds are on the same segment"
                        : "");
    }

    @Override
    protected boolean isMadeTogether() {
        return true;
    }
}
