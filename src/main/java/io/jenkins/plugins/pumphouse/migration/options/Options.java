package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How a migration is to be done, beyond what is to be migrated.
 *
 * @param disk where a server's content comes from
 * @param parallelism how many objects are worked on at a time; of servers, how many are between their stop and their
 *     proof
 * @param transfers how many images are streamed at a time: a server is stopped only when one of these is its
 * @param stopTimeout how long a server may take to shut down by ACPI; Nova forces it down after its own
 *     {@code shutdown_timeout}, 60 s by default
 * @param poll how long between two looks at what is waited for: one list for all of them. A second is fast enough for a
 *     stop that takes two, and slow enough for a cloud with fifty servers in flight
 * @param waitTimeout how long anything else may take that is waited for: a snapshot, a boot
 * @param cutovers when the target takes over the gateway and DHCP of a network that both clouds share
 * @param accept fields in which moved servers may differ from the source's ({@code description}, {@code db-1:
 *     description})
 * @param paused what becomes of servers that are paused or suspended
 * @param bounds until when servers are begun, and how long one may be off
 * @param safeguards what has to hold of a server before it counts as moved, and before the source's is deleted
 * @param mover the controller that the migration runs for, as others see it on a server that is being moved
 * @param failures whether further objects are begun when one has failed
 * @param approved the plan that is to be applied as it is, or not at all; null for whatever the clouds ask for now
 */
public record Options(
        Disk disk,
        int parallelism,
        int transfers,
        Duration poll,
        Duration stopTimeout,
        Duration waitTimeout,
        Cutovers cutovers,
        List<String> accept,
        Paused paused,
        TimeBounds bounds,
        Safeguards safeguards,
        Mover mover,
        FailurePolicy failures,
        ApprovedPlan approved)
        implements Serializable {
    public Options {
        accept = List.copyOf(accept);
    }

    /** In {@code accept}: that the content of a server's ephemeral disk is lost. */
    public static final String EPHEMERAL_LOSS = "ephemeral disk";

    public static final Options DEFAULT = new Options(
            Disk.SNAPSHOT,
            8,
            4,
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            Duration.ofHours(2),
            Cutovers.DEFAULT,
            List.of(),
            Paused.REFUSE,
            TimeBounds.NONE,
            Safeguards.USUAL,
            Mover.ofThisJvm(),
            FailurePolicy.CONTINUE,
            null);

    /** Where the content of a server's root disk comes from. */
    public enum Disk {
        /** A snapshot of the stopped source server. */
        SNAPSHOT,
        /** The image it was booted from: what was written since is left behind. */
        IMAGE
    }

    /** What becomes of a server that is paused or suspended: its memory stays behind in any case. */
    public enum Paused {
        /** It is not touched. */
        REFUSE,
        /** It is resumed, then moved as one that runs. */
        RESUME,
        /** It is resumed only to be shut down, and moved as one that is off. */
        STOP;

        /** @param word as pipelines write it: {@code resume} */
        public static Paused of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public Options withFailures(FailurePolicy other) {
        return new Options(
                disk,
                parallelism,
                transfers,
                poll,
                stopTimeout,
                waitTimeout,
                cutovers,
                accept,
                paused,
                bounds,
                safeguards,
                mover,
                other,
                approved);
    }

    /** @param other null for none */
    public Options withApproved(ApprovedPlan other) {
        return new Options(
                disk,
                parallelism,
                transfers,
                poll,
                stopTimeout,
                waitTimeout,
                cutovers,
                accept,
                paused,
                bounds,
                safeguards,
                mover,
                failures,
                other);
    }

    public Options withBounds(TimeBounds other) {
        return new Options(
                disk,
                parallelism,
                transfers,
                poll,
                stopTimeout,
                waitTimeout,
                cutovers,
                accept,
                paused,
                other,
                safeguards,
                mover,
                failures,
                approved);
    }

    /** What becomes of servers, and what has to hold of them. */
    public Options withServers(Paused sleeping, Safeguards other) {
        return new Options(
                disk,
                parallelism,
                transfers,
                poll,
                stopTimeout,
                waitTimeout,
                cutovers,
                accept,
                sleeping,
                bounds,
                other,
                mover,
                failures,
                approved);
    }

    public Options withDisk(Disk other) {
        return new Options(
                other,
                parallelism,
                transfers,
                poll,
                stopTimeout,
                waitTimeout,
                cutovers,
                accept,
                paused,
                bounds,
                safeguards,
                mover,
                failures,
                approved);
    }

    public Options withPoll(Duration other) {
        return new Options(
                disk,
                parallelism,
                transfers,
                other,
                stopTimeout,
                waitTimeout,
                cutovers,
                accept,
                paused,
                bounds,
                safeguards,
                mover,
                failures,
                approved);
    }

    public Options withCutovers(Cutovers other) {
        return new Options(
                disk,
                parallelism,
                transfers,
                poll,
                stopTimeout,
                waitTimeout,
                other,
                accept,
                paused,
                bounds,
                safeguards,
                mover,
                failures,
                approved);
    }

    public Options withAccept(List<String> other) {
        return new Options(
                disk,
                parallelism,
                transfers,
                poll,
                stopTimeout,
                waitTimeout,
                cutovers,
                other,
                paused,
                bounds,
                safeguards,
                mover,
                failures,
                approved);
    }

    /** @param changes how many objects at a time, and {@code streams} how many transfers; null for what it is */
    public Options withLimits(Integer changes, Integer streams) {
        return new Options(
                disk,
                changes == null ? parallelism : changes,
                streams == null ? transfers : streams,
                poll,
                stopTimeout,
                waitTimeout,
                cutovers,
                accept,
                paused,
                bounds,
                safeguards,
                mover,
                failures,
                approved);
    }

    /** @param other the controller that the migration runs for, also when its work is done by an agent */
    public Options withMover(Mover other) {
        return new Options(
                disk,
                parallelism,
                transfers,
                poll,
                stopTimeout,
                waitTimeout,
                cutovers,
                accept,
                paused,
                bounds,
                safeguards,
                other,
                failures,
                approved);
    }

    public Options withTimeouts(Duration stop, Duration anythingElse) {
        return new Options(
                disk,
                parallelism,
                transfers,
                poll,
                stop,
                anythingElse,
                cutovers,
                accept,
                paused,
                bounds,
                safeguards,
                mover,
                failures,
                approved);
    }
}
