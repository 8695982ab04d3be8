package io.jenkins.plugins.pumphouse.migration.loadbalancer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Brings a load balancer of the target to what is wanted, one write after the other: Octavia refuses every write (409,
 * "immutable") until the one before has reached the load balancer, and it is ACTIVE again.
 *
 * <p>Each part carries its mark from its birth, so that a run that was interrupted anywhere is continued by the next.
 */
final class BalancerChange {
    private static final int TRIES = 3;

    private final ChangeContext context;
    private final Cloud cloud;
    private final String label;

    BalancerChange(ChangeContext context) {
        this.context = context;
        this.cloud = context.target();
        this.label = context.resource().name();
    }

    private static Request listOfAll() {
        return Request.get(Service.LOAD_BALANCER, LoadBalancerType.PATH);
    }

    private static String path(String id) {
        return LoadBalancerType.PATH + '/' + Request.segment(id);
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

    /** Sets fields of the load balancer itself, unless they are empty. */
    CompletableFuture<Void> set(String id, ObjectNode fields) {
        return fields.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : write(
                        id,
                        Request.put(Service.LOAD_BALANCER, path(id)).body(Json.object("loadbalancer", fields)),
                        null);
    }

    /** Makes, changes and removes parts until the load balancer has the wanted ones. */
    CompletableFuture<Void> bring(String id, ObjectNode wanted) {
        return active(id)
                .thenCompose(ready -> remove(id, wanted, false))
                .thenCompose(removed -> make(id, wanted, 0))
                .thenCompose(made -> remove(id, wanted, true));
    }

    private WantedParts now(String id, ObjectNode wanted) {
        ObjectNode balancer =
                cloud.send(Request.get(Service.LOAD_BALANCER, path(id))).identified("loadbalancer");
        return new WantedParts(
                wanted, new BalancerParts(cloud, Scope.ownedBy(Json.text(balancer, "project_id"))).in(balancer));
    }

    /** The pools go last, when no listener and no policy names them any more. */
    private CompletableFuture<Void> remove(String id, ObjectNode wanted, boolean pools) {
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (Part part : now(id, wanted).left()) {
            if ((part.sort() == PartSort.POOL) == pools) {
                Request delete = Request.delete(
                        Service.LOAD_BALANCER,
                        part.sort().collection(part.parent()) + '/' + Request.segment(part.id()));
                chain = chain.thenCompose(done -> deleted(id, delete));
            }
        }
        return chain;
    }

    /** What stood in a part that was deleted before has gone with it. */
    private CompletableFuture<Void> deleted(String id, Request delete) {
        return Stages.recover(
                write(id, delete, null),
                failure -> failure instanceof CloudException.NotFound
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(failure));
    }

    /** Brings the parts from number {@code next} on; each is read anew, as those before gave it its ids. */
    private CompletableFuture<Void> make(String id, ObjectNode wanted, int next) {
        WantedParts parts = now(id, wanted);
        List<Part> all = parts.all();
        for (int i = next; i < all.size(); i++) {
            Part part = all.get(i);
            Request request = request(id, parts, part);
            if (request != null) {
                int following = i + 1;
                return write(id, request, () -> now(id, wanted).existing(part).isPresent())
                        .thenCompose(done -> make(id, wanted, following));
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    /** What brings a part; null when it is as it is wanted. */
    private static Request request(String id, WantedParts parts, Part part) {
        Part copy = parts.existing(part).orElse(null);
        PartSort sort = part.sort();
        if (copy != null) {
            ObjectNode changed = parts.changed(part, copy);
            String one = sort.collection(copy.parent()) + '/' + Request.segment(copy.id());
            return changed.isEmpty()
                    ? null
                    : Request.put(Service.LOAD_BALANCER, one).body(Json.object(sort.single, changed));
        }
        ObjectNode fields = parts.fields(part);
        String parent = "loadbalancer_id".equals(sort.parentField)
                ? id
                : parts.copyOf(part.parent())
                        .orElseThrow(() -> new MigrationException(
                                part.label() + " belongs to a part that is not on the target. Run again."));
        if (sort.parentField != null) {
            fields.put(sort.parentField, parent);
        }
        return Request.post(Service.LOAD_BALANCER, sort.collection(parent)).body(Json.object(sort.single, fields));
    }

    /**
     * Sends a write and waits until it has reached the load balancer.
     *
     * @param done looks whether a write without an answer was carried out; null where it may be repeated
     */
    private CompletableFuture<Void> write(String id, Request request, Supplier<Boolean> done) {
        return attempt(id, request, done, 1).thenCompose(sent -> active(id));
    }

    private CompletableFuture<Void> attempt(String id, Request request, Supplier<Boolean> done, int tries) {
        CompletableFuture<Void> sent = Stages.begin(() -> {
            cloud.send(request);
            return CompletableFuture.completedFuture(null);
        });
        return Stages.recover(sent, failure -> {
            if (failure instanceof CloudException.Conflict && tries < TRIES) {
                return active(id).thenCompose(ready -> attempt(id, request, done, tries + 1));
            }
            if (done != null && Doubt.mayBeDone(failure) && !Stages.isInterrupt(failure)) {
                return active(id)
                        .thenCompose(ready -> done.get()
                                ? CompletableFuture.completedFuture(null)
                                : CompletableFuture.failedFuture(failure));
            }
            return CompletableFuture.failedFuture(failure);
        });
    }
}
