package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/**
 * Objects of one project that one request makes, all or none: Neutron makes networks, subnets and security groups in
 * one transaction ({@code _create_bulk_ml2}), routers and floating addresses one after the other
 * ({@code _emulate_bulk_create}), which is none. Each is born with its mark as its description.
 *
 * <p>Of a batch that is refused each is sent alone, so that a bad one costs only itself. After an answer that leaves
 * doubt nothing is sent again before the target has shown that none was made.
 */
public class CreationBatch {
    protected final List<Creation> births;
    protected final Cloud cloud;
    private final ApiCollection place;

    /** @param births of one kind and project */
    protected CreationBatch(List<Creation> births) {
        this.births = births;
        this.cloud = births.get(0).context().target();
        this.place = births.get(0).place();
    }

    private BatchLook look() {
        return new BatchLook(births, this::marked);
    }

    /** The same of a part. */
    protected CreationBatch of(List<Creation> part) {
        return new CreationBatch(part);
    }

    /** What is asked for, in the order of the births. */
    protected List<ObjectNode> bodies() {
        return births.stream().map(Creation::born).toList();
    }

    /** By what an object is told apart from the others of the batch as it was made. */
    protected Object key(Creation birth) {
        return birth.mark();
    }

    /** The {@link #key} of an object that was made. */
    protected Object key(ObjectNode made) {
        return Marking.TAG.of(made).orElse(null);
    }

    /** Listed objects with the marks that they have through others. */
    protected List<ObjectNode> marked(List<ObjectNode> listed) {
        return listed;
    }

    /** Brings one object to its end. */
    protected CompletionStage<ChangeResult> finish(Creation birth, ObjectNode made, List<ObjectNode> seen) {
        return birth.settled(made, seen, true);
    }

    /** Makes the objects, and begins to finish each: {@link Creation#done} of each completes, whatever happens. */
    final void send() {
        try {
            finish(made());
        } catch (CloudException e) {
            if (births.size() > 1 && (e.mayHaveBeenDone() ? isUndone(e) : isOfOne(e))) {
                births.forEach(birth -> of(List.of(birth)).send()); // a bad one costs only itself
            } else {
                fail(e);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** What fails from now on is no refusal of what was made. */
    private void finish(List<ObjectNode> made) {
        try {
            List<ObjectNode> seen = births.get(0).twice() ? seen(made) : List.of();
            for (int i = 0; i < births.size(); i++) {
                births.get(i).made().complete(made.get(i));
            }
            births.forEach(birth -> finish(birth, seen));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        births.forEach(birth -> birth.fail(failure));
    }

    /** In a thread of its own: the others wait for nothing but their own requests. */
    private void finish(Creation birth, List<ObjectNode> seen) {
        birth.made()
                .thenComposeAsync(
                        made -> finish(birth, made, seen), birth.context().work())
                .whenComplete((result, failure) -> {
                    if (failure == null) {
                        birth.done().complete(result);
                    } else {
                        birth.fail(
                                failure instanceof RejectedExecutionException
                                        ? new CancellationException("the run has ended")
                                        : failure);
                    }
                });
    }

    private static boolean isOfOne(CloudException refusal) {
        return refusal instanceof CloudException.Conflict
                || refusal instanceof CloudException.Rejected
                || refusal instanceof CloudException.NotFound
                || refusal instanceof CloudException.OverQuota;
    }

    /**
     * Neutron takes all of a request back when one of its objects fails inside, as it does where another request makes
     * a project's group {@code default} at the same moment ({@code _ensure_default_security_group}).
     */
    private boolean isUndone(CloudException failure) {
        if (failure.status() != HttpURLConnection.HTTP_INTERNAL_ERROR) {
            return false; // a proxy's answer: Neutron may still be at it
        }
        try {
            return look().isNothing();
        } catch (CloudException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    /** The objects in the order of their births. */
    private List<ObjectNode> made() {
        Request post = Request.post(Service.NETWORK, place.path());
        List<ObjectNode> bodies = bodies();
        if (births.size() == 1) {
            return List.of(cloud.send(post.body(Json.object(place.single(), bodies.get(0))))
                    .identified(place.single()));
        }
        try {
            JsonNode made = cloud.send(post.body(Json.object(
                            place.plural(), Json.object().putArray("all").addAll(bodies))))
                    .json()
                    .path(place.plural());
            return inOrder(made)
                    .or(look()::found)
                    .orElseThrow(() -> new MigrationException(cloud.name() + " did not say which ids it has given to "
                            + births.size() + " new " + place.plural().replace('_', ' ')
                            + ". Run again: they are found by their marks."));
        } catch (CloudException e) {
            if (!e.mayHaveBeenDone()) {
                throw e;
            }
            return foundAfter(e);
        }
    }

    /** A look that fails proves nothing, so that it is no refusal. */
    private List<ObjectNode> foundAfter(CloudException doubt) {
        try {
            return look().found().orElseThrow(() -> doubt);
        } catch (CloudException e) {
            if (e != doubt) {
                doubt.addSuppressed(e);
            }
            throw doubt;
        }
    }

    /** Neutron answers in the order of the request, which is not relied on. */
    private Optional<List<ObjectNode>> inOrder(JsonNode made) {
        Map<Object, ObjectNode> byKey = new HashMap<>();
        made.forEach(object -> byKey.put(key((ObjectNode) object), (ObjectNode) object));
        List<ObjectNode> inOrder = births.stream()
                .map(birth -> byKey.get(key(birth)))
                .filter(object -> object != null && Json.text(object, "id") != null)
                .toList();
        return inOrder.size() == births.size() ? Optional.of(inOrder) : Optional.empty();
    }

    /**
     * Objects of these names right after they were made, so that those of another controller show.
     *
     * @param made by this batch
     */
    protected List<ObjectNode> seen(List<ObjectNode> made) {
        return look().named();
    }

    /** All objects of the project, {@link #marked}. */
    protected final List<ObjectNode> ofProject() {
        return look().all();
    }

    /** Completes when these have ended, however. */
    protected static CompletableFuture<Void> ends(List<Creation> births) {
        return CompletableFuture.allOf(births.stream().map(Creation::done).toArray(CompletableFuture[]::new));
    }
}
