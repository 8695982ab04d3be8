package io.jenkins.plugins.pumphouse.host.nova;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Migration;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The migrations of servers from and to a host that Nova has not ended yet. */
record OpenMigrations(Cloud cloud) {
    /** The last version whose list of migrations comes whole and without being asked by time. */
    private static final String WHOLE = "2.58";

    /** Nova, {@code migration_get_in_progress_by_host_and_node}: all others hold something on both hosts. */
    private static final Set<String> OVER =
            Set.of("confirmed", "reverted", "error", "failed", "completed", "cancelled", "done");

    List<Migration> of(String host) {
        Request list = Request.get(Service.COMPUTE, "/os-migrations")
                .query("host", host)
                .microversion(WHOLE);
        List<Migration> open = new ArrayList<>();
        for (ObjectNode row : cloud.list(list, "migrations")) {
            Migration migration = new Migration(
                    Registry.text(row, "id"),
                    Registry.text(row, "instance_uuid"),
                    Registry.text(row, "status"),
                    Registry.text(row, "source_compute"),
                    Registry.text(row, "dest_compute"));
            boolean concerned = migration.from().equals(host) || migration.to().equals(host);
            if (concerned && !OVER.contains(migration.status()) && exists(migration.server())) {
                open.add(migration);
            }
        }
        return open;
    }

    /** The record of a migration outlives its server, in the state that it had. */
    private boolean exists(String server) {
        try {
            cloud.get(Service.COMPUTE, "/servers/" + Request.segment(server));
            return true;
        } catch (CloudException.NotFound e) {
            return false;
        }
    }
}
