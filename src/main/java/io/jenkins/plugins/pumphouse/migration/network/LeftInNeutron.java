package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What projects have in Neutron and no step moves, in words: how many of a sort, and the names of the first. */
final class LeftInNeutron {
    /** Names in the line; the rest is counted. */
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

    private final CloudInventory inventory;
    private final Scope scope;
    private final Map<String, List<String>> byOwner = new TreeMap<>();

    LeftInNeutron(CloudInventory inventory, Scope scope) {
        this.inventory = inventory;
        this.scope = scope;
    }

    /** What the extensions of this Neutron have, of those that no step moves. */
    void addCollections() {
        Set<String> extensions = inventory.cloud().networkExtensions();
        COLLECTIONS.stream()
                .filter(collection -> extensions.contains(collection.extension))
                .forEach(this::add);
    }

    /** The words of each project, by its id. */
    Map<String, List<String>> byOwner() {
        return byOwner;
    }

    /** Objects of one sort, which go to the line of their project. */
    void add(String one, String many, List<ObjectNode> found) {
        found.stream()
                .filter(json -> !nothing(Json.text(json, "tenant_id")))
                .collect(Collectors.groupingBy(json -> Json.text(json, "tenant_id"), TreeMap::new, Collectors.toList()))
                .forEach((owner, own) -> {
                    String names =
                            own.stream().limit(NAMES).map(LeftInNeutron::called).collect(Collectors.joining(", "));
                    byOwner.computeIfAbsent(owner, o -> new ArrayList<>())
                            .add(own.size() + " " + (own.size() == 1 ? one : many) + " (" + names
                                    + (own.size() > NAMES ? ", …" : "") + ")");
                });
    }

    private void add(Collection collection) {
        Request list = Request.get(Service.NETWORK, collection.path);
        try {
            List<ObjectNode> found = inventory
                    .cloud()
                    .list(scope.all() ? list : list.query("tenant_id", scope.owner()), collection.plural);
            add(
                    collection.one,
                    collection.many,
                    found.stream().filter(LeftInNeutron::isMeant).toList());
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

    /** An address, a name, or the id. */
    private static String called(ObjectNode json) {
        String address = Json.text(json.path("fixed_ips").path(0), "ip_address");
        String name = nothing(address) ? Json.text(json, "name") : address;
        return nothing(name) ? Json.text(json, "id") : name;
    }

    private static boolean nothing(String text) {
        return text == null || text.isEmpty();
    }
}
