package io.jenkins.plugins.pumphouse.faults;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of some parts of all trials, which are disjoint and together the whole: it may run over several nights, or on
 * several machines.
 *
 * @param number from 1
 */
record MatrixPart(int number, int parts) {
    private static final Pattern WORDS = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

    MatrixPart {
        if (number < 1 || number > parts) {
            throw new IllegalArgumentException("a part is 1/" + parts + " to " + parts + '/' + parts);
        }
    }

    static MatrixPart of(String words) {
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a part is like 2/12, not " + words);
        }
        return new MatrixPart(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /**
     * Each trial's place follows from its name alone: two runs record requests that differ a little, and a place in a
     * list would be another one.
     */
    List<Trial> of(List<Trial> all, long seed) {
        return all.stream()
                .filter(trial -> drawn(trial, seed).nextInt(parts) == number - 1)
                .sorted(Comparator.comparingInt(trial -> drawn(trial, ~seed).nextInt()))
                .toList();
    }

    private static SplittableRandom drawn(Trial trial, long seed) {
        return drawn(seed, trial.row(), trial.request());
    }

    /** The same numbers in each run for the same words. */
    static SplittableRandom drawn(long seed, String... words) {
        return new SplittableRandom(31 * seed + String.join(" @ ", words).hashCode());
    }

    @Override
    public String toString() {
        return number + "/" + parts;
    }
}
