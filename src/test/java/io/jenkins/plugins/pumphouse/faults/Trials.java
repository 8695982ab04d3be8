package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.faults.FaultTrial.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All trials of the migration, found by one that nothing disturbs. */
final class Trials {
    /** A JVM takes seconds to start; around the other writes a migration is ended inside this one. */
    private static final int OWN_JVM_EVERY = 6;

    /** How the clouds are left by a migration that nothing disturbed. */
    final List<String> undisturbed;

    private final Map<String, Seen> patterns = new ConcurrentSkipListMap<>();
    private final AtomicInteger writes = new AtomicInteger();

    private record Seen(RequestPattern pattern, AtomicInteger times) {}

    Trials() {
        try (CloudPair pair = new CloudPair()) {
            pair.source.faults().gatekeeper(recorder(true));
            pair.target.faults().gatekeeper(recorder(false));
            CloudPair.Ran ran = pair.migrate(line -> {});
            if (ran.failed()) {
                throw new IllegalStateException("The migration fails without a fault: " + Judgement.failures(ran), ran.thrown());
            }
            undisturbed = CloudContent.of(pair);
        }
    }

    private Faults.Gatekeeper recorder(boolean ofSource) {
        return new Faults.Gatekeeper() {
            @Override
            public boolean admits(Faults.Asked asked) {
                RequestPattern pattern = RequestPattern.of(ofSource, asked);
                patterns.computeIfAbsent(pattern.toString(), unused -> new Seen(pattern, new AtomicInteger()))
                        .times()
                        .incrementAndGet();
                if (KillTrial.isWrite(asked)) {
                    writes.incrementAndGet();
                }
                return true;
            }

            @Override
            public boolean answers(Faults.Asked asked, int status) {
                return true;
            }
        };
    }

    /**
     * Each pattern with each kind of fault: once, at the first such request or at one that the seed draws, and lasting from one that
     * it draws; and an end before and after each write.
     */
    List<Trial> all(long seed) {
        Random random = new Random(seed);
        List<Trial> trials = new ArrayList<>();
        for (Seen seen : patterns.values()) {
            int times = seen.times().get();
            for (FaultKind kind : FaultKind.values()) {
                for (Span span : Span.values()) {
                    int spared = span == Span.ONCE && random.nextBoolean() ? 0 : random.nextInt(times);
                    if (kind.fits(seen.pattern()) && kind.fits(span)) {
                        trials.add(new FaultTrial(seen.pattern(), kind, span, spared));
                    }
                }
            }
        }
        for (int write = 1; write <= writes.get(); write++) {
            boolean inOwnJvm = write % OWN_JVM_EVERY == 0;
            trials.add(new KillTrial(write, false, false));
            trials.add(new KillTrial(write, true, false));
            if (inOwnJvm) {
                trials.add(new KillTrial(write, random.nextBoolean(), true));
            }
        }
        return trials;
    }

    /** Some trials of each row, each on the request that was struck the least so far, writes before reads. */
    List<Trial> sample(long seed, int perRow) {
        List<Trial> all = new ArrayList<>(all(seed));
        Collections.shuffle(all, new Random(seed));
        Map<String, List<Trial>> rows = new TreeMap<>();
        all.forEach(trial -> rows.computeIfAbsent(trial.row(), row -> new ArrayList<>()).add(trial));
        Map<String, Integer> struck = new HashMap<>();
        Comparator<Trial> order = Comparator.<Trial>comparingInt(trial -> struck.getOrDefault(trial.request(), 0))
                .thenComparing(Trial::reads);
        List<Trial> sample = new ArrayList<>();
        for (int round = 0; round < perRow; round++) {
            for (List<Trial> row : rows.values()) {
                row.stream().min(order).ifPresent(next -> {
                    row.remove(next);
                    sample.add(next);
                    struck.merge(next.request(), 1, Integer::sum);
                });
            }
        }
        return sample;
    }
}
