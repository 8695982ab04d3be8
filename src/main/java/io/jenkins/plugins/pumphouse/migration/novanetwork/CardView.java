package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The network cards of servers as ports of Neutron: what a server shows of its addresses, by network and MAC. */
final class CardView {
    /** Servers asked one by one; for more, one list of all costs less. */
    private static final int FEW = 3;

    private final Cloud cloud;
    private final FixedNetworks networks;
    private final GroupView groups;

    CardView(Cloud cloud, FixedNetworks networks, GroupView groups) {
        this.cloud = cloud;
        this.networks = networks;
        this.groups = groups;
    }

    /** The ports of these servers. */
    List<ObjectNode> of(List<String> ids) {
        return ports(servers(ids));
    }

    /** The ports of all servers. */
    List<ObjectNode> ofAll() {
        return ports(all());
    }

    private List<ObjectNode> ports(List<ObjectNode> servers) {
        Map<String, String> known = servers.isEmpty() ? Map.of() : groups.ids();
        List<ObjectNode> ports = new ArrayList<>();
        servers.forEach(server -> ports.addAll(ports(server, known)));
        return ports;
    }

    /** These servers, without those that are gone. */
    List<ObjectNode> servers(List<String> ids) {
        if (ids.size() > FEW) {
            return all().stream()
                    .filter(server -> ids.contains(Json.text(server, "id")))
                    .toList();
        }
        List<ObjectNode> servers = new ArrayList<>();
        for (String id : ids) {
            try {
                servers.add(cloud.send(Request.get(Service.COMPUTE, "/servers/" + Request.segment(id)))
                        .identified("server"));
            } catch (CloudException.NotFound e) {
                continue; // one that is gone has no cards
            }
        }
        return servers;
    }

    List<ObjectNode> all() {
        return cloud.list(Request.get(Service.COMPUTE, "/servers/detail").query("all_tenants", "1"), "servers");
    }

    /** The projects that have servers in a network. */
    Map<String, Set<String>> projects() {
        Map<String, Set<String>> projects = new TreeMap<>();
        for (ObjectNode server : all()) {
            String project = Json.text(server, "tenant_id");
            for (var label : server.path("addresses").properties()) {
                for (JsonNode address : label.getValue()) {
                    networks.of(label.getKey(), Json.text(address, "addr"), project)
                            .ifPresent(network -> projects.computeIfAbsent(network.id(), id -> new TreeSet<>())
                                    .add(project));
                }
            }
        }
        return projects;
    }

    /** The id of the port of a card. */
    static String id(String server, String network, String mac) {
        return FixedNetwork.derived("card " + server, network + ' ' + mac);
    }

    /** The ports of a server; without the ids of its groups where {@code known} does not have them. */
    List<ObjectNode> ports(ObjectNode server, Map<String, String> known) {
        Map<List<String>, ObjectNode> ports = new LinkedHashMap<>();
        String project = Json.text(server, "tenant_id");
        Map<String, String> macs = new CardMacs(cloud, networks).of(server);
        for (var label : server.path("addresses").properties()) {
            for (JsonNode address : label.getValue()) {
                if (NovaAddress.isFloating(address)) {
                    continue;
                }
                String addr = Json.text(address, "addr");
                FixedNetwork network =
                        networks.of(label.getKey(), addr, project).orElse(null);
                String place = network == null ? label.getKey() : network.id();
                String mac = macs.getOrDefault(place, Json.text(address, NovaAddress.MAC));
                ObjectNode port = ports.computeIfAbsent(
                        List.of(place, String.valueOf(mac)), card -> port(server, place, mac, known));
                if (network != null && !network.isOfCard(addr, mac)) {
                    port.put("odd_address", addr);
                }
                ((ArrayNode) port.get("fixed_ips"))
                        .addObject()
                        .put("subnet_id", network == null ? label.getKey() : network.subnet(addr))
                        .put("ip_address", addr);
            }
        }
        return List.copyOf(ports.values());
    }

    private ObjectNode port(ObjectNode server, String network, String mac, Map<String, String> known) {
        String id = Json.text(server, "id");
        String project = Json.text(server, "tenant_id");
        ObjectNode port = Json.object()
                .put("id", id(id, network, mac))
                .put("name", "")
                .put("network_id", network)
                .put("tenant_id", project)
                .put("mac_address", mac)
                .put("admin_state_up", true)
                .put("status", "ACTIVE")
                .put("device_id", id)
                .put("device_owner", "compute:nova")
                .put(NovaNetworkFields.MARK, true);
        if (mac == null) {
            port.put("mac_unknown", true);
        }
        port.putArray("fixed_ips");
        Set<String> names = new TreeSet<>();
        server.path("security_groups").forEach(group -> names.add(Json.text(group, "name")));
        ArrayNode own = port.putArray("security_groups");
        names.forEach(
                name -> own.add(known.getOrDefault(GroupView.name(project, name), GroupView.name(project, name))));
        return port;
    }
}
