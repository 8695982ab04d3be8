package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * One object on its way to a Neutron with tags: it is born with its mark as its description, which stays until a tag
 * has the mark; its own description comes last.
 *
 * @param context of its change
 * @param place where objects of its kind are
 * @param tagged the path below which its tags are, by its id
 * @param twice whether Neutron makes a second one of the same name and project without a word
 * @param wanted as it is to be in the end, without tags
 * @param tags the body of the request that sets its tags, the mark among them
 * @param made the object as Neutron made it, where it is made together with others
 * @param done the end of its change then
 */
public record Creation(
        ChangeContext context,
        ApiCollection place,
        UnaryOperator<String> tagged,
        boolean twice,
        ObjectNode wanted,
        ObjectNode tags,
        CompletableFuture<ObjectNode> made,
        CompletableFuture<ChangeResult> done) {

    Creation(
            ChangeContext context,
            ApiCollection place,
            UnaryOperator<String> tagged,
            boolean twice,
            ObjectNode wanted,
            ObjectNode tags) {
        this(context, place, tagged, twice, wanted, tags, new CompletableFuture<>(), new CompletableFuture<>());
    }

    public Mark mark() {
        return context.mark();
    }

    String project() {
        return wanted.path("tenant_id").asText();
    }

    /** Whether it goes to the same place as another, for the same project. */
    String queue() {
        return place.path() + ' ' + project();
    }

    /** The object as it is asked for. */
    ObjectNode born() {
        return wanted.deepCopy().put("description", mark().tag());
    }

    void fail(Throwable failure) {
        made.completeExceptionally(failure);
        done.completeExceptionally(failure);
    }

    /** Brings what was made by itself to its end: its twin, its tags, its own description. */
    CompletionStage<ChangeResult> settled(ObjectNode own) {
        return settled(own, twice ? twins().listed(own) : List.of(), true);
    }

    /**
     * The same of what was made together with others.
     *
     * @param seen what the target had after it was made, of its name at least
     * @param described whether it was born with another description than its own
     */
    public CompletionStage<ChangeResult> settled(ObjectNode own, List<ObjectNode> seen, boolean described) {
        return (twice ? twins().of(own, seen) : CompletableFuture.completedFuture(Optional.<String>empty()))
                .thenApply(other -> settled(own, other, described));
    }

    private DuplicateCheck twins() {
        return new DuplicateCheck(context, place.path(), place.plural());
    }

    private ChangeResult settled(ObjectNode own, Optional<String> twin, boolean described) {
        // A twin's controller may not have finished it yet, or never will.
        String taken = twin.orElseGet(() -> Json.text(own, "id"));
        String words = wanted.path("description").asText();
        boolean inTags = MarkTags.put(context.target(), tagged.apply(taken), tags, mark());
        if (described || twin.isPresent() || !inTags) {
            put(taken, Json.object().put("description", inTags ? words : MarkTags.described(words, mark())));
        }
        List<String> notes = new ArrayList<>(inTags ? List.of() : MarkTags.told(words, mark()));
        twin.ifPresent(any -> notes.add("another controller has made it at the same moment"));
        return new ChangeResult(taken, notes, Map.of());
    }

    /** Sets fields of the object with this id. */
    public void put(String id, ObjectNode fields) {
        context.target()
                .send(Request.put(Service.NETWORK, place.path() + '/' + Request.segment(id))
                        .body(Json.object(place.single(), fields)));
    }
}
