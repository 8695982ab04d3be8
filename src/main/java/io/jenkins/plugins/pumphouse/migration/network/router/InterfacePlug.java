package io.jenkins.plugins.pumphouse.migration.network.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;

/**
 * Plugs a router into a subnet. Neutron refuses the second of two equal requests ("Router already has a port on
 * subnet"), so it is sent once; after an answer that leaves it open, the router's ports say whether it was done.
 */
final class InterfacePlug {
    private final Cloud cloud;
    private final String router;

    InterfacePlug(Cloud cloud, String router) {
        this.cloud = cloud;
        this.router = router;
    }

    /** Takes the address of a subnet's gateway. Returns the id of the router's port, which may be one that it had. */
    String intoSubnet(String subnet) {
        return into(Json.object().put("subnet_id", subnet), subnet);
    }

    /** Takes a port with all of its addresses. */
    void intoPort(String port, String subnet) {
        into(Json.object().put("port_id", port), subnet);
    }

    private String into(ObjectNode how, String subnet) {
        CloudException doubt = null;
        try {
            Request plug = Request.put(Service.NETWORK, "/routers/" + Request.segment(router) + "/add_router_interface")
                    .body(how)
                    .once();
            String port = Json.text(cloud.send(plug).json(), "port_id");
            if (port != null) {
                return port;
            }
        } catch (CloudException.NotFound | CloudException.MissingRight | CloudException.OverQuota e) {
            throw e; // nothing was done
        } catch (CloudException e) {
            doubt = e;
        }
        Optional<String> plugged = plugged(subnet);
        if (plugged.isPresent()) {
            return plugged.get();
        }
        throw doubt != null
                ? doubt
                : new MigrationException(cloud.name() + " accepted router " + router + "'s interface in subnet "
                        + subnet + " and does not list it. Run again: it is looked for first.");
    }

    private Optional<String> plugged(String subnet) {
        Request ports = Request.get(Service.NETWORK, "/ports").query("device_id", router);
        for (ObjectNode port : cloud.list(ports, "ports")) {
            for (JsonNode ip : port.path("fixed_ips")) {
                if (subnet.equals(Json.text(ip, "subnet_id"))) {
                    return Optional.ofNullable(Json.text(port, "id"));
                }
            }
        }
        return Optional.empty();
    }
}
