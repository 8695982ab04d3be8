package io.jenkins.plugins.pumphouse.host.model;

import java.io.Serializable;
import java.time.Instant;

/**
 * A try of a phase that has ended.
 *
 * @param since seconds since 1970
 * @param seconds that it took
 * @param end {@code done}, or why it ended otherwise
 */
public record PhaseRun(Phase phase, long since, long seconds, String end) implements Serializable {

    /** The beginning as a person reads it, in UTC. */
    public String began() {
        return Instant.ofEpochSecond(since).toString();
    }
}
