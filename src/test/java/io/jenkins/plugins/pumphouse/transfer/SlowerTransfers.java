package io.jenkins.plugins.pumphouse.transfer;

import java.time.Duration;

/** A rate between two clouds that is as slow as a test needs it; closed, it is a usual one again. */
public final class SlowerTransfers implements AutoCloseable {
    private static final long USUAL = 40_000_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** Each halves the difference that is left. */
    private static final int MEASUREMENTS = 40;

    private final String source;
    private final String target;

    public SlowerTransfers(String source, String target) {
        this.source = source;
        this.target = target;
    }

    /** From now on a transfer of as many bytes as a usual second takes so long. */
    public void take(Duration time) {
        for (int i = 0; i < MEASUREMENTS; i++) {
            TransferRates.measured(source, target, USUAL, time);
        }
    }

    @Override
    public void close() {
        take(SECOND);
    }
}
