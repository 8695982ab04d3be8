package io.jenkins.plugins.pumphouse.bench;

import static io.jenkins.plugins.pumphouse.bench.Median.deviation;
import static io.jenkins.plugins.pumphouse.bench.Median.median;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/**
 * Pumphouse and the cheapest way to reach the same state, in turns: who begins changes from round to round, so that a
 * machine that slows down slows both. Rounds to warm up come first and do not count.
 *
 * @param what is measured, for the lines that are printed
 * @param aim the least that the cheapest way's time divided by Pumphouse's may be; 1 is as fast as the cheapest way
 * @param rounds that count
 */
record Contest(String what, double aim, int rounds, PrintStream out) {

    private static final int WARM_UPS = 1;

    /**
     * What one turn took.
     *
     * @param requests sent to both clouds; negative when nobody counted
     */
    record Turn(double seconds, long requests) {}

    /** One way to reach the state, from a fresh start in each round. */
    @FunctionalInterface
    interface Way {

        Turn turn(int round) throws Exception;
    }

    /** @return whether the aim is reached, or missed by no more than the noise of the rounds */
    boolean holds(Way cheapest, Way ours) throws Exception {
        double[] speeds = new double[rounds];
        for (int round = -WARM_UPS; round < rounds; round++) {
            boolean first = Math.floorMod(round, 2) == 0;
            Turn early = (first ? cheapest : ours).turn(round);
            Turn late = (first ? ours : cheapest).turn(round);
            Turn their = first ? early : late;
            Turn our = first ? late : early;
            double speed = their.seconds() / our.seconds();
            out.printf(
                    "%s, %s: cheapest way %s, Pumphouse %s, ratio %.2f, load %.1f%n",
                    what,
                    round < 0 ? "warm-up" : "round " + (round + 1),
                    shown(their),
                    shown(our),
                    speed,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            if (round >= 0) {
                speeds[round] = speed;
            }
        }
        return verdict(speeds);
    }

    private boolean verdict(double[] speeds) {
        double median = median(speeds);
        double noise = deviation(speeds);
        boolean holds = median + noise >= aim;
        out.printf(
                "%s: ratio %.2f (median of %d rounds), noise %.2f, aim %.2f: %s%n",
                what, median, rounds, noise, aim, holds ? "reached" : "MISSED");
        return holds;
    }

    private static String shown(Turn turn) {
        return String.format("%.1f s", turn.seconds())
                + (turn.requests() < 0 ? "" : " with " + turn.requests() + " requests");
    }
}
