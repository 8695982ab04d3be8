package io.jenkins.plugins.pumphouse.migration.network.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;

/** The port that becomes an interface of the target's router. Until it is attached, its description holds the mark. */
final class InterfacePort {
    private InterfacePort() {}

    /** Removes the mark from the port once it is attached. */
    static void unmark(Cloud cloud, String port) {
        if (isDescribed(cloud)) {
            cloud.send(Request.put(Service.NETWORK, "/ports/" + Request.segment(port))
                    .body(Json.object("port", Json.object().put("description", ""))));
        }
    }

    /** A port of Neutron before Mitaka has no description that could hold a mark. */
    static boolean isDescribed(Cloud cloud) {
        return cloud.networkExtensions().contains("standard-attr-description");
    }

    /**
     * A port with the very addresses: the one that a former run made and did not come to attach, a new one, or the one
     * of another controller that was faster.
     */
    static String marked(ChangeContext context, Resource resource, ObjectNode wanted) {
        Cloud cloud = context.target();
        Mark mark = Mark.of(context.source(), resource);
        String network = context.translation().id(NetworkType.KIND, resource.text("network_id"));
        Optional<String> former = former(cloud, network, mark);
        if (former.isPresent()) {
            return former.get();
        }
        ObjectNode port = Json.object();
        port.put("network_id", network);
        port.put("tenant_id", context.translation().id(Kind.PROJECT, resource.text("tenant_id")));
        if (isDescribed(cloud)) {
            port.put("description", mark.tag());
        }
        port.set("fixed_ips", wanted.path("fixed_ips"));
        asRouters(cloud, port);
        Request post = Request.post(Service.NETWORK, "/ports").body(Json.object("port", port));
        try {
            return Json.text(cloud.send(post).identified("port"), "id");
        } catch (CloudException.Conflict taken) {
            return former(cloud, network, mark).orElseThrow(() -> taken);
        }
    }

    /**
     * Without a word Neutron gives a port the group {@code default} of its project, which a router's has not. Only a
     * router's port can choose its address in an automatic IPv6 subnet (Networking API v2.0, ports).
     */
    static void asRouters(Cloud cloud, ObjectNode port) {
        if (cloud.networkExtensions().contains("security-group")) {
            port.putArray("security_groups");
        }
        for (JsonNode ip : port.path("fixed_ips")) {
            if (isIpv6(ip)) {
                port.put("device_owner", "network:router_interface");
            }
        }
    }

    static boolean isIpv6(JsonNode ip) {
        return String.valueOf(Json.text(ip, "ip_address")).contains(":");
    }

    private static Optional<String> former(Cloud cloud, String network, Mark mark) {
        return cloud.list(Request.get(Service.NETWORK, "/ports").query("network_id", network), "ports").stream()
                .filter(port -> Mark.ofTag(Json.text(port, "description"))
                        .filter(mark::equals)
                        .isPresent())
                .map(port -> Json.text(port, "id"))
                .findFirst();
    }
}
