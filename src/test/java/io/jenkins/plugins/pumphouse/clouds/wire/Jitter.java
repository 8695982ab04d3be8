package io.jenkins.plugins.pumphouse.clouds.wire;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * With {@code -Dclouds.jitter=60} every request waits up to so many milliseconds before it is done, and its answer up
 * to as many after that: what depends on the order of two answers shows itself.
 */
final class Jitter {
    private static final int MOST = Integer.getInteger("clouds.jitter", 0);

    private Jitter() {}

    /** Waits for a random time. @return whether the door was closed meanwhile */
    static boolean closes(CountDownLatch door) {
        try {
            return MOST > 0 && door.await(ThreadLocalRandom.current().nextInt(MOST + 1), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
