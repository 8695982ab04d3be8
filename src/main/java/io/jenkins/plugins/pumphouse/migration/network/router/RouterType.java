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
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.type.Candidates;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Routers with their gateway; interfaces and static routes are types of their own, as a route must not come before the
 * interface that it goes out of. The address on the external network is kept where it can be, else one beside the
 * floating addresses and routers that are still to come.
 *
 * <p>One costs four requests beside the lists on a Neutron with tags (make, look for a twin, tags, description), and
 * one for each interface.
 */
public final class RouterType extends NeutronType {
    public static final Kind KIND = new Kind("router");

    private static final String GATEWAY = RouterAddress.GATEWAY;
    private static final String SNAT = "enable_snat";
    private static final int TRIES = 3;

    public RouterType() {
        super(declared(KIND, "/routers", "routers", "router")
                .copies("name", "admin_state_up")
                .brings(GATEWAY, "routes") // routes are a type of their own
                .serviceSets("id", "status", "created_at", "updated_at", "revision_number", "availability_zones")
                .tells("ha", false, "whether routers are highly available is the target's default")
                .tells("distributed", false, "whether routers are distributed is the target's default")
                .tells("flavor_id", null, "no step moves router flavors")
                .tells("service_type_id", null, "no step moves service types")
                .tells("availability_zone_hints", null, "zones are the target's")
                .tells("enable_ndp_proxy", false, "set it after the move: openstack router set --enable-ndp-proxy")
                .tells(
                        "enable_default_route_bfd",
                        false,
                        "the target's default holds: openstack router set --enable-default-route-bfd")
                .tells(
                        "enable_default_route_ecmp",
                        false,
                        "the target's default holds: openstack router set --enable-default-route-ecmp")
                .tells("conntrack_helpers", null, "make them anew: openstack network l3 conntrack helper create")
                .brings("external_gateways") // the first is the gateway; more are told
                .ownedBy("tenant_id")
                .countsAs("network router")
                .identifiedBy("name"));
    }

    private static String external(JsonNode router) {
        return Json.text(router.path(GATEWAY), "network_id");
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>(super.needs(resource, source));
        if (external(resource.json()) != null) {
            needs.add(Reference.to(NetworkType.KIND, external(resource.json())));
        }
        return needs;
    }

    /** An interface of a network needs no more than the router. */
    @Override
    public Map<ResourceKey, String> apart(Resource resource, CloudInventory source) {
        String step = " (" + step("pumpNetworks", resource, source) + " brings ";
        Map<ResourceKey, String> apart = new LinkedHashMap<>();
        int routes = resource.field("routes").size();
        if (routes > 0) {
            apart.put(
                    new ResourceKey(RoutesType.KIND, resource.id()),
                    routes == 1
                            ? "its static route" + step + "it)"
                            : "its " + routes + " static routes" + step + "them)");
        }
        source.grouped(RouterInterfaceType.KIND, Scope.ALL, "device_id")
                .getOrDefault(resource.id(), List.of())
                .forEach(port -> apart.put(ResourceKey.of(port), "its interface " + port.name() + step + "it)"));
        return apart;
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>(super.leftBehind(resource, source, target));
        if (Json.text(resource.field(GATEWAY), "qos_policy_id") != null) {
            left.add("qos_policy_id of the gateway (a gateway takes none along: set it on the target)");
        }
        int gateways = resource.field("external_gateways").size();
        if (gateways > 1) {
            left.add((gateways - 1) + " of " + gateways + " external gateways (only the first is migrated yet)");
        }
        return left;
    }

    @Override
    public List<String> leftBehind(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        List<String> left = new ArrayList<>(super.leftBehind(resource, source, target, translation));
        String network = external(resource.json());
        if (network == null) {
            counterpart(resource, source, target, translation)
                    .filter(router -> external(router.json()) != null)
                    .ifPresent(router ->
                            left.add("no external gateway (" + target.cloud().name()
                                    + " keeps the one of its router: openstack router unset --external-gateway "
                                    + router.id() + " takes it away)"));
        } else {
            left.addAll(RouterAddress.lost(
                    resource,
                    counterpart(resource, source, target, translation),
                    translation.id(NetworkType.KIND, network),
                    source,
                    target));
        }
        return left;
    }

    /** What the target has of the router, by mark or by the name in its project. */
    private static Optional<Resource> counterpart(
            Resource router, CloudInventory source, CloudInventory target, Translation translation) {
        Candidates routers = target.candidates(KIND, Scope.ALL);
        return Stream.concat(
                        routers.marked(Mark.of(source.cloud(), router)).stream(),
                        routers.called(router.name()).stream()
                                .filter(other -> translation
                                        .known(Kind.PROJECT, router.text("tenant_id"))
                                        .filter(project -> project.equals(other.text("tenant_id")))
                                        .isPresent()))
                .findFirst();
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        return made(context, TRIES).thenApply(made -> {
            if (external(context.resource().json()) == null) {
                return made;
            }
            List<String> notes = new ArrayList<>(made.notes());
            readOne(context.targets().anew(), made.target())
                    .ifPresent(router ->
                            notes.addAll(RouterAddress.notes(context.resource(), context.inventory(), router.json())));
            return new ChangeResult(made.target(), notes, made.facts());
        });
    }

    /** Somebody may take the address meanwhile, such as another controller that makes the same router. */
    private CompletionStage<ChangeResult> made(ChangeContext context, int tries) {
        try {
            return super.create(context);
        } catch (CloudException.Conflict e) {
            if (tries == 1 || external(context.resource().json()) == null || isStillFree(context)) {
                throw e;
            }
            isTaken(context).set(true);
            return made(context, tries - 1);
        }
    }

    /** Then it is not its address for which Neutron refuses the router, and the next run brings that. */
    private static boolean isStillFree(ChangeContext context) {
        String network = external(context.wanted());
        return RouterAddress.kept(network, context, context.targets())
                .filter(asked -> RouterAddress.kept(
                                network, context, context.targets().anew())
                        .filter(asked::equals)
                        .isPresent())
                .isPresent();
    }

    /** Whether the address of the router that is being made turned out to be taken since the plan. */
    private static AtomicBoolean isTaken(ChangeContext context) {
        return context.targets()
                .fact(List.of(RouterType.class, context.resource().id()), AtomicBoolean::new);
    }

    /** A Neutron without the extension lets nobody choose, and the default of each cloud is its own. */
    private static void leaveOut(ObjectNode gateway, String field, JsonNode other) {
        if (!other.has(field)) {
            gateway.remove(field);
        }
    }

    @Override
    protected ObjectNode asked(ObjectNode wanted, ChangeContext context) {
        boolean chosen = offered(context.target()).test("ext-gw-mode");
        if (!chosen && wanted.path(GATEWAY) instanceof ObjectNode gateway) {
            gateway.remove(SNAT);
        }
        String network = external(wanted);
        boolean has = context.existing()
                .filter(router -> Objects.equals(external(router.json()), network))
                .isPresent();
        if (network != null && !has && wanted.path(GATEWAY) instanceof ObjectNode gateway) {
            (isTaken(context).get()
                            ? Optional.<ArrayNode>empty()
                            : RouterAddress.kept(network, context, context.targets()))
                    .or(() -> GatewayAddress.beside(network, context))
                    .ifPresent(addresses -> gateway.set(RouterAddress.FIXED, addresses));
        }
        return wanted;
    }

    @Override
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        boolean without = resource.field(GATEWAY).has(SNAT)
                && !resource.field(GATEWAY).path(SNAT).asBoolean();
        return without && !offered(target.cloud()).test("ext-gw-mode")
                ? Optional.of("has a gateway without SNAT, which Neutron of "
                        + target.cloud().name()
                        + " cannot be told (extension ext-gw-mode): create a router for it on the target"
                        + " and name it in mapping: routers")
                : Optional.empty();
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = super.desired(resource, source, translation).putNull(GATEWAY);
        if (external(resource.json()) != null) {
            ObjectNode gateway = wanted.putObject(GATEWAY);
            gateway.put("network_id", translation.id(NetworkType.KIND, external(resource.json())));
            if (resource.field(GATEWAY).has(SNAT)) {
                gateway.set(SNAT, resource.field(GATEWAY).get(SNAT));
            }
        }
        return wanted;
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        ObjectNode onTarget = existing.json().deepCopy();
        ObjectNode compared = wanted.deepCopy();
        if (external(wanted) == null) {
            onTarget.putNull(GATEWAY); // the source's may have given its address up for it
        }
        if (onTarget.path(GATEWAY) instanceof ObjectNode gateway) {
            gateway.retain("network_id", SNAT); // the address is told
            if (compared.path(GATEWAY) instanceof ObjectNode ofSource) {
                leaveOut(gateway, SNAT, ofSource);
                leaveOut(ofSource, SNAT, gateway);
            }
        }
        return super.compare(compared, new Resource(KIND, existing.id(), existing.name(), onTarget), marked);
    }

    @Override
    protected boolean isMadeTwice() {
        return true;
    }
}
