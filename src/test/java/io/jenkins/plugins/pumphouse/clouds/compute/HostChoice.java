package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/**
 * Where a boot asks to go: {@code availability_zone: zone:host} passes over the scheduler, {@code host} and
 * {@code hypervisor_hostname} (from 2.74 on) do not (nova.api.openstack.compute.servers).
 */
final class HostChoice {
    private final Compute nova;
    private final Call call;

    HostChoice(Compute nova, Call call) {
        this.nova = nova;
        this.call = call;
    }

    /** Whether a boot names a host. */
    static boolean isIn(ObjectNode wanted) {
        return forced(wanted) != null || requested(wanted) != null;
    }

    private static String forced(ObjectNode wanted) {
        String zone = WireJson.text(wanted, "availability_zone");
        return zone == null || !zone.contains(":") ? null : zone.split(":")[1];
    }

    private static String requested(ObjectNode wanted) {
        String host = WireJson.text(wanted, "host");
        return host == null ? WireJson.text(wanted, "hypervisor_hostname") : host;
    }

    /** The host for a new server; null where none fits. */
    String of(ObjectNode wanted) {
        String zone = WireJson.text(wanted, "availability_zone");
        String forced = forced(wanted);
        String requested = requested(wanted);
        if (forced != null) {
            allowed("os_compute_api:servers:create:forced_host");
        }
        if (requested != null) {
            allowed("compute:servers:create:requested_destination");
            if (forced != null) {
                throw Refused.badRequest("One mechanism with host and/or hypervisor_hostname and another mechanism with"
                        + " zone:host:node are mutually exclusive.");
            }
        }
        if (forced != null) {
            return nova.hosts.named(forced).map(node -> node.name).orElse(null);
        }
        if (zone != null && !nova.aggregates.isZone(zone)) {
            throw Refused.badRequest("The requested availability zone is not available");
        }
        return nova.hosts.pick(zone, requested);
    }

    private void allowed(String rule) {
        if (!call.caller().admin() && !nova.world().behaviour().isHostChosenByAll()) {
            throw Refused.forbidden("Policy doesn't allow " + rule + " to be performed.");
        }
    }
}
