package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Inventory;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Made;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceType;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.model.Work;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Where routers touch subnets: ports of a router, with the address that is the gateway of the subnet or another. */
public final class RouterInterfaceType extends ResourceType {
    public static final Kind KIND = new Kind("router interface");

    /** Plain, distributed and highly available routers own their interfaces under different names. */
    private static final List<String> OWNERS = List.of("network:router_interface",
            "network:router_interface_distributed", "network:ha_router_replicated_interface");

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Resource> read(Inventory inventory, Scope scope) {
        Request list = Request.get(Service.NETWORK, "/ports");
        for (String owner : OWNERS) {
            list = list.query("device_owner", owner);
        }
        if (!scope.all()) {
            list = list.query("tenant_id", scope.owner());
        }
        return inventory.cloud().list(list, "ports").stream().map(port -> named(inventory, port)).toList();
    }

    @Override
    public Optional<Resource> readOne(Inventory inventory, String id) {
        try {
            JsonNode port = inventory.cloud().get(Service.NETWORK, "/ports/" + Request.segment(id)).path("port");
            return Optional.of(named(inventory, (ObjectNode) port));
        } catch (CloudException.NotFound e) {
            return Optional.empty();
        }
    }

    private static Resource named(Inventory inventory, ObjectNode port) {
        String router = inventory.find(RouterType.KIND, Json.text(port, "device_id"))
                .map(Resource::name)
                .orElse(Json.text(port, "device_id"));
        List<String> addresses = new ArrayList<>();
        port.path("fixed_ips").forEach(ip -> addresses.add(Json.text(ip, "ip_address")));
        return new Resource(KIND, Json.text(port, "id"), router + " at " + String.join(", ", addresses), port);
    }

    @Override
    public List<Reference> needs(Resource resource, Inventory source) {
        Set<Reference> needs = new LinkedHashSet<>();
        needs.add(Reference.to(RouterType.KIND, resource.text("device_id")));
        needs.add(Reference.to(Kind.PROJECT, resource.text("tenant_id"))); // not always the router's
        needs.add(Reference.to(NetworkType.KIND, resource.text("network_id")));
        resource.field("fixed_ips").forEach(ip -> needs.add(Reference.to(SubnetType.KIND, Json.text(ip, "subnet_id"))));
        return List.copyOf(needs);
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ownedBy(translation.id(Kind.PROJECT, resource.text("tenant_id")));
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        List<String> subnets = new ArrayList<>();
        json.path("fixed_ips").forEach(ip -> subnets.add(Json.text(ip, "subnet_id")));
        return Optional.of(List.of(json.path("device_id").asText(), subnets.stream().sorted().toList()));
    }

    @Override
    protected ObjectNode desired(Resource resource, Inventory source, Translation translation) {
        ObjectNode wanted = Json.object();
        wanted.put("device_id", translation.id(RouterType.KIND, resource.text("device_id")));
        ArrayNode addresses = wanted.putArray("fixed_ips");
        for (JsonNode ip : resource.field("fixed_ips")) {
            addresses.addObject()
                    .put("subnet_id", translation.id(SubnetType.KIND, Json.text(ip, "subnet_id")))
                    .put("ip_address", Json.text(ip, "ip_address"));
        }
        return wanted;
    }

    @Override
    public CompletionStage<Made> create(Work work) {
        ObjectNode wanted = work.wanted();
        ObjectNode how = Json.object();
        if (isGateway(work)) {
            how.set("subnet_id", wanted.path("fixed_ips").path(0).path("subnet_id"));
        } else {
            how.put("port_id", port(work, wanted));
        }
        String router = Json.text(wanted, "device_id");
        JsonNode made = work.target()
                .send(Request.put(Service.NETWORK, "/routers/" + Request.segment(router) + "/add_router_interface").body(how))
                .json();
        return Made.now(Json.text(made, "port_id"));
    }

    /** Whether it is the one address of the subnet's gateway, which a router takes by itself. */
    private static boolean isGateway(Work work) {
        JsonNode addresses = work.resource().field("fixed_ips");
        return addresses.size() == 1
                && work.inventory().find(SubnetType.KIND, Json.text(addresses.path(0), "subnet_id"))
                        .filter(subnet -> String.valueOf(subnet.text("gateway_ip"))
                                .equals(Json.text(addresses.path(0), "ip_address")))
                        .isPresent();
    }

    /** A port with the very addresses: the one that a former run made and did not come to attach, or a new one. */
    private static String port(Work work, ObjectNode wanted) {
        Cloud cloud = work.target();
        String network = work.translation().id(NetworkType.KIND, work.resource().text("network_id"));
        for (ObjectNode port : cloud.list(Request.get(Service.NETWORK, "/ports").query("network_id", network), "ports")) {
            if (Mark.ofTag(Json.text(port, "description")).filter(work.mark()::equals).isPresent()) {
                return Json.text(port, "id");
            }
        }
        ObjectNode port = Json.object();
        port.put("network_id", network);
        port.put("tenant_id", work.translation().id(Kind.PROJECT, work.resource().text("tenant_id")));
        port.put("description", work.mark().tag());
        port.set("fixed_ips", wanted.path("fixed_ips"));
        Request post = Request.post(Service.NETWORK, "/ports").body(Json.object("port", port));
        return Json.text(cloud.send(post).json().path("port"), "id");
    }
}
