package io.jenkins.plugins.pumphouse.transfer;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** The speed of transfers from one cloud to another, as this JVM has measured it. */
public final class TransferRates {
    /** A smaller transfer measures the requests around it, not the connection. */
    private static final long WORTH_MEASURING = 32_000_000;

    private static final Map<String, Long> BYTES_A_SECOND = new ConcurrentHashMap<>();

    private TransferRates() {}

    /** @param took from the first request to the last answer */
    static void measured(String source, String target, long bytes, Duration took) {
        if (bytes >= WORTH_MEASURING) {
            long rate = Math.max(1, Math.round(bytes / Math.max(took.toNanos() / 1e9, 1e-3)));
            BYTES_A_SECOND.merge(key(source, target), rate, (before, now) -> (before + now) / 2);
        }
    }

    /** Bytes a second of one stream; empty while nothing was measured. */
    public static OptionalLong of(String source, String target) {
        Long rate = BYTES_A_SECOND.get(key(source, target));
        return rate == null ? OptionalLong.empty() : OptionalLong.of(rate);
    }

    private static String key(String source, String target) {
        return source + " -> " + target;
    }
}
