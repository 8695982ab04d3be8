package io.jenkins.plugins.pumphouse.migration.model;

import java.time.Duration;
import java.util.Locale;

/** Amounts of bytes for people: decimal units, as discs and networks are sold. */
public final class Size {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Size() {}

    /** {@code "13.3 MB"}. */
    public static String shown(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1000 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    /** {@code "41.0 MB/s"}. */
    public static String rate(long bytes, Duration took) {
        return shown(Math.round(bytes / Math.max(took.toNanos() / 1e9, 1e-3))) + "/s";
    }
}
