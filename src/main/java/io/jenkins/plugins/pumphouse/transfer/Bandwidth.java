package io.jenkins.plugins.pumphouse.transfer;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A limit of bytes a second, shared by all that take from it. Who takes waits until those before it have had theirs, so
 * that transfers share it evenly. What nobody takes is lost, but for a quarter of a second. Thread-safe.
 */
public final class Bandwidth {
    private static final double SECOND = 1e9;
    private static final long SAVED = 250_000_000;

    private final long perSecond;
    private final LongSupplier clock;
    private final Pause pause;
    /** Until when what was taken lasts, by the clock. */
    private long spentUntil;

    /** @param perSecond bytes; 0 for as fast as it goes */
    public Bandwidth(long perSecond) {
        this(perSecond, System::nanoTime, LockSupport::parkNanos);
    }

    /** @param clock nanoseconds, as those of {@link System#nanoTime} */
    Bandwidth(long perSecond, LongSupplier clock, Pause pause) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.pause = pause;
        this.spentUntil = clock.getAsLong();
    }

    /** Waits; may return early. */
    interface Pause {
        void forNanos(long nanos);
    }

    /**
     * Takes the bytes and returns when they may be sent.
     *
     * @throws CancellationException when the thread is interrupted, whose flag stays set
     */
    public void take(long bytes) {
        if (perSecond == 0) {
            return;
        }
        long turn = turn(bytes);
        for (long left = turn - clock.getAsLong(); left > 0; left = turn - clock.getAsLong()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted while it waited for its share of the bandwidth");
            }
            pause.forNanos(left);
        }
    }

    private synchronized long turn(long bytes) {
        long earliest = clock.getAsLong() - SAVED;
        if (spentUntil - earliest < 0) {
            spentUntil = earliest;
        }
        spentUntil += Math.round(bytes * SECOND / perSecond);
        return spentUntil;
    }
}
