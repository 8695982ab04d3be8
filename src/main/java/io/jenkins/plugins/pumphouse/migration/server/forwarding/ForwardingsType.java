package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.floating.ForwardedPort;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwarding;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronPartType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaces;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.server.card.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSelection;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * The port forwardings of a floating address, as one object with the address's id. They follow when the last of the
 * servers that they lead to has moved: an address forwards on one cloud alone, as both would announce it.
 */
public final class ForwardingsType extends NeutronPartType {
    public static final Kind KIND = new Kind("port forwardings");

    private static final String FORWARDINGS = "forwardings";
    private static final List<Object> SELECTED = List.of(ForwardingsType.class, "selected");

    public ForwardingsType() {
        super(KIND, FloatingIpType.KIND);
    }

    @Override
    protected Resource partOf(Resource address, CloudInventory inventory) {
        ObjectNode json = address.json().deepCopy();
        ArrayNode forwardings = json.putArray(FORWARDINGS);
        PortForwardings.of(address, inventory).forEach(forwardings::add);
        return new Resource(KIND, address.id(), address.name(), json);
    }

    /** Those that lead to a server that is meant, of any owner. */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        if (!source.cloud().has(Service.NETWORK)) {
            return List.of();
        }
        List<Resource> meant = ServerSelection.of(selection, source).stream()
                .filter(server -> ServerSelection.missed(server).isEmpty())
                .toList();
        ServerForwardings.expect(meant, source);
        Set<String> servers =
                source.fact(SELECTED, () -> meant.stream().map(Resource::id).collect(Collectors.toSet()));
        return source.list(KIND, Scope.ALL).stream()
                .filter(address -> forwardings(address, source).stream()
                        .anyMatch(one -> one.kept() != null
                                        && servers.contains(one.kept().server())
                                || ServerForwardings.server(one, source)
                                        .filter(server -> servers.contains(server.id()))
                                        .isPresent()))
                .toList();
    }

    private static List<Forwarding> forwardings(Resource address, CloudInventory source) {
        return ServerForwardings.of(address, source);
    }

    /** Those that the target has not had. */
    private static List<Forwarding> pending(Resource address, CloudInventory source) {
        return forwardings(address, source).stream()
                .filter(one -> !one.isDone())
                .toList();
    }

    /** The servers that have not moved, of those that an address leads to. */
    private static List<Resource> staying(Resource address, CloudInventory source) {
        return pending(address, source).stream()
                .flatMap(one -> ServerForwardings.server(one, source).stream())
                .filter(server -> !MoveNotes.isMoved(server))
                .distinct()
                .toList();
    }

    /** Why an address has to go on forwarding on the source for now. */
    @Override
    public Optional<String> skipped(Resource address, CloudInventory source) {
        return ForwardingHold.of(address, pending(address, source), source).or(() -> waiting(address, source));
    }

    private static Optional<String> waiting(Resource address, CloudInventory source) {
        Set<String> selected = source.fact(SELECTED, Set::of);
        String others = staying(address, source).stream()
                .filter(server -> !selected.contains(server.id()))
                .map(server -> server.name() + " (" + server.id() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            return Optional.of("stay on " + source.cloud().name()
                    + " until all servers that the address leads to have moved: move also " + others);
        }
        HeldGateways gateways = new HeldGateways(source.options().cutovers());
        boolean held = pending(address, source).stream()
                .flatMap(one -> source.find(PortType.KIND, one.port()).stream())
                .filter(port -> gateways.holds(port.text("network_id"), source))
                .anyMatch(port -> plugs(address, port, source).stream()
                        .anyMatch(plug -> plug.field("admin_state_up").asBoolean(true)));
        return held
                ? Optional.of("stay on " + source.cloud().name() + " until pumpCutover, as the gateway does; then run"
                        + " pumpInstances again")
                : Optional.empty();
    }

    /** The interfaces of the router that forwards, in the network of a port. */
    private static List<Resource> plugs(Resource address, Resource port, CloudInventory source) {
        String router = address.text("router_id");
        return router == null
                ? List.of()
                : RouterInterfaces.ofNetwork(source, port.text("network_id")).stream()
                        .filter(plug -> router.equals(plug.text("device_id")))
                        .toList();
    }

    /** The servers that have the notes of it: another build may be taking one of them back. */
    @Override
    public List<Reference> worksBeside(Resource address, CloudInventory source) {
        return needs(address, source).stream()
                .filter(need -> need.kind().equals(Kind.SERVER))
                .toList();
    }

    @Override
    public List<Reference> needs(Resource address, CloudInventory source) {
        List<Reference> needs = new ArrayList<>(super.needs(address, source));
        for (Forwarding one : pending(address, source)) {
            Optional<Resource> server = ServerForwardings.server(one, source);
            server.ifPresent(found -> needs.add(
                    MoveNotes.isMoved(found)
                            ? Reference.known(Kind.SERVER, found.id())
                            : Reference.to(Kind.SERVER, found.id())));
            needs.add(
                    server.isPresent()
                                    || ForwardedPort.service(one.json(), source).isPresent()
                            ? Reference.known(PortType.KIND, one.port())
                            : Reference.to(PortType.KIND, one.port()));
            source.find(PortType.KIND, one.port())
                    .ifPresent(port -> plugs(address, port, source).forEach(plug -> {
                        needs.add(Reference.to(RouterType.KIND, plug.text("device_id")));
                        needs.add(Reference.to(RouterInterfaceType.KIND, plug.id()));
                    }));
        }
        return needs.stream().distinct().toList();
    }

    @Override
    public String detail(Resource resource, CloudInventory source) {
        return forwardings(resource, source).stream().map(Forwarding::meaning).collect(Collectors.joining(", "));
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        return pending(resource, source).stream()
                .flatMap(one -> PortForwardings.leftBehind(one.json(), target.cloud()).stream())
                .toList();
    }

    @Override
    public Optional<String> unsupportedOn(Resource resource, CloudInventory target) {
        for (JsonNode forwarding : resource.field(FORWARDINGS)) {
            Optional<String> refused = PortForwardings.refused(forwarding, target.cloud());
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = wantedOf(resource, translation);
        ArrayNode forwardings = wanted.putArray(FORWARDINGS);
        pending(resource, source)
                .forEach(one ->
                        forwardings.add(PortForwarding.wanted(one.json(), translation.id(PortType.KIND, one.port()))));
        return wanted;
    }

    /**
     * What the owner of the target's address has added or removed since is his own. One that is wanted is pending, also
     * where the target has an equal one: the source has it still, or does not know that it is done.
     */
    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        List<Difference> differences = new ArrayList<>(verify(wanted, existing));
        Set<String> lacking = differences.stream().map(Difference::source).collect(Collectors.toSet());
        for (JsonNode one : wanted.path(FORWARDINGS)) {
            String meaning = PortForwarding.meaning(one);
            if (!lacking.contains(meaning)) {
                differences.add(
                        new Difference("port forwarding", meaning + ", or a note that it is not done", meaning));
            }
        }
        return differences;
    }

    @Override
    public List<Difference> verify(ObjectNode wanted, Resource existing) {
        Set<String> onTarget = new HashSet<>();
        existing.field(FORWARDINGS).forEach(one -> onTarget.add(PortForwarding.meaning(one)));
        List<Difference> differences = new ArrayList<>();
        for (JsonNode one : wanted.path(FORWARDINGS)) {
            if (!onTarget.contains(PortForwarding.meaning(one))) {
                differences.add(new Difference("port forwarding", PortForwarding.meaning(one), "nothing"));
            }
        }
        return differences;
    }

    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        return Decision.UPDATE;
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        return update(context);
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        return new ForwardingClaims(context).during(() -> new ForwardingHandover(context).run());
    }
}
