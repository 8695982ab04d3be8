package io.jenkins.plugins.pumphouse.migration;

import java.util.List;
import java.util.Random;

/** Chances and choices that a seed decides: the same ones in each run. */
final class Dice {
    final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    /** True in this share of all throws. */
    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
