package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.faults.FaultTrial.Span;
import io.jenkins.plugins.pumphouse.faults.RivalTrial.Errand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All trials of some stages. */
final class Trials {
    /** A JVM takes seconds to start; around the other writes a migration is ended inside this one. */
    private static final int OWN_JVM_EVERY = 6;

    private final List<Recording> recordings;

    Trials(Stage... stages) {
        recordings = Arrays.stream(stages).map(Recording::new).toList();
    }

    /** What the clouds hold after a stage that nothing disturbed. */
    Map<Stage, List<String>> undisturbed() {
        return recordings.stream()
                .collect(Collectors.toMap(recording -> recording.stage, recording -> recording.undisturbed));
    }

    /**
     * Each pattern with each kind of fault: once, at the first such request or at one that the seed draws, and lasting
     * from one that it draws; an end and another controller before and after each write; and at each write to a moved
     * server or behind it something that its owner does, which the seed draws. A pattern is struck in the first stage
     * that sends it, and in those for which it {@linkplain Stage#strikesAgain means something else}.
     */
    List<Trial> all(long seed) {
        List<Trial> trials = new ArrayList<>();
        Set<RequestPattern> known = new HashSet<>();
        recordings.forEach(recording -> {
            recording.sent().stream()
                    .filter(sent -> known.add(sent.pattern()) || recording.stage.strikesAgain(sent.pattern()))
                    .forEach(sent -> faults(recording.stage, sent, seed, trials));
            ends(recording, seed, trials);
            rivals(recording, trials);
            othersMeanwhile(recording, seed, trials);
        });
        return trials;
    }

    private static void faults(Stage stage, Recording.Sent sent, long seed, List<Trial> trials) {
        for (FaultKind kind : FaultKind.values()) {
            for (Span span : Span.values()) {
                SplittableRandom random =
                        MatrixPart.drawn(seed, stage.words, sent.pattern().toString(), kind.words, span.name());
                int spared = span == Span.ONCE && random.nextBoolean()
                        ? 0
                        : random.nextInt(sent.times().get());
                if (kind.fits(sent.pattern()) && kind.fits(span)) {
                    trials.add(new FaultTrial(stage, sent.pattern(), kind, span, spared));
                }
            }
        }
    }

    private static void ends(Recording recording, long seed, List<Trial> trials) {
        for (int write = 1; write <= recording.writes(); write++) {
            trials.add(new KillTrial(recording.stage, write, false, false));
            trials.add(new KillTrial(recording.stage, write, true, false));
            if (write % OWN_JVM_EVERY == 0) {
                boolean done = MatrixPart.drawn(seed, recording.stage.words, "write " + write)
                        .nextBoolean();
                trials.add(new KillTrial(recording.stage, write, done, true));
            }
        }
    }

    private static void rivals(Recording recording, List<Trial> trials) {
        for (int write = 1; write <= recording.writes(); write++) {
            trials.add(new RivalTrial(recording.stage, write, false, Errand.MOVE));
            trials.add(new RivalTrial(recording.stage, write, true, Errand.MOVE));
        }
    }

    private static void othersMeanwhile(Recording recording, long seed, List<Trial> trials) {
        if (recording.stage == Stage.CLEANUP) {
            return; // what is moved already is used as its owners like
        }
        for (int write = recording.firstToServer(); write <= recording.writes(); write++) {
            for (boolean done : new boolean[] {false, true}) {
                int deed = MatrixPart.drawn(seed, recording.stage.words, "owner " + done + write)
                        .nextInt(Deed.values().length);
                trials.add(new OwnerTrial(recording.stage, write, done, Deed.values()[deed]));
                trials.add(new RivalTrial(
                        recording.stage, write, done, (write % 2 == 0) == done ? Errand.ROLLBACK : Errand.CLEANUP));
            }
        }
    }

    /** Of those that an owner disturbs. */
    List<OwnerTrial> ofOwners() {
        return of(OwnerTrial.class).toList();
    }

    /** Of those that another controller disturbs which does not make the same migration. */
    List<RivalTrial> ofOtherControllers() {
        return of(RivalTrial.class)
                .filter(trial -> trial.errand() != Errand.MOVE)
                .toList();
    }

    private <T> Stream<T> of(Class<T> sort) {
        return all(1).stream().filter(sort::isInstance).map(sort::cast);
    }

    /** Some trials of each row, each on the request that was struck the least so far, writes before reads. */
    List<Trial> sample(long seed, int perRow) {
        List<Trial> all = new ArrayList<>(all(seed));
        all.removeIf(trial -> trial instanceof RivalTrial || trial instanceof OwnerTrial); // the whole matrix has them
        Collections.shuffle(all, new Random(seed));
        Map<String, List<Trial>> rows = new TreeMap<>();
        all.forEach(trial ->
                rows.computeIfAbsent(trial.row(), row -> new ArrayList<>()).add(trial));
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
