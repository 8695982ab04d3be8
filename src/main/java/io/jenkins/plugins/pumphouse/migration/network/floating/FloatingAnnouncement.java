package io.jenkins.plugins.pumphouse.migration.network.floating;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Whether a router of a cloud still announces a floating address, which Neutron shows as its status. */
public final class FloatingAnnouncement {
    /** How long a router may take to announce an address no more: an agent reports within seconds. */
    private static final Duration LETS_GO = Duration.ofMinutes(2);

    private FloatingAnnouncement() {}

    /** Completes when no router of the cloud announces the address: its agent has reported so. */
    public static CompletableFuture<?> ended(ChangeContext context, FloatingBinding binding) {
        ObjectNode now = binding.read();
        if (!"ACTIVE".equals(Json.text(now, "status"))) {
            return CompletableFuture.completedFuture(now);
        }
        Polling addresses = new Polling(
                binding.cloud(),
                Request.get(Service.NETWORK, "/floatingips").query("tenant_id", Json.text(now, "tenant_id")),
                "floatingips");
        return context.watch()
                .until(
                        "The release of floating address " + binding.shown(now)
                                + " by its router (the L3 agent reports it)",
                        addresses,
                        Json.text(now, "id"),
                        seen -> seen == null || !"ACTIVE".equals(Json.text(seen, "status"))
                                ? PollResult.done()
                                : PollResult.wait("still ACTIVE"),
                        LETS_GO);
    }
}
