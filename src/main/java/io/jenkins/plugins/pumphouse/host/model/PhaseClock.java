package io.jenkins.plugins.pumphouse.host.model;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a phase may take, and since when a service has been silent. Time in which nobody could look does not count.
 * Seconds since 1970, kept with the host's state.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.ANY)
public final class PhaseClock implements Serializable {
    private static final long serialVersionUID = 1L;

    private long since;
    private long deadline;
    private long lookedAt;
    private long silentSince;
    private long failingSince;

    PhaseClock() {}

    void restart(Instant now, Duration timeout) {
        begin(now);
        deadline = since + timeout.toSeconds();
        lookedAt = since;
        silentSince = 0;
        failingSince = 0;
    }

    void begin(Instant now) {
        since = now.getEpochSecond();
    }

    /** When the phase began. */
    public Instant since() {
        return Instant.ofEpochSecond(since);
    }

    /** Since it began, in seconds. */
    long seconds(Instant now) {
        return Math.max(0, now.getEpochSecond() - since);
    }

    /**
     * The world was looked at. Time in which nobody could look, as the controller or a service was down, does not count
     * for the phase's deadline: what was missed is not the host's fault.
     *
     * @param usual the longest time between two looks when all is well
     */
    public void looked(Instant now, Duration usual) {
        long gap = now.getEpochSecond() - lookedAt - usual.toSeconds();
        if (gap > 0) {
            deadline += gap;
            failingSince += failingSince == 0 ? 0 : gap;
        }
        lookedAt = now.getEpochSecond();
        silentSince = 0;
    }

    /** From now on the phase has at least so much time. */
    public void atLeast(Instant now, Duration time) {
        deadline = Math.max(deadline, now.getEpochSecond() + time.toSeconds());
    }

    public boolean isLate(Instant now) {
        return now.getEpochSecond() > deadline;
    }

    /** What is left of the phase's time; negative when it is late. */
    public Duration left(Instant now) {
        return Duration.ofSeconds(deadline - now.getEpochSecond());
    }

    /** How long the service that was asked last has given no answer. */
    public Duration silence(Instant now) {
        if (silentSince == 0) {
            silentSince = now.getEpochSecond();
        }
        return Duration.ofSeconds(now.getEpochSecond() - silentSince);
    }

    /** An act failed: for how long it has done so, without the time in which nobody looked. */
    public Duration failing(Instant now) {
        if (failingSince == 0) {
            failingSince = now.getEpochSecond();
        }
        return Duration.ofSeconds(now.getEpochSecond() - failingSince);
    }

    /** The act that failed was done, or is not asked for any more. */
    public void succeeded() {
        failingSince = 0;
    }
}
