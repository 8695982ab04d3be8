package io.jenkins.plugins.pumphouse.bench;

import java.util.Arrays;

/** The middle of some measurements, and how far they usually are from it. */
final class Median {
    private Median() {}

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The median distance from the median: one odd round does not make everything pass. */
    static double deviation(double[] values) {
        double middle = median(values);
        return median(
                Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray());
    }
}
