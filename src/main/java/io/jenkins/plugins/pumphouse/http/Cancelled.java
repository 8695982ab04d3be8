package io.jenkins.plugins.pumphouse.http;

import java.util.concurrent.CancellationException;

/** How an interrupt leaves a blocking call: as an unchecked exception, with the thread's interrupt flag set again. */
public final class Cancelled {

    private Cancelled() {}

    /** The exception to throw instead; sets the thread's flag again. */
    public static CancellationException by(InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("interrupted");
        cancelled.initCause(interrupt);
        return cancelled;
    }
}
