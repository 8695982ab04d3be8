package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What a server has, read by the services' APIs alone and told by names instead of ids, so that a copy has the same as
 * its original.
 */
final class ServerFacts {
    private final EmbeddedCloud cloud;
    private final boolean modern;
    private final Inside admin;
    private final List<JsonNode> ports;
    private final List<JsonNode> volumes;
    private final List<JsonNode> addresses;
    private final List<JsonNode> groups;

    /** @param modern whether both clouds tell what came after Icehouse */
    ServerFacts(EmbeddedCloud cloud, boolean modern) {
        this.cloud = cloud;
        this.modern = modern;
        this.admin = cloud.inside();
        this.ports = admin.list("network", "/v2.0/ports", "ports");
        this.volumes = VolumeFixture.all(cloud);
        this.groups =
                !modern ? List.of() : admin.list("compute", "/v2.1/os-server-groups?all_projects=1", "server_groups");
        this.addresses = admin.list("network", "/v2.0/floatingips", "floatingips");
    }

    /** @param rootVolumes whether volumes from which a server boots stand for local disks, and are told by no name */
    Map<String, String> of(JsonNode server, boolean rootVolumes) {
        String id = WireJson.text(server, "id");
        Map<String, String> facts = new TreeMap<>();
        for (String field :
                List.of("name", "status", "locked", "key_name", "config_drive", "OS-EXT-SRV-ATTR:user_data")) {
            if (server.has(field)) {
                facts.put(field, server.path(field).asText(""));
            }
        }
        facts.put(
                "server group",
                listed(groups.stream()
                        .filter(group -> group.path("members").toString().contains(id))
                        .map(group -> WireJson.text(group, "name") + ' ' + group.path("policy"))
                        .toList()));
        facts.put("metadata", metadata(server.path("metadata")));
        facts.put(
                "cards",
                listed(ports.stream()
                        .filter(port -> id.equals(WireJson.text(port, "device_id")))
                        .map(this::card)
                        .toList()));
        List<String> disks = new ArrayList<>();
        server.path("os-extended-volumes:volumes_attached").forEach(attached -> {
            JsonNode volume = volume(attached);
            if (!rootVolumes || !isRoot(volume, server)) {
                disks.add(disk(volume, attached));
            }
        });
        facts.put("volumes", disks.toString());
        return facts;
    }

    private static String metadata(JsonNode metadata) {
        return listed(StreamSupport.stream(metadata.properties().spliterator(), false)
                .filter(item -> !item.getKey().startsWith("pumphouse_"))
                .filter(item -> !item.getKey().equals("attached_mode")) // Cinder's own, which comes with a server
                .map(Object::toString)
                .toList());
    }

    private static String listed(List<String> texts) {
        List<String> sorted = new ArrayList<>(texts);
        Collections.sort(sorted);
        return sorted.toString();
    }

    private String card(JsonNode port) {
        List<String> told = new ArrayList<>();
        for (String field : List.of("name", "mac_address", "admin_state_up")) {
            told.add(field + " " + port.path(field).asText());
        }
        if (modern) {
            told.add("port security " + port.path("port_security_enabled"));
            told.add("description " + WireJson.text(port, "description").replaceFirst("\\s*pumphouse_source=.*", ""));
        }
        told.add("network " + named("networks", WireJson.text(port, "network_id")));
        port.path("fixed_ips").forEach(fixed -> told.add("fixed " + WireJson.text(fixed, "ip_address")));
        List<String> groups = new ArrayList<>();
        port.path("security_groups").forEach(group -> groups.add(named("security-groups", group.asText())));
        told.add("groups " + listed(groups));
        port.path("allowed_address_pairs").forEach(pair -> told.add("pair " + WireJson.text(pair, "ip_address")));
        addresses.stream()
                .filter(address -> WireJson.text(port, "id").equals(WireJson.text(address, "port_id")))
                .forEach(address -> told.add("floating " + WireJson.text(address, "floating_ip_address") + " of "
                        + WireJson.text(address, "fixed_ip_address")));
        return told.toString();
    }

    private String named(String collection, String id) {
        String key = collection.substring(0, collection.length() - 1).replace('-', '_');
        return WireJson.text(
                admin.get("network", "/v2.0/" + collection + "/" + id).path(key), "name");
    }

    private JsonNode volume(JsonNode attached) {
        return volumes.stream()
                .filter(each -> each.path("id").equals(attached.path("id")))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isRoot(JsonNode volume, JsonNode server) {
        return WireJson.text(volume, "name").equals(WireJson.text(server, "name") + " disk");
    }

    private String disk(JsonNode volume, JsonNode attached) {
        return volume.path("name").asText() + ' ' + volume.path("size") + " GB "
                + volume.path("description").asText("") + ' ' + metadata(volume.path("metadata")) + ' '
                + volume.path("bootable").asText() + ' '
                + (modern ? volume.path("volume_type").asText() : "") + ' '
                + VolumeFixture.content(cloud, volume).hashCode() + ' '
                + (modern ? attached.path("delete_on_termination") : "");
    }
}
