package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/** A server as Nova shows it: more with every microversion, and some of it to administrators only. */
final class ServerView {
    private final Compute nova;
    private final Call call;
    private final AskedMicroversion version;

    ServerView(Compute nova, Call call) {
        this.nova = nova;
        this.call = call;
        this.version = nova.version(call);
    }

    ObjectNode brief(Server server) {
        return WireJson.object("id", server.id, "name", server.name, "links", nova.links(call, "servers", server.id));
    }

    ObjectNode full(Server server) {
        ObjectNode view = WireJson.object(
                "id",
                server.id,
                "name",
                server.name,
                "status",
                server.status(),
                "tenant_id",
                server.project,
                "user_id",
                server.user,
                "metadata",
                server.metadata,
                "hostId",
                hostId(server),
                "image",
                image(server),
                "flavor",
                flavor(server),
                "created",
                seconds(server.created),
                "updated",
                seconds(server.updated),
                "addresses",
                addresses(server),
                "accessIPv4",
                server.accessIpv4,
                "accessIPv6",
                server.accessIpv6,
                "links",
                nova.links(call, "servers", server.id),
                "OS-DCF:diskConfig",
                server.diskConfig);
        if (List.of("BUILD", "ACTIVE", "REBOOT", "RESIZE", "VERIFY_RESIZE").contains(server.status())) {
            view.put("progress", 0);
        }
        view.put("OS-EXT-AZ:availability_zone", server.host == null ? server.zone : nova.aggregates.zoneOf(server.host))
                .put("config_drive", server.configDrive ? "True" : "")
                .put("key_name", server.key)
                .put("OS-SRV-USG:launched_at", micros(server.launched))
                .put("OS-SRV-USG:terminated_at", micros(server.deletedAt));
        if (call.caller().admin()) {
            view.put("OS-EXT-SRV-ATTR:host", server.host)
                    .put("OS-EXT-SRV-ATTR:instance_name", String.format("instance-%08x", server.number))
                    .put("OS-EXT-SRV-ATTR:hypervisor_hostname", server.host);
        }
        if (call.caller().admin() && version.from(3)) {
            view.put("OS-EXT-SRV-ATTR:reservation_id", "r-" + server.id.substring(0, 8))
                    .put("OS-EXT-SRV-ATTR:launch_index", server.launchIndex)
                    .put("OS-EXT-SRV-ATTR:hostname", server.hostname)
                    .put(
                            "OS-EXT-SRV-ATTR:kernel_id",
                            server.imageProperties.path("kernel_id").asText())
                    .put(
                            "OS-EXT-SRV-ATTR:ramdisk_id",
                            server.imageProperties.path("ramdisk_id").asText())
                    .put("OS-EXT-SRV-ATTR:root_device_name", "/dev/sda")
                    .put("OS-EXT-SRV-ATTR:user_data", server.userData);
        }
        view.put("OS-EXT-STS:task_state", server.task())
                .put("OS-EXT-STS:vm_state", server.vmState())
                .put("OS-EXT-STS:power_state", server.power());
        view.set("os-extended-volumes:volumes_attached", volumes(server));
        List<String> groups = nova.network.groupNames(server.id);
        if (!groups.isEmpty()) {
            view.set(
                    "security_groups",
                    WireJson.arrayOf(groups.stream()
                            .map(group -> WireJson.object("name", group))
                            .toList()));
        }
        later(view, server);
        return view;
    }

    private ArrayNode volumes(Server server) {
        ArrayNode volumes = WireJson.array();
        for (Server.Disk disk : server.volumes) {
            ObjectNode volume = WireJson.object("id", disk.volume());
            if (version.from(3)) {
                volume.put("delete_on_termination", disk.withServer());
            }
            volumes.add(volume);
        }
        return volumes;
    }

    private void later(ObjectNode view, Server server) {
        if (call.caller().admin() && version.from(16)) {
            view.put("host_status", server.host == null ? "" : "UP");
        }
        if (version.from(9)) {
            view.put("locked", server.locked);
        }
        if (version.from(73)) {
            view.put("locked_reason", server.lockedReason);
        }
        if (version.from(19)) {
            view.put("description", server.description);
        }
        if (version.from(26)) {
            view.set("tags", WireJson.node(server.tags));
        }
        if (version.from(63)) {
            view.set(
                    "trusted_image_certificates",
                    server.certificates.isEmpty() ? null : WireJson.node(server.certificates));
        }
        if (version.from(96)) {
            view.put("pinned_availability_zone", server.pinnedZone);
        }
        if (version.from(100)) {
            view.set("scheduler_hints", SchedulerHints.shown(server.hints));
        }
    }

    /** What only the request for one server shows. */
    ObjectNode alone(Server server) {
        ObjectNode view = full(server);
        if (server.fault != null && server.status().equals("ERROR")) {
            view.set("fault", server.fault);
        }
        if (version.from(71)) {
            view.set("server_groups", WireJson.array());
        }
        return view;
    }

    private Object image(Server server) {
        return server.image == null
                ? ""
                : WireJson.object(
                        "id",
                        server.image,
                        "links",
                        WireJson.array(WireJson.object("rel", "bookmark", "href", bookmark("images", server.image))));
    }

    private ObjectNode flavor(Server server) {
        if (version.from(47)) {
            return server.flavor;
        }
        String id = WireJson.text(server.flavorRow, "id");
        return WireJson.object(
                "id", id, "links", WireJson.array(WireJson.object("rel", "bookmark", "href", bookmark("flavors", id))));
    }

    private String bookmark(String kind, String id) {
        return nova.links(call, kind, id).get(1).path("href").asText();
    }

    /** The addresses by network; nothing before the server's network is there. */
    ObjectNode addresses(Server server) {
        ObjectNode addresses = WireJson.object();
        if (server.vmState().equals("building") || server.gone()) {
            return addresses;
        }
        nova.network.portsOf(server.id).forEach(port -> {
            String network = WireJson.text(nova.network.networkOf(port), "name");
            ArrayNode list = addresses.has(network) ? (ArrayNode) addresses.get(network) : addresses.putArray(network);
            port.path("fixed_ips")
                    .forEach(ip -> list.add(
                            address(WireJson.text(ip, "ip_address"), "fixed", WireJson.text(port, "mac_address"))));
            nova.network
                    .floating(WireJson.text(port, "id"))
                    .forEach(ip -> list.add(address(
                            WireJson.text(ip, "floating_ip_address"), "floating", WireJson.text(port, "mac_address"))));
        });
        if (nova.own != null) {
            ofNovaNetwork(server, addresses);
        }
        return addresses;
    }

    /**
     * Floating addresses stand behind the fixed ones of their label, and all under one label have the MAC of the last
     * card (nova.api.openstack.common, get_networks_for_instance_from_nw_info).
     */
    private void ofNovaNetwork(Server server, ObjectNode addresses) {
        for (JsonNode list : addresses) {
            List<String> fixed = list.findValuesAsText("addr");
            String mac = WireJson.text(list.get(list.size() - 1), "OS-EXT-IPS-MAC:mac_addr");
            nova.own.floating().stream()
                    .filter(ip -> server.id.equals(WireJson.text(ip, "instance_uuid")))
                    .filter(ip -> fixed.contains(WireJson.text(ip, "fixed")))
                    .forEach(ip -> ((ArrayNode) list).add(address(WireJson.text(ip, "address"), "floating", mac)));
            list.forEach(each -> ((ObjectNode) each).put("OS-EXT-IPS-MAC:mac_addr", mac));
        }
    }

    /** The addresses with nothing but themselves, as the older views have them. */
    ObjectNode plainAddresses(Server server) {
        ObjectNode addresses = addresses(server);
        addresses.forEach(list -> list.forEach(address -> ((ObjectNode) address).retain("version", "addr")));
        return addresses;
    }

    private static ObjectNode address(String address, String type, String mac) {
        return WireJson.object(
                "version",
                address.contains(":") ? 6 : 4,
                "addr",
                address,
                "OS-EXT-IPS:type",
                type,
                "OS-EXT-IPS-MAC:mac_addr",
                mac);
    }

    /** The host's name as tenants see it: a digest, equal for two of their servers on one host. */
    private static String hostId(Server server) {
        if (server.host == null) {
            return "";
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-224")
                            .digest((server.project + server.host).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String micros(Instant time) {
        return time == null ? null : seconds(time).replace("Z", ".000000");
    }
}
