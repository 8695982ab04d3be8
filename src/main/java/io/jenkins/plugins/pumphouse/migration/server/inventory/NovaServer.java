package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.neutron.WrittenAddresses;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** A server as Nova lists it, and the list itself. */
public final class NovaServer {
    /** In a listing: 2.46 is the last that gives the flavor by id, 2.26 brings tags, 2.19 the description. */
    public static final String READ = "2.46";

    static final String HOST = "OS-EXT-SRV-ATTR:host";

    private NovaServer() {}

    /** The list of servers that both reading and waiting use. */
    public static Request list(Scope scope) {
        Request list = Request.get(Service.COMPUTE, "/servers/detail")
                .query("all_tenants", "1")
                .microversion(READ);
        return scope.all() ? list : list.query("tenant_id", scope.owner());
    }

    /** One server, with all that the list shows of it. */
    public static Request get(String id) {
        return Request.get(Service.COMPUTE, "/servers/" + Request.segment(id)).microversion(READ);
    }

    public static Resource of(ObjectNode json) {
        WrittenAddresses.canonical(json, "addresses"); // as those of its ports
        return new Resource(Kind.SERVER, Json.text(json, "id"), Json.text(json, "name"), json);
    }

    /** The hypervisor that it is on; null where it is on none, or the cloud shows none to the migration's account. */
    public static String host(Resource server) {
        return server.text(HOST);
    }

    /** {@code "SHUTOFF on cmp-12"}. */
    public static String shown(Resource server) {
        return server.text("status") + (host(server) == null ? "" : " on " + host(server));
    }
}
