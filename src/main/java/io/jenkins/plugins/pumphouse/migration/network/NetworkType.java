package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharedObjectUse;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosPolicyType;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosRulesType;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaNetworkFields;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Unasked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Networks. A project's own are made; those of the cloud itself (external ones, and shared ones of the operator's
 * project) are found on the target by name, as how they are wired is that cloud's affair.
 *
 * <p>A VLAN or flat network means a wire in the rack and keeps its segment; the segment of an overlay is the target's
 * to choose. So it is with each of several, unless the operator says otherwise: {@link ProviderChoice}.
 *
 * <p>What n networks cost on a Neutron with tags, beside the lists: 2 n (tags, description), and two (make, look for
 * twins) for each request of {@link io.jenkins.plugins.pumphouse.migration.network.neutron.CreationBatches}, of which
 * there are about n / 7 with the usual eight changes at a time.
 */
public final class NetworkType extends NeutronType {
    public static final Kind KIND = new Kind("network");

    private static final String EXTERNAL = "router:external";
    private static final List<String> SEGMENT = List.of(Segment.TYPE, Segment.WIRE, Segment.NUMBER);
    private static final String SEVERAL = "Create it on the target and name it in mapping: networks";
    /**
     * What Neutron computes for overlays from the underlying network's 1500 or 9000 (VXLAN, GRE and Geneve take 50, 42
     * and 58 bytes over IPv4, 20 more over IPv6); nobody has set it then. 0 and 1500 are what Neutron showed before
     * Mitaka.
     */
    private static final Set<Integer> OVERLAY_MTUS =
            Set.of(0, 1500, 1450, 1458, 1442, 1430, 1438, 1422, 9000, 8950, 8958, 8942, 8930, 8938, 8922);

    private static final int USUAL_MTU = 1500;

    /** Of an overlay over the usual 1500, the least that Neutron computes. */
    private static final int SMALLEST_OVERLAY_MTU = 1422;

    public NetworkType() {
        super(declared(KIND, "/networks", "networks", "network")
                .copies("name", "admin_state_up", "shared")
                .copiesWhere("net-mtu-writable", null, "mtu")
                .copiesWhere("port-security", true, "port_security_enabled")
                .copiesWhere("dns-integration", null, "dns_domain")
                .copiesWhere("vlan-transparent", false, "vlan_transparent")
                .copiesWhere("qinq", false, "vlan_qinq")
                .brings(EXTERNAL)
                .brings(SEGMENT.toArray(String[]::new))
                .brings(Segment.LIST)
                .serviceSets(
                        "id",
                        "status",
                        "subnets",
                        "created_at",
                        "updated_at",
                        "revision_number",
                        "availability_zones",
                        "l2_adjacency",
                        "is_default",
                        "ipv4_address_scope",
                        "ipv6_address_scope")
                .links("qos", "qos_policy_id", QosPolicyType.KIND, QosRulesType.KIND)
                .tells("multi_host", false, "each host was the gateway of its servers; the target's router is for all")
                .tells("injected", false, "the target writes no addresses into disks, and tells them by DHCP")
                .tells("vpn", null, "the VPN of nova-network has no counterpart")
                .tells("share_address", false, "the target's DHCP servers have addresses of their own")
                .tells("dhcp_server", null, "the target's DHCP server takes another address of the pool")
                .tells("rxtx_base", null, "Neutron limits no bandwidth by it")
                .tells("priority", null, "Neutron has no order of networks; servers keep that of their cards")
                .tells("wire", null, LostWire.WHY)
                .brings("projects") // told with what it means
                .tells("availability_zone_hints", null, "zones are the target's")
                .ownedBy("tenant_id")
                .countsAs("network network"));
    }

    /** Whether {@code network} belongs to the cloud itself and not to one of its customers. */
    static boolean isOfTheCloud(Resource network, CloudInventory source) {
        return network.field(EXTERNAL).asBoolean()
                || (!network.json().has(NovaNetworkFields.MARK)
                        && network.field("shared").asBoolean()
                        && String.valueOf(network.text("tenant_id"))
                                .equals(source.cloud().caller().projectId()));
    }

    /** Before net-mtu-writable (Pike) Neutron computes every MTU, and takes none. */
    @Override
    protected Resource resource(CloudInventory inventory, ObjectNode json) {
        if (!offered(inventory.cloud()).test("net-mtu-writable")) {
            json.remove("mtu");
        }
        return super.resource(inventory, json);
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        if (isOfTheCloud(resource, source)) {
            return List.of(); // found, not made: nothing of it moves
        }
        ObjectNode told = resource.json().deepCopy();
        ProviderChoice choice = ProviderChoice.of(resource, source);
        if (choice.staysWired() ? resource.field("mtu").asInt() == USUAL_MTU : !isSmall(resource)) {
            told.remove("mtu"); // nobody has set it, or it is told below
        }
        List<String> left = new ArrayList<>(
                super.leftBehind(new Resource(KIND, resource.id(), resource.name(), told), source, target));
        left.addAll(LostWire.told(resource, source, target.cloud().name()));
        choice.told(target.cloud().name()).ifPresent(left::add);
        if (Segment.areSeveral(resource) && !choice.isChosen()) {
            MissingTunnel.untold(resource, target).ifPresent(left::add);
        }
        int mtu = resource.field("mtu").asInt();
        if (!choice.staysWired() && resource.json().has("mtu") && !OVERLAY_MTUS.contains(mtu) && !isSmall(resource)) {
            left.add("mtu " + mtu + " (that of an overlay is " + target.cloud().name() + "'s to choose)");
        }
        return left;
    }

    /** Whether somebody has set an MTU that fits into every overlay. */
    private static boolean isSmall(Resource network) {
        int mtu = network.field("mtu").asInt();
        return mtu > 0 && mtu < SMALLEST_OVERLAY_MTU;
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        return resource.field(NovaNetworkFields.SPARE).asBoolean()
                ? Optional.of("is a VLAN that nova-network has given to no project")
                : Optional.empty();
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        return isOfTheCloud(resource, source)
                ? List.of()
                : SharedObjectUse.withPolicies(resource, super.needs(resource, source), source);
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return resource.field(EXTERNAL).asBoolean() || resource.field("shared").asBoolean()
                ? Scope.ALL
                : super.counterparts(resource, translation);
    }

    @Override
    protected boolean isKnownByName() {
        return true;
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        String reach = json.path(EXTERNAL).asBoolean()
                ? "external"
                : json.path("shared").asBoolean() ? "shared" : "own";
        return Optional.of(List.of(reach, json.path("name").asText()));
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        if (isOfTheCloud(resource, source)) {
            ObjectNode found = Json.object();
            found.put("name", resource.name())
                    .put("shared", resource.field("shared").asBoolean());
            return found.put(EXTERNAL, resource.field(EXTERNAL).asBoolean());
        }
        ObjectNode wanted = super.desired(resource, source, translation);
        if (resource.json().has(NovaNetworkFields.MARK)) {
            wanted.put(NovaNetworkFields.MARK, true);
        }
        ProviderChoice choice = ProviderChoice.of(resource, source);
        if (!choice.staysWired() && !isSmall(resource)) {
            wanted.remove("mtu"); // follows from the tunnel, and the target may use another kind
        }
        choice.addTo(wanted);
        return wanted;
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        boolean found = wanted.has(EXTERNAL); // of the cloud itself: nothing of it is compared
        if (found) {
            return List.of();
        }
        ObjectNode compared = wanted.deepCopy();
        boolean ofNova = compared.remove(NovaNetworkFields.MARK) != null;
        boolean several = compared.remove(Segment.LIST) != null;
        compared.remove(ProviderChoice.FORMER);
        List<Difference> differences = new ArrayList<>(super.compare(compared, existing, marked));
        ProviderChoice.same(wanted, existing).ifPresent(differences::add);
        if (several && !ProviderChoice.isSameList(wanted, existing.json())) {
            differences.add(new Difference(
                    Segment.LIST, Segment.shown(Segment.of(wanted)), Segment.shown(Segment.of(existing.json()))));
        }
        if (ofNova && !marked) { // a name is all that the two have in common: addresses are of subnets
            differences.add(new Difference("origin", "nova-network", "another"));
        }
        return differences;
    }

    /** Neutron changes the number of no tunnel; and a wire that must be another has servers on it. */
    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        return differences.stream().anyMatch(difference -> ProviderChoice.isFixed(difference, existing))
                ? Decision.CONFLICT
                : super.whenDifferent(existing, differences, marked, target);
    }

    @Override
    public String conflict(Resource existing, List<Difference> differences, String target) {
        return differences.stream().anyMatch(difference -> ProviderChoice.isFixed(difference, existing))
                ? "is on " + target + " in another segment than providerNetworks says, and stays in it. Choose the word"
                        + " with which it was moved, or remove it from " + target + " first"
                : super.conflict(existing, differences, target);
    }

    /** It is not shared again, nor are its ports opened to any address, when a server needs it. */
    @Override
    public Optional<Unasked> unasked(Resource existing, List<Difference> differences, CloudInventory target) {
        Map<String, String> open = Map.of("shared", "true", "port_security_enabled", "false");
        return differences.stream().anyMatch(d -> d.source().equals(open.get(d.field())))
                ? Optional.of(Unasked.left("pumpNetworks"))
                : Optional.empty();
    }

    @Override
    protected ObjectNode asked(ObjectNode wanted, ChangeContext context) {
        wanted.remove(List.of(NovaNetworkFields.MARK, ProviderChoice.FORMER));
        return wanted;
    }

    @Override
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        if (isOfTheCloud(resource, source)) {
            return Optional.of("belongs to the cloud itself and is not on "
                    + target.cloud().name() + ". Create it, or name the network to use instead in mapping: networks: {"
                    + resource.entry() + ": …}");
        }
        ProviderChoice choice = ProviderChoice.of(resource, source);
        Optional<String> routed = RoutedNetwork.refused(resource, source, target);
        if (routed.isPresent() || choice.isChosen()) {
            return routed.or(() -> super.refused(resource, source, target));
        }
        if (Segment.areSeveral(resource) && !offered(target.cloud()).test(Segment.EXTENSION)) {
            return Optional.of("has several segments (" + SharedWire.described(resource) + "), and "
                    + target.cloud().name() + " has no extension " + Segment.EXTENSION + ". " + SEVERAL);
        }
        if (Segment.areSeveral(resource) || choice.word().keepsAll()) { // else the target chooses the kind of a tunnel
            Optional<String> lacked = MissingTunnel.of(resource, target);
            if (lacked.isPresent()) {
                return lacked.map(why -> why + ". " + SEVERAL);
            }
        }
        return super.refused(resource, source, target)
                .or(() -> TakenSegment.of(choice, target))
                .or(() -> choice.doubt(target));
    }

    @Override
    protected boolean isMadeTwice() {
        return true;
    }

    @Override
    protected boolean isMadeTogether() {
        return true;
    }
}
