package io.jenkins.plugins.pumphouse.openstack;

import java.util.concurrent.CancellationException;

/** How an interrupt leaves this package: as an unchecked exception, with the flag set again for whoever asks the thread. */
final class Cancelled {

    private Cancelled() {}

    static CancellationException by(InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("interrupted");
        cancelled.initCause(interrupt);
        return cancelled;
    }
}
