package io.jenkins.plugins.pumphouse.clouds.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One cloud's lock and clock. Everything that takes time in a cloud (a boot, a snapshot) is due at an instant and
 * happens when somebody looks, so that no thread runs in the background and a test never waits for one.
 */
public final class World {
    private record Due(Instant when, long order, Runnable what) {}

    private final ReentrantLock lock = new ReentrantLock(true);
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparing(Due::when).thenComparing(Due::order));
    private final Behaviour behaviour = new Behaviour();
    private Duration skipped = Duration.ZERO;
    private long order;

    /** Runs something with the cloud's state to itself, after everything that is due by now. */
    public <T> T locked(Supplier<T> what) {
        lock.lock();
        try {
            settle();
            return what.get();
        } finally {
            lock.unlock();
        }
    }

    /** See {@link #locked(Supplier)}. */
    public void locked(Runnable what) {
        locked(() -> {
            what.run();
            return null;
        });
    }

    /** The same for a request from inside, whose lists come whole whatever size the pages have. */
    <T> T lockedWithoutPages(Supplier<T> what) {
        return locked(() -> {
            behaviour.whole(true);
            try {
                return what.get();
            } finally {
                behaviour.whole(false);
            }
        });
    }

    /** Lets something happen later; at once for a delay of zero. */
    public void after(Duration delay, Runnable what) {
        if (delay.isZero()) {
            what.run();
        } else {
            agenda.add(new Due(now().plus(delay), order++, what));
        }
    }

    /** The cloud's clock. */
    public Instant now() {
        return Instant.now().plus(skipped);
    }

    /** Moves the cloud's clock forward: slow transitions finish, tokens run out. */
    public void skip(Duration time) {
        locked(() -> {
            skipped = skipped.plus(time);
            settle();
        });
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    private void settle() {
        while (!agenda.isEmpty() && !agenda.peek().when.isAfter(now())) {
            agenda.poll().what.run();
        }
    }
}
