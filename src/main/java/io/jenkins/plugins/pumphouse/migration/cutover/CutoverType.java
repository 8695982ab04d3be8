package io.jenkins.plugins.pumphouse.migration.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.SharedWire;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.server.VirtualAddress;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The gateway and the DHCP of a network that is one wire on both clouds: on the target instead of on the source.
 *
 * <p>Its object is the network itself, seen with its subnets and router interfaces; {@link Handover} does the writing.
 */
public final class CutoverType extends ResourceType {
    public static final Kind KIND = new Kind("cutover");

    static final String INTERFACES = "interfaces";
    static final String DHCP = "dhcp";
    /** Bound floating addresses: {@code "<id> <fixed address>"}. */
    static final String FLOATING = "floating addresses";

    /** Those of {@link #FLOATING} that the source's server no longer has. */
    static final String LET_GO = "let go";

    static final String HELD = "held";
    static final String ANSWERING = "answering";

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return inventory.list(NetworkType.KIND, scope).stream()
                .filter(network -> SharedWire.is(network, inventory))
                .map(network -> of(network, inventory))
                .toList();
    }

    /** With names, exactly these networks, each of which has to be a shared wire. */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        Scope scope = source.scope(selection);
        if (selection.networks().isEmpty()) {
            StayingServers.select(source.list(KIND, scope), source);
            return source.list(KIND, scope);
        }
        List<Resource> selected = new ArrayList<>();
        for (String name : selection.networks()) {
            Resource network = source.named(NetworkType.KIND, name, scope);
            if (!SharedWire.is(network, source)) {
                throw new MigrationException("Network " + network.name() + " (" + network.id() + ") of "
                        + source.cloud().name()
                        + " is " + SharedWire.described(network)
                        + ": only a VLAN or flat network is the same segment on both"
                        + " clouds and needs a cutover, and none where provider_networks is choose. Take it out of"
                        + " networks.");
            }
            selected.add(of(network, source));
        }
        StayingServers.select(selected, source);
        return selected;
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory
                .find(NetworkType.KIND, id)
                .filter(network -> SharedWire.is(network, inventory))
                .map(network -> of(network, inventory));
    }

    private static Resource of(Resource network, CloudInventory inventory) {
        ObjectNode json = Json.object().put("id", network.id());
        ArrayNode dhcp = json.putArray(DHCP);
        ArrayNode held = json.putArray(HELD);
        for (Resource subnet : SubnetType.ofNetwork(inventory, network.id())) {
            if (SubnetType.isAlwaysOn(subnet)) {
                continue; // nobody can switch it, and its advertisements are the router's
            }
            if (subnet.field("enable_dhcp").asBoolean()) {
                dhcp.add(subnet.id());
            }
            if (HandoverNotes.of(subnet, inventory).contains(NeutronType.HELD_DHCP)) {
                held.add(subnet.id());
            }
        }
        json.set(FLOATING, inventory.fact(List.of(CutoverType.class, FLOATING), () -> bound(inventory)));
        ArrayNode interfaces = json.putArray(INTERFACES);
        inventory
                .grouped(RouterInterfaceType.KIND, Scope.ALL, "network_id")
                .getOrDefault(network.id(), List.of())
                .forEach(port -> interfaces.add(port.json()));
        json.set(RouterGateways.FIELD, RouterGateways.shown(network.id(), inventory));
        return new Resource(KIND, network.id(), network.name(), json);
    }

    /** Bound floating addresses of the cloud. */
    private static ArrayNode bound(CloudInventory inventory) {
        return Json.array(FloatingIpType.all(inventory).stream()
                .filter(ip -> ip.text("port_id") != null)
                .map(ip -> ip.id() + " " + ip.text("fixed_ip_address"))
                .toList());
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        Set<Reference> needs = new LinkedHashSet<>();
        needs.add(Reference.known(NetworkType.KIND, resource.id()));
        for (Resource subnet : SubnetType.ofNetwork(source, resource.id())) {
            needs.add(Reference.known(SubnetType.KIND, subnet.id()));
        }
        for (JsonNode port : resource.field(INTERFACES)) {
            needs.add(Reference.known(RouterType.KIND, Json.text(port, "device_id")));
            needs.add(Reference.known(Kind.PROJECT, Json.text(port, "tenant_id")));
        }
        needs.addAll(VirtualAddress.needs(resource.id(), source));
        return List.copyOf(needs);
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(json.path("id").asText());
    }

    /** Asked only when the network itself is not on the target. */
    @Override
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        return Optional.of("is not on " + target.cloud().name()
                + "; bring it with pumpNetworks before its gateway is switched over");
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return WantedCutover.of(resource, source, translation);
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        return CutoverDifferences.of(wanted, existing);
    }

    @Override
    public List<Difference> verify(ObjectNode wanted, Resource existing) {
        ObjectNode done = wanted.deepCopy();
        done.remove(ANSWERING); // the wanted object was read before the source was switched off
        done.remove(RouterGateways.FIELD); // what a router does not get is told
        return compare(done, existing, true);
    }

    /** Servers left on the source keep their gateway; the rest is what this step is for. */
    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        return differences.get(0).field().startsWith("servers") ? Decision.CONFLICT : Decision.UPDATE;
    }

    @Override
    protected String conflict(Resource existing, String target) {
        return "would leave these on the source without a gateway: move the servers first, or say force: true";
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        throw new MigrationException("Network " + context.resource().name() + " is not on "
                + context.target().name() + "; bring it with pumpNetworks.");
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        return new Handover(context).run();
    }
}
