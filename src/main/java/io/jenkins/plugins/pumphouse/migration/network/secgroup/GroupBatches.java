package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The security groups that a run makes: what is asked for while others of the same project are not finished goes into
 * the next request together, which is sent when it is full or those are finished. Neutron spends more on the request
 * than on the group in it.
 *
 * <p>A group waits while another of the same {@link BatchNote#fingerprint} is without its tags: after a kill, two notes
 * would name both.
 */
final class GroupBatches implements AutoCloseable {
    private final Map<String, Deque<GroupCreation>> waiting = new HashMap<>();
    /** Projects with a request under way. */
    private final Set<String> busy = new HashSet<>();
    /** How many requests of a project have groups that are not finished. */
    private final Map<String, Integer> open = new HashMap<>();
    /** Project and fingerprint of groups that have not all their marks yet. */
    private final Set<String> unfinished = new HashSet<>();

    private final Map<String, JsonNode> rules = new ConcurrentHashMap<>();

    /** Makes the group; returns once it is made, with a stage for the rest. */
    CompletionStage<ChangeResult> create(GroupCreation birth) {
        enqueue(birth);
        while (!birth.made().isDone()) {
            List<GroupCreation> turn = turn(birth);
            if (!turn.isEmpty()) {
                CompletableFuture.allOf(turn.stream().map(GroupCreation::done).toArray(CompletableFuture[]::new))
                        .whenComplete((done, failure) -> finished(turn));
                try {
                    new GroupBatch(turn).post();
                } finally {
                    free(birth.project());
                }
            }
        }
        birth.made().thenAccept(made -> {
            JsonNode own = made.group().path("security_group_rules");
            if (own.isArray()) {
                rules.put(made.group().path("id").asText(), own);
            }
        });
        return GroupBatch.finish(birth);
    }

    /** The rules with which a group of this run was made; empty when another made it, or Neutron did not say. */
    Optional<JsonNode> rulesOf(String group) {
        return Optional.ofNullable(rules.get(group));
    }

    private synchronized void enqueue(GroupCreation birth) {
        waiting.computeIfAbsent(birth.project(), project -> new ArrayDeque<>()).add(birth);
    }

    /** Those to send now; none when another thread has sent {@code birth} meanwhile. */
    private synchronized List<GroupCreation> turn(GroupCreation birth) {
        try {
            while (!birth.made().isDone()) {
                List<GroupCreation> turn = isTurn(birth.project()) ? together(waiting.get(birth.project())) : List.of();
                if (!turn.isEmpty()) {
                    busy.add(birth.project());
                    open.merge(birth.project(), 1, Integer::sum);
                    return turn;
                }
                wait();
            }
            return List.of();
        } catch (InterruptedException e) {
            waiting.get(birth.project()).remove(birth);
            birth.done().completeExceptionally(e); // else the others would wait for it
            Thread.currentThread().interrupt();
            throw new CancellationException("the run has ended");
        }
    }

    private boolean isTurn(String project) {
        Deque<GroupCreation> next = waiting.get(project);
        return !busy.contains(project)
                && !next.isEmpty()
                && (!open.containsKey(project)
                        || next.size() > BatchNote.room(next.peek().context().mark()));
    }

    /**
     * The first that may be sent, and as many of the others as its note can name. One without a name comes alone: the
     * note would say of an unnamed group of the target's own that it is the one.
     */
    private List<GroupCreation> together(Deque<GroupCreation> waiting) {
        List<GroupCreation> together = new ArrayList<>();
        for (Iterator<GroupCreation> each = waiting.iterator(); each.hasNext(); ) {
            GroupCreation birth = each.next();
            if ((together.isEmpty() || isNamedBy(together.get(0), birth)) && unfinished.add(likeness(birth))) {
                each.remove();
                together.add(birth);
            }
            if (!together.isEmpty()
                    && together.size()
                            > BatchNote.room(together.get(0).context().mark())) {
                break;
            }
        }
        return together;
    }

    private static boolean isNamedBy(GroupCreation first, GroupCreation other) {
        Mark mark = other.context().mark();
        return !other.wanted().path("name").asText().isEmpty()
                && BatchNote.canName(mark.id())
                && mark.cloud().equals(first.context().mark().cloud());
    }

    private static String likeness(GroupCreation birth) {
        return birth.project() + ' ' + BatchNote.fingerprint(birth.wanted());
    }

    private synchronized void free(String project) {
        busy.remove(project);
        notifyAll();
    }

    private synchronized void finished(List<GroupCreation> births) {
        births.forEach(birth -> unfinished.remove(likeness(birth)));
        open.computeIfPresent(births.get(0).project(), (project, requests) -> requests == 1 ? null : requests - 1);
        notifyAll();
    }

    @Override
    public void close() {
        rules.clear();
    }
}
