package io.jenkins.plugins.pumphouse.migration.loadbalancer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Response;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Brings a load balancer of the target to what is wanted, one write after the other: Octavia refuses every write (409,
 * "immutable") until the one before has reached the load balancer, and it is ACTIVE again.
 *
 * <p>Each part carries its mark from its birth, so that a run that was interrupted anywhere is continued by the next.
 */
final class BalancerChange {
    private static final int TRIES = 3;

    private final Cloud cloud;
    private final BalancerState state;

    BalancerChange(ChangeContext context) {
        this.cloud = context.target();
        this.state = new BalancerState(context);
    }

    private static String path(String id) {
        return LoadBalancerType.PATH + '/' + Request.segment(id);
    }

    /** Sets fields of the load balancer itself, unless they are empty. */
    CompletableFuture<Void> set(String id, ObjectNode fields) {
        return fields.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : write(id, Request.put(Service.LOAD_BALANCER, path(id)).body(Json.object("loadbalancer", fields)));
    }

    /** Makes, changes and removes parts until the load balancer has the wanted ones. */
    CompletableFuture<Void> bring(String id, ObjectNode wanted) {
        return state.active(id).thenApply(ready -> now(id, wanted)).thenCompose(parts -> {
            List<Part> left = parts.left();
            return remove(id, left, false)
                    .thenCompose(removed -> make(id, parts, 0))
                    .thenCompose(made -> remove(id, left, true));
        });
    }

    private WantedParts now(String id, ObjectNode wanted) {
        ObjectNode balancer =
                cloud.send(Request.get(Service.LOAD_BALANCER, path(id))).identified("loadbalancer");
        return new WantedParts(
                wanted, new BalancerParts(cloud, Scope.ownedBy(Json.text(balancer, "project_id"))).in(balancer));
    }

    /** The pools go last, when no listener and no policy names them any more. */
    private CompletableFuture<Void> remove(String id, List<Part> left, boolean pools) {
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (Part part : left) {
            if ((part.sort() == PartSort.POOL) == pools) {
                Request delete = Request.delete(Service.LOAD_BALANCER, path(part));
                chain = chain.thenCompose(done -> deleted(id, delete));
            }
        }
        return chain;
    }

    /** What stood in a part that was deleted before has gone with it. */
    private CompletableFuture<Void> deleted(String id, Request delete) {
        return Stages.recover(
                write(id, delete),
                failure -> failure instanceof CloudException.NotFound
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(failure));
    }

    /** Brings the parts from number {@code next} on; those before have an id on the target by then. */
    private CompletableFuture<Void> make(String id, WantedParts parts, int next) {
        List<Part> all = parts.all();
        for (int i = next; i < all.size(); i++) {
            int following = i + 1;
            Part part = all.get(i);
            Optional<Part> copy = parts.existing(part);
            if (copy.isEmpty()) {
                return added(id, parts, part).thenCompose(now -> make(id, now, following));
            }
            ObjectNode changed = new PartDifferences(parts).changed(part, copy.get());
            if (!changed.isEmpty()) {
                Request put = Request.put(Service.LOAD_BALANCER, path(copy.get()))
                        .body(Json.object(part.sort().single, changed));
                return write(id, put).thenCompose(done -> make(id, parts, following));
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    private static String path(Part part) {
        return part.sort().collection(part.parent()) + '/' + Request.segment(part.id());
    }

    /** Makes a part; one whose answer is lost is looked for before it is given up. */
    private CompletableFuture<WantedParts> added(String id, WantedParts parts, Part part) {
        PartSort sort = part.sort();
        String parent = parts.parent(part, id);
        ObjectNode fields = parts.fields(part);
        if (sort.parentField != null) {
            fields.put(sort.parentField, parent);
        }
        Request post =
                Request.post(Service.LOAD_BALANCER, sort.collection(parent)).body(Json.object(sort.single, fields));
        CompletableFuture<WantedParts> made =
                sent(id, post, 1).thenApply(answer -> parts.with(part, parent, answer.identified(sort.single)));
        return Stages.recover(
                        made,
                        failure -> Doubt.mayBeDone(failure) && !Stages.isInterrupt(failure)
                                ? state.active(id).thenCompose(ready -> found(id, parts, part, failure))
                                : CompletableFuture.failedFuture(failure))
                .thenCompose(now -> state.active(id).thenApply(ready -> now));
    }

    private CompletableFuture<WantedParts> found(String id, WantedParts parts, Part part, Throwable failure) {
        WantedParts now = now(id, parts.wanted());
        return now.existing(part).isPresent()
                ? CompletableFuture.completedFuture(now)
                : CompletableFuture.failedFuture(failure);
    }

    /** Sends a write that may be repeated, and waits until it has reached the load balancer. */
    private CompletableFuture<Void> write(String id, Request request) {
        return sent(id, request, 1).thenCompose(answer -> state.active(id));
    }

    /** Sends a write; one that comes while another is under way waits for that. */
    private CompletableFuture<Response> sent(String id, Request request, int tries) {
        return Stages.recover(
                Stages.begin(() -> CompletableFuture.completedFuture(cloud.send(request))),
                failure -> failure instanceof CloudException.Conflict && tries < TRIES
                        ? state.active(id).thenCompose(ready -> sent(id, request, tries + 1))
                        : CompletableFuture.failedFuture(failure));
    }
}
