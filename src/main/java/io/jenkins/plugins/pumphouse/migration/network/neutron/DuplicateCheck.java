package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds out whether another controller has made the same object at the same moment, of which Neutron makes two. Each
 * looks after its own POST, so that of two at least one sees both, and before it puts its tags, which say that it keeps
 * its object. One with tags wins, else the older, else the one with the lower id; the run that loses removes its own,
 * which nothing uses yet, and takes the other.
 */
public final class DuplicateCheck {
    /** Looks at a younger object without tags: it is removed meanwhile, or its controller is gone. */
    private static final int LOOKS = 5;

    private static final Duration LEAST_PAUSE = Duration.ofMillis(200);

    private final ChangeContext context;
    private final Cloud cloud;
    private final String path;
    private final String list;

    /**
     * @param path of all objects of the kind
     * @param list under which an answer holds them
     */
    public DuplicateCheck(ChangeContext context, String path, String list) {
        this.context = context;
        this.cloud = context.target();
        this.path = path;
        this.list = list;
    }

    /**
     * Completes with the object to take instead of {@code own}, which is removed then; empty when {@code own} stays.
     *
     * @param listed what the target had after {@code own} was made, of that name at least
     */
    public CompletionStage<Optional<String>> of(ObjectNode own, List<ObjectNode> listed) {
        return look(own, listed, LOOKS);
    }

    private CompletionStage<Optional<String>> look(ObjectNode own, List<ObjectNode> listed, int looks) {
        List<ObjectNode> others = others(own, listed);
        Optional<ObjectNode> winner =
                others.stream().min(order()).filter(other -> isFinished(other) || order().compare(other, own) < 0);
        if (winner.isPresent()) {
            remove(Json.text(own, "id"));
            return CompletableFuture.completedFuture(winner.map(other -> Json.text(other, "id")));
        }
        if (others.isEmpty() || looks == 0) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Duration poll = context.options().poll();
        return context.watch()
                .pause(poll.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : poll)
                .thenCompose(over -> look(own, listed(own), looks - 1));
    }

    private Comparator<ObjectNode> order() {
        return Comparator.comparing((ObjectNode object) -> !isFinished(object))
                .thenComparing(object -> String.valueOf(Json.text(object, "created_at")))
                .thenComparing(object -> String.valueOf(Json.text(object, "id")));
    }

    private boolean isFinished(ObjectNode object) {
        return Json.texts(object, "tags").contains(context.mark().tag());
    }

    private List<ObjectNode> others(ObjectNode own, List<ObjectNode> listed) {
        Mark mark = context.mark();
        return listed.stream()
                .filter(object -> Marking.TAG.of(object).filter(mark::equals).isPresent())
                .filter(object -> !Json.text(own, "id").equals(Json.text(object, "id")))
                .toList();
    }

    /** A twin has the same name and project, so one list shows all of them, whatever their state. */
    List<ObjectNode> listed(ObjectNode own) {
        Request twins = Request.get(Service.NETWORK, path).query("name", String.valueOf(Json.text(own, "name")));
        if (own.hasNonNull("tenant_id")) {
            twins = twins.query("tenant_id", Json.text(own, "tenant_id"));
        }
        return cloud.list(twins, list);
    }

    private void remove(String own) {
        try {
            cloud.remove(Request.delete(Service.NETWORK, path + '/' + Request.segment(own)));
        } catch (CloudException e) {
            context.say("was made by another controller at the same moment; its twin " + own + " is left on "
                    + cloud.name() + ", unused: " + e.getMessage());
        }
    }
}
