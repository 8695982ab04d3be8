package io.jenkins.plugins.pumphouse.host.model;

import java.time.Duration;

/** A duration as the log says it. */
public final class DurationText {
    private static final int MINUTES_FROM = 90;
    private static final int HOURS_FROM_MINUTES = 90;

    private DurationText() {}

    /** {@code 41 s}, {@code 3 min 05 s}, {@code 2 h 10 min}. */
    public static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < MINUTES_FROM) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < HOURS_FROM_MINUTES) {
            return seconds % 60 == 0 ? minutes + " min" : String.format("%d min %02d s", minutes, seconds % 60);
        }
        return minutes % 60 == 0 ? minutes / 60 + " h" : String.format("%d h %02d min", minutes / 60, minutes % 60);
    }
}
