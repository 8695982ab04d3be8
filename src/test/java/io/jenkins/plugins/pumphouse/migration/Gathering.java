package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Holds some requests until their cloud has been asked nothing else for a while: then whoever could come meanwhile has
 * come, on a slow machine too.
 */
final class Gathering implements Faults.Gatekeeper {
    private static final Duration QUIET = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Predicate<Faults.Asked> held;
    private int underWay;
    private long last = System.nanoTime();

    Gathering(Predicate<Faults.Asked> held) {
        this.held = held;
    }

    @Override
    public synchronized boolean admits(Faults.Asked asked) {
        if (!held.test(asked)) {
            underWay++;
            return true;
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        last = System.nanoTime();
        try {
            for (long left = left(); left > 0 && System.nanoTime() < end; left = left()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long left() {
        return underWay > 0 ? QUIET.toNanos() : last + QUIET.toNanos() - System.nanoTime();
    }

    @Override
    public synchronized boolean answers(Faults.Asked asked, int status) {
        if (!held.test(asked)) {
            underWay--;
            last = System.nanoTime();
        }
        return true;
    }
}
