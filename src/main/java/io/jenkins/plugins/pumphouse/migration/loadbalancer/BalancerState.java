package io.jenkins.plugins.pumphouse.migration.loadbalancer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Waits for a load balancer of the target (Load Balancer API v2, "Provisioning Status Codes"). */
final class BalancerState {
    private final ChangeContext context;
    private final Cloud cloud;
    private final String label;

    BalancerState(ChangeContext context) {
        this.context = context;
        this.cloud = context.target();
        this.label = context.resource().name();
    }

    private static Request listOfAll() {
        return Request.get(Service.LOAD_BALANCER, LoadBalancerType.PATH);
    }

    /** Completes when the load balancer takes writes. */
    CompletableFuture<Void> active(String id) {
        return until(id, now -> {
            String status = now == null ? "not listed" : Json.text(now, "provisioning_status");
            if ("ERROR".equals(status)) {
                throw new MigrationException("Load balancer " + label + " (" + id + ") is ERROR on " + cloud.name()
                        + ". See Octavia's log on the target; then openstack loadbalancer failover " + id
                        + ", or openstack loadbalancer delete --cascade " + id + ", and run again.");
            }
            return "ACTIVE".equals(status) ? PollResult.done() : PollResult.wait(String.valueOf(status));
        });
    }

    /** Completes when the load balancer is gone. */
    CompletableFuture<Void> gone(String id) {
        return until(
                id,
                now -> now == null || "DELETED".equals(Json.text(now, "provisioning_status"))
                        ? PollResult.done()
                        : PollResult.wait(String.valueOf(Json.text(now, "provisioning_status"))));
    }

    private CompletableFuture<Void> until(String id, Function<ObjectNode, PollResult> look) {
        return context.watch()
                .until(
                        "Load balancer " + label + " (" + id + ") on " + cloud.name(),
                        new Polling(cloud, listOfAll(), LoadBalancerType.PLURAL),
                        id,
                        look,
                        context.options().waitTimeout())
                .thenApply(now -> null);
    }
}
