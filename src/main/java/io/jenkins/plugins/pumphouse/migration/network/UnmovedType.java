package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * What a project has in Neutron and no step moves, as one object a project that is always skipped: so the plan, the log
 * and the report say what is left behind.
 */
public final class UnmovedType extends ResourceType {
    public static final Kind KIND = new Kind("left behind");

    /** So many names stand in the line; the rest is a number. */
    private static final int NAMES = 5;

    /** A list of Neutron that only exists with an extension. */
    private record Collection(String extension, String path, String plural, String one, String many) {}

    private static final List<Collection> COLLECTIONS = List.of(
            new Collection(
                    "metering", "/metering/metering-labels", "metering_labels", "metering label", "metering labels"),
            new Collection("vpnaas", "/vpn/vpnservices", "vpnservices", "VPN service", "VPN services"),
            new Collection("fwaas", "/fw/firewalls", "firewalls", "firewall", "firewalls"),
            new Collection("lbaas", "/lb/vips", "vips", "load balancer", "load balancers"),
            new Collection("lbaasv2", "/lbaas/loadbalancers", "loadbalancers", "load balancer", "load balancers"));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        Map<String, List<String>> byOwner = new TreeMap<>();
        inventory.list(PortType.KIND, scope).stream()
                .filter(UnmovedType::isOfAnother)
                .collect(Collectors.groupingBy(UnmovedType::device, TreeMap::new, Collectors.toList()))
                .forEach((device, ports) -> add(
                        byOwner,
                        "port of " + device,
                        "ports of " + device,
                        ports.stream().map(Resource::json).toList()));
        List<ObjectNode> trunks = inventory.list(TrunkType.KIND, scope).stream()
                .filter(trunk -> inventory
                        .find(PortType.KIND, trunk.text("port_id"))
                        .filter(UnmovedType::isOfAnother)
                        .isPresent())
                .map(Resource::json)
                .toList();
        add(byOwner, "trunk of another service's port", "trunks of other services' ports", trunks);
        Set<String> extensions = inventory.cloud().networkExtensions();
        for (Collection collection : COLLECTIONS) {
            if (extensions.contains(collection.extension)) {
                add(inventory, scope, collection, byOwner);
            }
        }
        List<Resource> all = new ArrayList<>();
        byOwner.forEach((owner, words) -> {
            String name =
                    inventory.find(Kind.PROJECT, owner).map(Resource::name).orElse(owner);
            ObjectNode json = Json.object().put("tenant_id", owner).put("words", String.join(", ", words));
            all.add(new Resource(KIND, owner, name, json));
        });
        return all;
    }

    /** Whether a port is none of a server or of Neutron itself, and none that nothing has: another service's. */
    private static boolean isOfAnother(Resource port) {
        String owner = Objects.toString(port.text("device_owner"), "");
        boolean ofServer = owner.startsWith("compute:") && !nothing(port.text("device_id"));
        return !PortType.isUnbound(port) && !ofServer && !owner.startsWith("network:");
    }

    /** {@code "Octavia"}. */
    private static String device(Resource port) {
        String owner = port.text("device_owner");
        return nothing(owner) ? "device " + port.text("device_id") : owner;
    }

    private static boolean nothing(String text) {
        return text == null || text.isEmpty();
    }

    private static void add(
            CloudInventory inventory, Scope scope, Collection collection, Map<String, List<String>> byOwner) {
        Request list = Request.get(Service.NETWORK, collection.path);
        try {
            List<ObjectNode> found = inventory
                    .cloud()
                    .list(scope.all() ? list : list.query("tenant_id", scope.owner()), collection.plural);
            add(
                    byOwner,
                    collection.one,
                    collection.many,
                    found.stream().filter(UnmovedType::isMeant).toList());
        } catch (CloudException.NotFound e) {
            return; // named among the extensions and not served: nothing is there to be left behind
        } catch (CloudException.MissingRight | CloudException.Rejected | CloudException.ServiceFault e) {
            if (!scope.all()) {
                byOwner.computeIfAbsent(scope.owner(), o -> new ArrayList<>())
                        .add(collection.many + " (cannot be read: " + e.getMessage() + ")");
            }
        }
    }

    /** That a network is shared with all, or external, is a field of it; firewalls and QoS have the cloud's own. */
    private static boolean isMeant(ObjectNode json) {
        boolean fieldOfNetwork = "*".equals(Json.text(json, "target_tenant"));
        return !fieldOfNetwork && !json.path("is_default").asBoolean();
    }

    private static void add(Map<String, List<String>> byOwner, String one, String many, List<ObjectNode> found) {
        found.stream()
                .filter(json -> !nothing(Json.text(json, "tenant_id")))
                .collect(Collectors.groupingBy(json -> Json.text(json, "tenant_id"), TreeMap::new, Collectors.toList()))
                .forEach((owner, own) -> {
                    String names =
                            own.stream().limit(NAMES).map(UnmovedType::called).collect(Collectors.joining(", "));
                    byOwner.computeIfAbsent(owner, o -> new ArrayList<>())
                            .add(own.size() + " " + (own.size() == 1 ? one : many) + " (" + names
                                    + (own.size() > NAMES ? ", …" : "") + ")");
                });
    }

    /** An address, a name, or the id. */
    private static String called(ObjectNode json) {
        String address = Json.text(json.path("fixed_ips").path(0), "ip_address");
        String name = nothing(address) ? Json.text(json, "name") : address;
        return nothing(name) ? Json.text(json, "id") : name;
    }

    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        String own = source.cloud().caller().projectId();
        return super.select(selection, source).stream()
                .filter(project -> selection.tenant() != null || !project.id().equals(own))
                .toList();
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory.list(KIND, Scope.ownedBy(id)).stream()
                .filter(project -> project.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        return Optional.of("no step moves: " + resource.text("words"));
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return Json.object();
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        throw new IllegalStateException(KIND + " is never created");
    }
}
