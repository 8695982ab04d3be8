package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.network.neutron.DuplicateCheck;
import io.jenkins.plugins.pumphouse.migration.network.neutron.MarkTags;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Security groups of one project that one request makes, all or none. The first has a {@link BatchNote} as its
 * description until the others have their tags, the others their own from the start; so at every moment it stands on
 * the target for which group of the source each was created, and only the first takes a request for its description.
 */
final class GroupBatch {
    static final String PATH = "/security-groups";
    static final String LIST = "security_groups";

    /** Names in a query; beyond, the whole list of the project is read. */
    private static final int LONGEST_QUERY = 2000;

    private final List<GroupCreation> births;
    private final Cloud cloud;
    private final String project;
    private List<ObjectNode> seen = List.of();

    /** @param births of one project; the first carries the note */
    GroupBatch(List<GroupCreation> births) {
        this.births = births;
        this.cloud = births.get(0).context().target();
        this.project = births.get(0).project();
    }

    /** Makes the groups, and completes {@link GroupCreation#made} of each, whatever happens. */
    void post() {
        try {
            List<ObjectNode> made = made();
            seen = seen(made);
            for (int i = 0; i < births.size(); i++) {
                births.get(i).made().complete(new GroupCreation.Made(made.get(i), this));
            }
        } catch (CloudException e) {
            if (births.size() > 1 && (e.mayHaveBeenDone() ? isUndone(e) : isOfAGroup(e))) {
                births.forEach(birth -> new GroupBatch(List.of(birth)).post()); // a bad one costs only itself
            } else {
                fail(e);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(RuntimeException e) {
        births.forEach(birth -> birth.made().completeExceptionally(e));
    }

    private static boolean isOfAGroup(CloudException refusal) {
        return refusal instanceof CloudException.Conflict
                || refusal instanceof CloudException.Rejected
                || refusal instanceof CloudException.NotFound
                || refusal instanceof CloudException.OverQuota;
    }

    /**
     * Neutron takes all of a request back when one of its groups fails inside, as it does where another request makes
     * the project's group {@code default} at the same moment ({@code _ensure_default_security_group}).
     */
    private boolean isUndone(CloudException failure) {
        if (failure.status() != HttpURLConnection.HTTP_INTERNAL_ERROR) {
            return false; // a proxy's answer: Neutron may still be at it
        }
        try {
            List<ObjectNode> marked = NotedGroups.marked(ofProject());
            return births.stream().noneMatch(birth -> marked.stream().anyMatch(group -> isMarked(group, mark(birth))));
        } catch (CloudException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    /** The groups in the order of their births. */
    private List<ObjectNode> made() {
        Map<String, String> others = new LinkedHashMap<>();
        births.stream()
                .skip(1)
                .forEach(birth -> others.put(
                        BatchNote.fingerprint(birth.wanted()),
                        birth.context().mark().id()));
        ObjectNode first =
                births.get(0).wanted().deepCopy().put("description", new BatchNote(mark(births.get(0)), others).text());
        Request post = Request.post(Service.NETWORK, PATH);
        if (births.size() == 1) {
            return List.of(
                    cloud.send(post.body(Json.object("security_group", first))).identified("security_group"));
        }
        ArrayNode many = Json.object().putArray(LIST).add(first);
        births.stream().skip(1).forEach(birth -> many.add(birth.wanted()));
        try {
            JsonNode made =
                    cloud.send(post.body(Json.object(LIST, many))).json().path(LIST);
            return inOrder(made)
                    .or(this::found)
                    .orElseThrow(() -> new MigrationException(cloud.name() + " did not say which ids it has given to "
                            + births.size() + " new security groups. Run again: they are found by their marks."));
        } catch (CloudException e) {
            if (!e.mayHaveBeenDone()) {
                throw e;
            }
            return found().orElseThrow(() -> e);
        }
    }

    private static Mark mark(GroupCreation birth) {
        return birth.context().mark();
    }

    /** Neutron answers in the order of the request, which is not relied on. */
    private Optional<List<ObjectNode>> inOrder(JsonNode made) {
        Map<String, ObjectNode> byName = new LinkedHashMap<>();
        made.forEach(group -> byName.put(
                Marking.TAG.of(group).isPresent() ? mark(births.get(0)).id() : BatchNote.fingerprint(group),
                (ObjectNode) group));
        List<ObjectNode> inOrder = births.stream()
                .map(birth ->
                        byName.get(birth == births.get(0) ? mark(birth).id() : BatchNote.fingerprint(birth.wanted())))
                .filter(group -> group != null && Json.text(group, "id") != null)
                .toList();
        return inOrder.size() == births.size() ? Optional.of(inOrder) : Optional.empty();
    }

    /** After a lost answer: the groups, if all of them are there. */
    private Optional<List<ObjectNode>> found() {
        List<ObjectNode> there = NotedGroups.marked(ofProject());
        List<ObjectNode> found = births.stream()
                .flatMap(birth -> there.stream()
                        .filter(group -> isMarked(group, mark(birth)))
                        .limit(1))
                .toList();
        return found.size() == births.size() ? Optional.of(found) : Optional.empty();
    }

    private static boolean isMarked(ObjectNode group, Mark mark) {
        return Marking.TAG.of(group).filter(mark::equals).isPresent();
    }

    /** Groups of these names right after they were made, so that those of another controller show. */
    private List<ObjectNode> seen(List<ObjectNode> made) {
        Request named = Request.get(Service.NETWORK, PATH).query("tenant_id", project);
        int length = 0;
        for (GroupCreation birth : births) {
            String name = birth.wanted().path("name").asText();
            named = named.query("name", name);
            length += Request.segment("n" + name).length();
        }
        if (length > LONGEST_QUERY) {
            return NotedGroups.marked(ofProject());
        }
        List<ObjectNode> twins = cloud.list(named, LIST);
        Set<String> own = new HashSet<>();
        made.forEach(group -> own.add(Json.text(group, "id")));
        // Whose an unmarked one is, a note says that stands in a group of another name.
        return twins.stream()
                        .allMatch(group -> own.contains(Json.text(group, "id"))
                                || Marking.TAG.of(group).isPresent())
                ? twins
                : NotedGroups.marked(ofProject());
    }

    private List<ObjectNode> ofProject() {
        return cloud.list(Request.get(Service.NETWORK, PATH).query("tenant_id", project), LIST);
    }

    /** Brings one group to its end: its twin, its tags, its own description. */
    static CompletionStage<ChangeResult> finish(GroupCreation birth) {
        CompletionStage<ChangeResult> end =
                birth.made().thenCompose(made -> made.batch().finish(birth, made.group()));
        end.whenComplete((result, failure) -> {
            if (failure == null) {
                birth.done().complete(result);
            } else {
                birth.done().completeExceptionally(Stages.cause(failure));
            }
        });
        return end;
    }

    private CompletionStage<ChangeResult> finish(GroupCreation birth, ObjectNode group) {
        if (birth != births.get(0)) {
            return settle(birth, group, false);
        }
        // The note goes last.
        CompletableFuture<?>[] others =
                births.stream().skip(1).map(GroupCreation::done).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(others)
                .handle((done, failure) -> failure == null)
                .thenCompose(all -> all || areMarked()
                        ? settle(birth, group, true)
                        : CompletableFuture.failedFuture(new MigrationException("was created on " + cloud.name()
                                + ", but groups that were created with it are not finished, and its description says"
                                + " which. Run again: the next run resumes.")));
    }

    /** Whether the others, of which some have failed, can do without the note. */
    private boolean areMarked() {
        return births.stream().skip(1).allMatch(birth -> !birth.done().isCompletedExceptionally() || marks(birth));
    }

    private boolean marks(GroupCreation birth) {
        String id = Json.text(birth.made().join().group(), "id");
        try {
            put(id, Json.object().put("description", mark(birth).tag()));
            return true;
        } catch (CloudException.NotFound e) {
            return isGone(id);
        } catch (CloudException e) {
            return false;
        }
    }

    private boolean isGone(String group) {
        try {
            cloud.get(Service.NETWORK, PATH + '/' + Request.segment(group));
            return false;
        } catch (CloudException.NotFound e) {
            return true;
        } catch (CloudException e) {
            return false;
        }
    }

    private CompletionStage<ChangeResult> settle(GroupCreation birth, ObjectNode group, boolean noted) {
        String id = Json.text(group, "id");
        return new DuplicateCheck(birth.context(), PATH, LIST).of(group, seen).thenApply(other -> {
            String taken = other.orElse(id);
            String words = birth.wanted().path("description").asText();
            boolean inTags = MarkTags.put(cloud, PATH + '/' + Request.segment(taken), birth.tags(), mark(birth));
            if (noted || other.isPresent() || !inTags) {
                String described = inTags ? words : MarkTags.described(words, mark(birth));
                put(taken, Json.object().put("description", described));
            }
            List<String> notes = new ArrayList<>(inTags ? List.of() : MarkTags.told(words, mark(birth)));
            other.ifPresent(any -> notes.add("another controller has made it at the same moment"));
            return new ChangeResult(taken, notes, Map.of());
        });
    }

    private void put(String id, ObjectNode fields) {
        cloud.send(Request.put(Service.NETWORK, PATH + '/' + Request.segment(id))
                .body(Json.object("security_group", fields)));
    }

    /**
     * Gives their marks to the groups that a note names and that have none yet, so that the note can be deleted.
     *
     * @param project of the target
     */
    static void finishNoted(Cloud cloud, String project) {
        List<ObjectNode> groups = cloud.list(Request.get(Service.NETWORK, PATH).query("tenant_id", project), LIST);
        List<ObjectNode> marked = NotedGroups.marked(groups);
        for (int i = 0; i < groups.size(); i++) {
            if (marked.get(i) != groups.get(i)) {
                Mark mark = Mark.ofTag(Json.text(marked.get(i), "description")).orElseThrow();
                ArrayNode tags = Json.array(Json.texts(groups.get(i), "tags"));
                String group = PATH + '/' + Request.segment(Json.text(groups.get(i), "id"));
                if (!MarkTags.put(cloud, group, Json.object("tags", tags.add(mark.tag())), mark)) {
                    String words = Json.text(groups.get(i), "description");
                    cloud.send(Request.put(Service.NETWORK, group)
                            .body(Json.object(
                                    "security_group",
                                    Json.object().put("description", MarkTags.described(words, mark)))));
                }
            }
        }
    }
}
