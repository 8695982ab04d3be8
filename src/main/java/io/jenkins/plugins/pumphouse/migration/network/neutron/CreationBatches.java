package io.jenkins.plugins.pumphouse.migration.network.neutron;

import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The objects that a run makes together: what is asked for while others of the same kind and project are not finished
 * goes into the next request, which is sent when it is full, those are finished, or a poll is over. Neutron spends more
 * on the request than on the object in it. What waits takes no thread.
 */
public class CreationBatches implements AutoCloseable {
    /** Objects in a request: Neutron holds one transaction for all of them. */
    static final int MOST = 20;

    /** Bytes of a request; Neutron takes 114,688 (oslo.middleware, {@code max_request_body_size}). */
    private static final int LONGEST = 60_000;

    private final Map<String, Deque<Creation>> waiting = new HashMap<>();
    /** Queues with a request under way. */
    private final Set<String> busy = new HashSet<>();
    /** How many requests of a queue the next one waits for. */
    private final Map<String, Integer> open = new HashMap<>();
    /** {@link #likeness} of objects that are not finished. */
    private final Set<Object> unfinished = new HashSet<>();

    private boolean over;

    protected CreationBatches() {}

    /** Those that go into one request. */
    protected CreationBatch batch(List<Creation> births) {
        return new CreationBatch(births);
    }

    /** How many go into the request that begins with {@code first}. */
    protected int most(Creation first) {
        // The mark is the last word of a description, and such a one is two.
        return first.mark().tag().contains(" ") ? 1 : MOST;
    }

    /** Whether one may be in the request that begins with {@code first}. */
    protected boolean goesWith(Creation first, Creation other) {
        return true;
    }

    /** One object waits while another of the same likeness is not finished. */
    protected Object likeness(Creation birth) {
        return birth.queue() + ' ' + birth.mark().value();
    }

    /** Makes the object; the stage ends with its change. */
    public CompletionStage<ChangeResult> create(Creation birth) {
        enqueue(birth);
        sendAll(birth.queue());
        return birth.done();
    }

    private synchronized void enqueue(Creation birth) {
        if (over) {
            birth.fail(new CancellationException("the run has ended"));
        } else {
            waiting.computeIfAbsent(birth.queue(), queue -> new ArrayDeque<>()).add(birth);
        }
    }

    private void sendAll(String queue) {
        for (List<Creation> turn = turn(queue); !turn.isEmpty(); turn = turn(queue)) {
            List<Creation> sent = turn;
            begun(queue, sent);
            try {
                batch(sent).send();
            } finally {
                free(queue);
            }
        }
    }

    /** The next request waits for the end of these, and not for one that hangs. */
    private void begun(String queue, List<Creation> births) {
        ChangeContext context = births.get(0).context();
        CompletableFuture<Void> ends = CreationBatch.ends(births);
        CompletableFuture<Void> pause = context.watch().pause(context.options().poll());
        CompletableFuture.anyOf(ends, pause)
                .whenComplete((any, failure) -> closed(queue))
                .whenCompleteAsync((any, failure) -> sendAll(queue), context.work());
        ends.whenComplete((done, failure) -> {
                    finished(births);
                    pause.cancel(false);
                })
                .whenCompleteAsync((done, failure) -> sendAll(queue), context.work());
    }

    /** Those to send now, if any. */
    private synchronized List<Creation> turn(String queue) {
        Deque<Creation> next = waiting.getOrDefault(queue, new ArrayDeque<>());
        boolean mayBegin = !busy.contains(queue)
                && !next.isEmpty()
                && (!open.containsKey(queue) || next.size() >= most(next.peek()));
        List<Creation> turn = mayBegin ? together(next) : List.of();
        if (!turn.isEmpty()) {
            busy.add(queue);
            open.merge(queue, 1, Integer::sum);
        }
        return turn;
    }

    /** The first that may be sent, and as many of the others as go with it. */
    private List<Creation> together(Deque<Creation> waiting) {
        List<Creation> together = new ArrayList<>();
        int bytes = 0;
        for (Iterator<Creation> each = waiting.iterator(); each.hasNext(); ) {
            Creation birth = each.next();
            int more = birth.born().toString().getBytes(StandardCharsets.UTF_8).length;
            boolean fits = together.isEmpty() || bytes + more <= LONGEST && goesWith(together.get(0), birth);
            if (fits && unfinished.add(likeness(birth))) {
                each.remove();
                together.add(birth);
                bytes += more;
            }
            if (!together.isEmpty() && together.size() >= most(together.get(0))) {
                break;
            }
        }
        return together;
    }

    private synchronized void free(String queue) {
        busy.remove(queue);
    }

    private synchronized void closed(String queue) {
        open.computeIfPresent(queue, (same, requests) -> requests == 1 ? null : requests - 1);
    }

    private synchronized void finished(List<Creation> births) {
        births.forEach(birth -> unfinished.remove(likeness(birth)));
    }

    /** What waits still is left to the next run. */
    @Override
    public void close() {
        List<Creation> left = new ArrayList<>();
        synchronized (this) {
            over = true;
            waiting.values().forEach(left::addAll);
            waiting.clear();
        }
        left.forEach(birth -> birth.fail(new CancellationException("the run has ended")));
    }
}
