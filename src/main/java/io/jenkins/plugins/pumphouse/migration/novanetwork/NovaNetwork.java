package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Answers requests for Neutron on a cloud that has nova-network: each is translated into requests to Nova (Compute API
 * v2, extensions {@code os-networks, os-security-groups, os-floating-ips-bulk}), and their answers into Neutron's form.
 * Networks, and who has servers in them, are read once a run; all else at each request.
 */
public final class NovaNetwork implements Function<Request, Optional<ObjectNode>> {
    /** Among the extensions: what answers is no Neutron. */
    public static final String ALIAS = "nova-network";

    /** What a source has to have for the resource types to read all that nova-network knows. */
    private static final List<String> EXTENSIONS =
            List.of(ALIAS, "router", "external-net", "provider", "security-group", "net-mtu-writable");

    private final Cloud cloud;
    private final FixedNetworks networks;
    private final GroupView groups;
    private final CardView cards;
    private final FloatingView floating;
    private final AtomicReference<Map<String, Set<String>>> projects = new AtomicReference<>();

    private NovaNetwork(Cloud cloud, Mapping mapping) {
        this.cloud = cloud;
        this.networks = new FixedNetworks(cloud, mapping);
        this.groups = new GroupView(cloud);
        this.cards = new CardView(cloud, networks, groups);
        this.floating = new FloatingView(cloud, networks, cards);
    }

    /**
     * Lets nova-network answer for the network service of a cloud, where the catalog has none and Nova has networks.
     */
    public static void standIn(Cloud cloud, Mapping mapping) {
        if (!cloud.has(Service.NETWORK) && cloud.has(Service.COMPUTE) && FixedNetworks.areThere(cloud)) {
            cloud.network(new NovaNetwork(cloud, mapping));
        }
    }

    @Override
    public Optional<ObjectNode> apply(Request request) {
        String[] path = request.path().split("/");
        String id = path.length > 2 ? path[2] : null;
        if (request.method().equals("GET")) {
            return path.length > 3 && !path[1].equals("quotas") ? Optional.empty() : read(request, path[1], id);
        }
        JsonNode body = request.body();
        if (request.method().equals("PUT") && path.length == 3) {
            switch (path[1]) {
                case "subnets" -> {
                    return Optional.of(switched(
                            "subnet",
                            id,
                            networks.subnets(),
                            body.path("subnet").path("enable_dhcp")));
                }
                case "ports" -> {
                    return Optional.of(switched(
                            "port", id, networks.interfaces(), body.path("port").path("admin_state_up")));
                }
                case "floatingips" -> {
                    floating.bind(id, body.path("floatingip"));
                    return read(request, path[1], id);
                }
                default -> {}
            }
        }
        throw new MigrationException(
                cloud.name() + " has nova-network, which has nothing for " + request + ". Nothing was changed.");
    }

    private Optional<ObjectNode> read(Request request, String collection, String id) {
        return switch (collection) {
            case "extensions" -> Optional.of(extensions());
            case "quotas" -> Optional.ofNullable(id).map(project -> new QuotaView(cloud).of(request.path()));
            case "networks" -> ListAnswer.of(request, id, "networks", "network", networks());
            case "subnets" -> ListAnswer.of(request, id, "subnets", "subnet", networks.subnets());
            case "routers" -> ListAnswer.of(request, id, "routers", "router", networks.routers(floating.gateways()));
            case "ports" -> ListAnswer.of(request, id, "ports", "port", ports(request, id));
            case "floatingips" -> ListAnswer.of(request, id, "floatingips", "floatingip", floating.of(id));
            case "security-groups" -> ListAnswer.of(request, id, "security_groups", "security_group", groups.all());
            default -> Optional.empty();
        };
    }

    private static ObjectNode extensions() {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("extensions");
        EXTENSIONS.forEach(alias -> list.addObject().put("alias", alias));
        return body;
    }

    private List<ObjectNode> networks() {
        Map<String, Set<String>> known = projects.get();
        if (known == null) {
            known = cards.projects();
            projects.set(known);
        }
        List<ObjectNode> all = networks.networks(known);
        all.addAll(floating.pools());
        return all;
    }

    /** Those of servers cost a request each, or one for all of them; those of routers follow from the networks. */
    private List<ObjectNode> ports(Request request, String id) {
        boolean ofRouters = request.parameters().getOrDefault("device_owner", List.of()).stream()
                .anyMatch(owner -> owner.startsWith("network:"));
        List<ObjectNode> ports = networks.interfaces();
        boolean found = id != null && ports.stream().anyMatch(port -> id.equals(Json.text(port, "id")));
        if (!ofRouters && !found) {
            List<String> servers = request.parameters().get("device_id");
            ports.addAll(servers == null ? cards.ofAll() : cards.of(servers));
        }
        return ports;
    }

    /** Nothing switches the gateway and the DHCP of nova-network by request; it counts as off when it has stopped. */
    private ObjectNode switched(String single, String id, List<ObjectNode> all, JsonNode on) {
        ObjectNode object = all.stream()
                .filter(one -> id.equals(Json.text(one, "id")))
                .findFirst()
                .orElseThrow(() -> new MigrationException(
                        cloud.name() + " no longer has the network that " + single + " " + id + " is of. Run again."));
        if (on.isBoolean() && !on.asBoolean()) {
            networks.of(Json.text(object, "network_id"))
                    .ifPresent(network -> new NetworkGateway(network).checkSilent());
        }
        return Json.object(single, object);
    }
}
