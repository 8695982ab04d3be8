package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A hypervisor whose nova-compute does not answer: Nova shows its servers as they were last, and what is asked of them
 * waits until it comes back.
 */
public final class SilentHypervisor {
    private SilentHypervisor() {}

    /** The one that a server is on, by its name and what it does not; empty when it answers, or nobody can tell. */
    public static Optional<String> of(Resource server, CloudInventory cloud) {
        return Optional.ofNullable(NovaServer.host(server))
                .filter(host -> silent(cloud).contains(host))
                .map(host ->
                        "hypervisor " + host + " of " + cloud.cloud().name() + ", whose nova-compute does not answer");
    }

    private static Set<String> silent(CloudInventory cloud) {
        return cloud.fact(SilentHypervisor.class, () -> {
            Set<String> silent = new HashSet<>();
            Request list = Request.get(Service.COMPUTE, "/os-services").query("binary", "nova-compute");
            try {
                for (ObjectNode service : cloud.cloud().list(list, "services")) {
                    if ("down".equals(Json.text(service, "state"))
                            && "nova-compute".equals(Json.text(service, "binary"))) {
                        silent.add(Json.text(service, "host"));
                    }
                }
            } catch (CloudException.Denied e) {
                return Set.<String>of(); // the account may not see the services
            }
            return silent;
        });
    }
}
