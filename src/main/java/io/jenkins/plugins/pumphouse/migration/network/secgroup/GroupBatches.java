package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
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
 * The security groups that a run makes: what is asked for while a request for the same project is under way goes into
 * the next one together. Neutron spends more on the request than on the group in it.
 */
final class GroupBatches implements AutoCloseable {
    private final Map<String, Deque<GroupCreation>> waiting = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<String, JsonNode> rules = new ConcurrentHashMap<>();

    /** Makes the group; returns once it is made, with a stage for the rest. */
    CompletionStage<ChangeResult> create(GroupCreation birth) {
        enqueue(birth);
        while (!birth.made().isDone()) {
            List<GroupCreation> turn = turn(birth);
            if (!turn.isEmpty()) {
                CompletableFuture.allOf(turn.stream().map(GroupCreation::done).toArray(CompletableFuture[]::new))
                        .whenComplete((done, failure) -> free(birth.project()));
                new GroupBatch(turn).post();
                told();
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
            while (!birth.made().isDone() && busy.contains(birth.project())) {
                wait();
            }
        } catch (InterruptedException e) {
            waiting.get(birth.project()).remove(birth);
            Thread.currentThread().interrupt();
            throw new CancellationException("the run has ended");
        }
        if (birth.made().isDone()) {
            return List.of();
        }
        busy.add(birth.project());
        return together(waiting.get(birth.project()));
    }

    /**
     * The first that waits, and as many of the others as its note can name. One without a name comes alone: the note
     * would say of an unnamed group of the target's own that it is the one.
     */
    private static List<GroupCreation> together(Deque<GroupCreation> waiting) {
        GroupCreation first = waiting.poll();
        List<GroupCreation> together = new ArrayList<>(List.of(first));
        Set<String> names = new HashSet<>(Set.of(BatchNote.fingerprint(first.wanted())));
        int room = BatchNote.room(first.context().mark());
        for (Iterator<GroupCreation> others = waiting.iterator(); others.hasNext() && together.size() <= room; ) {
            GroupCreation other = others.next();
            if (!other.wanted().path("name").asText().isEmpty()
                    && BatchNote.canName(other.context().mark().id())
                    && other.context()
                            .mark()
                            .cloud()
                            .equals(first.context().mark().cloud())
                    && names.add(BatchNote.fingerprint(other.wanted()))) {
                others.remove();
                together.add(other);
            }
        }
        return together;
    }

    private synchronized void free(String project) {
        busy.remove(project);
        notifyAll();
    }

    private synchronized void told() {
        notifyAll();
    }

    @Override
    public void close() {
        rules.clear();
    }
}
