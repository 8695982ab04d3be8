package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Bounds of time for moves of servers, both from estimates.
 *
 * @param until no server is begun that would not finish by then; null for no end
 * @param maxDowntime no server is moved that would be off for longer; null for no bound
 */
public record TimeBounds(Instant until, Duration maxDowntime) implements Serializable {
    public static final TimeBounds NONE = new TimeBounds(null, null);
}
