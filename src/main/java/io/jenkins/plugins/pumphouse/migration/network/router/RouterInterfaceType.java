package io.jenkins.plugins.pumphouse.migration.network.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.AddedToNetwork;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.SharedWire;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharedObjectUse;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.Account;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.type.TargetRemoval;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Where routers touch subnets: ports of a router, with the address that is the gateway of the subnet or another. */
public final class RouterInterfaceType extends ResourceType {
    public static final Kind KIND = new Kind("router interface");

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Optional<Account> account() {
        return Optional.of(InterfaceAttachment.ACCOUNT);
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return RouterInterfaces.in(scope, inventory);
    }

    /**
     * With a tenant, all interfaces of its routers, also those that belong to an administrator's project; and those of
     * an administrator's router in its networks.
     */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        Set<String> routers = new HashSet<>();
        source.list(RouterType.KIND, source.scope(selection)).forEach(router -> routers.add(router.id()));
        AddedToNetwork added = new AddedToNetwork(selection, source);
        return source.list(KIND, Scope.ALL).stream()
                .filter(i -> routers.contains(i.text("device_id")) || isIn(added, i, source))
                .toList();
    }

    /** Whether the router belongs to who has added it; the port of its interface may be the tenant's own. */
    static boolean isIn(AddedToNetwork added, Resource port, CloudInventory source) {
        return source.find(RouterType.KIND, port.text("device_id"))
                .filter(router -> added.has(port.text("network_id"), router.text("tenant_id")))
                .isPresent();
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return RouterInterfaces.one(inventory, id);
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        Set<Reference> needs = new LinkedHashSet<>();
        needs.add(Reference.to(RouterType.KIND, resource.text("device_id")));
        needs.add(Reference.to(Kind.PROJECT, resource.text("tenant_id"))); // not always the router's
        needs.add(Reference.to(NetworkType.KIND, resource.text("network_id")));
        resource.field("fixed_ips").forEach(ip -> needs.add(Reference.to(SubnetType.KIND, Json.text(ip, "subnet_id"))));
        return SharedObjectUse.withPolicies(resource, needs, source);
    }

    @Override
    public Optional<String> payer(Resource resource) {
        return Optional.ofNullable(resource.text("tenant_id"));
    }

    @Override
    public Map<String, Long> consumes(Resource resource, CloudInventory source) {
        return Map.of("network port", 1L);
    }

    /**
     * Router and subnet identify it: whose the port is on the target depends on how and by which release it was made.
     */
    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ALL;
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>(super.leftBehind(resource, source, target));
        InterfaceAttachment.lostOwner(resource, source).ifPresent(left::add);
        return left;
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        List<String> subnets = new ArrayList<>();
        json.path("fixed_ips").forEach(ip -> subnets.add(Json.text(ip, "subnet_id")));
        return Optional.of(List.of(
                json.path("device_id").asText(), subnets.stream().sorted().toList()));
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return desired(resource, source, translation, SharedWire.choiceOf(resource, source) == Cutover.ADDRESS);
    }

    static ObjectNode desired(Resource resource, CloudInventory source, Translation translation, boolean anyAddress) {
        ObjectNode wanted = Json.object();
        wanted.put("device_id", translation.id(RouterType.KIND, resource.text("device_id")));
        ArrayNode addresses = wanted.putArray("fixed_ips");
        for (JsonNode ip : resource.field("fixed_ips")) {
            ObjectNode address = addresses.addObject();
            address.put("subnet_id", translation.id(SubnetType.KIND, Json.text(ip, "subnet_id")));
            if (!anyAddress && !isFromMac(source, ip)) {
                address.put("ip_address", Json.text(ip, "ip_address"));
            }
        }
        return wanted;
    }

    /** On a shared wire the address would have two owners while the source's router answers. */
    @Override
    public Optional<String> deferred(
            Resource resource, ObjectNode wanted, CloudInventory source, CloudInventory target) {
        if (SharedWire.choiceOf(resource, source) != Cutover.HOLD) {
            return Optional.empty();
        }
        Resource network =
                source.find(NetworkType.KIND, resource.text("network_id")).orElseThrow();
        return Optional.of("network " + network.name() + " is " + SharedWire.described(network)
                + " on both clouds, and the router of "
                + source.cloud().name() + " answers at its gateway. Run pumpCutover networks: ['" + network.entry()
                + "'] when its servers have moved, which switches over. cutover: "
                + (SharedWire.isAdvertised(resource, source) ? "" : "address or ")
                + "now brings the interface at once");
    }

    @Override
    public String detail(Resource resource, CloudInventory source) {
        boolean shared = SharedWire.is(resource.text("network_id"), source);
        return switch (SharedWire.choiceOf(resource, source)) {
            case ADDRESS -> "takes another free address until pumpCutover, because both clouds are on the same segment";
            case NOW -> shared ? "answers on both clouds, which are on the same segment (cutover: now)" : "";
            case HOLD -> "";
        };
    }

    /** Whether an address follows from the MAC of the interface, which is another on the target. */
    private static boolean isFromMac(CloudInventory source, JsonNode ip) {
        String subnet = Json.text(ip, "subnet_id");
        return SubnetType.isAutomatic(source, subnet)
                && source.find(SubnetType.KIND, subnet)
                        .filter(s -> String.valueOf(s.text("gateway_ip")).equals(Json.text(ip, "ip_address")))
                        .isEmpty();
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        Set<String> free = new HashSet<>();
        for (JsonNode ip : wanted.path("fixed_ips")) {
            if (!ip.has("ip_address")) {
                free.add(Json.text(ip, "subnet_id"));
            }
        }
        ObjectNode shown = existing.json().deepCopy();
        for (JsonNode ip : shown.path("fixed_ips")) {
            if (free.contains(Json.text(ip, "subnet_id"))) {
                ((ObjectNode) ip).remove("ip_address");
            }
        }
        List<Difference> differences = new ArrayList<>(
                super.compare(wanted, new Resource(KIND, existing.id(), existing.name(), shown), marked));
        if (mark(existing).isPresent()) {
            differences.add(new Difference("move", "to be finished", "unfinished"));
        }
        return differences;
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        boolean another = SharedWire.choiceOf(context.resource(), context.inventory()) == Cutover.ADDRESS;
        ObjectNode wanted = another ? FreeAddress.on(context.wanted(), context) : context.wanted();
        return ChangeResult.now(InterfaceAttachment.attach(
                context,
                context.resource(),
                wanted,
                !another && InterfaceAttachment.isGateway(context.resource(), context.inventory())));
    }

    /**
     * A port that Pumphouse created says where it comes from only until it is attached: then its router and subnet do.
     */
    @Override
    protected Marking marking() {
        return Marking.DESCRIPTION;
    }

    @Override
    public boolean isUnmarked(Resource onTarget) {
        return false;
    }

    /** A marked router has it from Pumphouse, and so has a marked network: nobody else knew either before. */
    @Override
    public boolean isMadeFor(Mark mark, Resource onTarget, CloudInventory target) {
        return Stream.of(
                        target.find(RouterType.KIND, String.valueOf(onTarget.text("device_id")))
                                .flatMap(new RouterType()::mark),
                        target.find(NetworkType.KIND, String.valueOf(onTarget.text("network_id")))
                                .flatMap(new NetworkType()::mark))
                .flatMap(Optional::stream)
                .anyMatch(of -> of.cloud().equals(mark.cloud()));
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return TargetRemoval.of(
                context,
                this,
                port -> context.target()
                        .send(Request.put(
                                        Service.NETWORK,
                                        "/routers/" + Request.segment(port.text("device_id"))
                                                + "/remove_router_interface")
                                .body(Json.object().put("port_id", port.id()))
                                .once()));
    }

    /** Finishes one that an interrupted run attached and left marked. */
    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        String port = context.existing().orElseThrow().id();
        InterfacePort.unmark(context.target(), port);
        return ChangeResult.now(port);
    }
}
