package io.jenkins.plugins.pumphouse.http;

import java.util.concurrent.CancellationException;

/** How an interrupt leaves a blocking call: as an unchecked exception, with the thread's interrupt flag set again. */
public final class Cancelled {

    private Cancelled() {}

    /** The exception to throw instead; sets the thread's flag again. */
    public static CancellationException by(InterruptedException interrupt) {
        return by(interrupt, "interrupted");
    }

    /** The same, where the message says what was waited for. */
    public static CancellationException by(InterruptedException interrupt, String message) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException(message);
        cancelled.initCause(interrupt);
        return cancelled;
    }

    /**
     * To be called before anything is asked that must not be asked after an interrupt: a thread learns of one only
     * where it waits, and the answer before may have been faster.
     *
     * @throws CancellationException when the thread is interrupted, its flag still set
     */
    public static void endIfInterrupted(String message) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException(message);
        }
    }
}
