package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets the requests by which two runs make the same object through together: neither has seen what the other makes.
 * Once one of the runs has ended, everything passes.
 */
final class PairedRequests implements Faults.Gatekeeper {
    private static final Pattern NAME = Pattern.compile("\"name\":\"[^\"]*\"");

    private final Function<Faults.Asked, Optional<String>> pair;
    private final Predicate<Faults.Asked> held;
    /** What the first request of a pair waits for. */
    private final ConcurrentMap<String, CountDownLatch> seconds = new ConcurrentHashMap<>();

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean alone;

    /**
     * @param pair of a request that waits for another of the same pair; empty of one that waits for none
     * @param held which wait until one of the runs has ended
     */
    PairedRequests(Function<Faults.Asked, Optional<String>> pair, Predicate<Faults.Asked> held) {
        this.pair = pair;
        this.held = held;
    }

    /** The requests that make a named object at such a path. */
    static Function<Faults.Asked, Optional<String>> making(String path) {
        return asked -> {
            Matcher name = NAME.matcher(asked.body());
            return asked.method().equals("POST") && asked.path().matches(path) && name.find()
                    ? Optional.of(asked.path() + name.group())
                    : Optional.empty();
        };
    }

    /** The same of objects that are made several in a request, as each run may begin with another one. */
    static Function<Faults.Asked, Optional<String>> makingAny(String path) {
        return asked -> asked.method().equals("POST") && asked.path().matches(path)
                ? Optional.of(asked.path())
                : Optional.empty();
    }

    /** Takes what the runs say: one that waits for the other sends no request that the other's could wait for. */
    void said(String line) {
        if (line.contains("waits for Jenkins")) {
            passAll();
        }
    }

    /** One of the runs has ended: the other waits for nobody. */
    void over() {
        over.countDown();
        passAll();
    }

    private void passAll() {
        alone = true;
        seconds.values().forEach(CountDownLatch::countDown);
    }

    @Override
    public boolean admits(Faults.Asked asked) {
        Optional<String> paired = pair.apply(asked);
        if (paired.isPresent()) {
            CountDownLatch second = new CountDownLatch(1);
            CountDownLatch first = seconds.putIfAbsent(paired.get(), second);
            if (first != null) {
                first.countDown();
            } else if (!alone) {
                return passes(second);
            }
        }
        return !held.test(asked) || passes(over);
    }

    private static boolean passes(CountDownLatch until) {
        try {
            return until.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
