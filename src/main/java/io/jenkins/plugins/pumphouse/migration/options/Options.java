package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How a migration is to be done, beyond what is to be migrated.
 *
 * @param disk where a server's content comes from
 * @param rootVolumeType name or id of the volume type that {@link Disk#VOLUME} takes; null for the target's default
 * @param precopy whether the content of servers that run is carried once before their stop, too
 * @param parallelism how many objects are worked on at a time; of servers, how many are between their stop and their
 *     proof
 * @param transfers how many images are streamed at a time: a server is stopped only when one of these is its
 * @param stopTimeout how long a server may take to shut down by ACPI; Nova forces it down after its own
 *     {@code shutdown_timeout}, 60 s by default
 * @param bandwidth bytes a second of all transfers of a run together; 0 for no limit
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
 * @param passwords how users get a password
 * @param hosts how many servers are moved at a time, by hypervisor
 * @param fit what becomes of a plan of which the target lacks a part
 * @param volumes how volumes come to the target
 * @param quotaDefaults whether the quotas of projects without quotas of their own are brought, too
 * @param providerNetworks what becomes of the segments of networks
 */
public record Options(
        Disk disk,
        String rootVolumeType,
        boolean precopy,
        int parallelism,
        int transfers,
        long bandwidth,
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
        ApprovedPlan approved,
        Passwords passwords,
        HostLimits hosts,
        Fit fit,
        Volumes volumes,
        boolean quotaDefaults,
        ProviderNetworks providerNetworks)
        implements Serializable {
    public Options {
        accept = List.copyOf(accept);
    }

    /** In {@code accept}: that the content of a server's ephemeral disk is lost. */
    public static final String EPHEMERAL_LOSS = "ephemeral disk";

    public static final Options DEFAULT = new Options(
            Disk.SNAPSHOT,
            null,
            false,
            8,
            4,
            0,
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
            null,
            Passwords.DISABLED,
            HostLimits.NONE,
            Fit.WARN,
            Volumes.COPY,
            false,
            ProviderNetworks.USUAL);

    /** How volumes come to the target. */
    public enum Volumes {
        /** Their content is copied, and the source keeps its own. */
        COPY,
        /** They stay in the backend that both clouds have: the source gives them up, and the target takes them. */
        ADOPT
    }

    /** Where the content of a server's root disk comes from. */
    public enum Disk {
        /** A snapshot of the stopped source server. */
        SNAPSHOT,
        /** The image it was booted from: what was written since is left behind. */
        IMAGE,
        /** A snapshot of the stopped source server, of which the target makes a volume to boot from. */
        VOLUME
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
        return with(draft -> draft.failures = other);
    }

    /** @param other null for none */
    public Options withApproved(ApprovedPlan other) {
        return with(draft -> draft.approved = other);
    }

    public Options withBounds(TimeBounds other) {
        return with(draft -> draft.bounds = other);
    }

    /** What becomes of servers, and what has to hold of them. */
    public Options withServers(Paused sleeping, Safeguards other) {
        return with(draft -> {
            draft.paused = sleeping;
            draft.safeguards = other;
        });
    }

    public Options withDisk(Disk other) {
        return with(draft -> draft.disk = other);
    }

    /** @param other null for the target's default */
    public Options withRootVolumeType(String other) {
        return with(draft -> draft.rootVolumeType = other);
    }

    public Options withPrecopy(boolean other) {
        return with(draft -> draft.precopy = other);
    }

    public Options withPoll(Duration other) {
        return with(draft -> draft.poll = other);
    }

    public Options withCutovers(Cutovers other) {
        return with(draft -> draft.cutovers = other);
    }

    public Options withAccept(List<String> other) {
        return with(draft -> draft.accept = other);
    }

    /** @param changes how many objects at a time, and {@code streams} how many transfers; null for what it is */
    public Options withLimits(Integer changes, Integer streams) {
        return with(draft -> {
            draft.parallelism = changes == null ? parallelism : changes;
            draft.transfers = streams == null ? transfers : streams;
        });
    }

    /** @param other bytes a second; 0 for no bound */
    public Options withBandwidth(long other) {
        return with(draft -> draft.bandwidth = other);
    }

    /** @param other the controller that the migration runs for, also when its work is done by an agent */
    public Options withMover(Mover other) {
        return with(draft -> draft.mover = other);
    }

    public Options withPasswords(Passwords other) {
        return with(draft -> draft.passwords = other);
    }

    public Options withHosts(HostLimits other) {
        return with(draft -> draft.hosts = other);
    }

    public Options withFit(Fit other) {
        return with(draft -> draft.fit = other);
    }

    public Options withVolumes(Volumes other) {
        return with(draft -> draft.volumes = other);
    }

    public Options withQuotaDefaults(boolean other) {
        return with(draft -> draft.quotaDefaults = other);
    }

    public Options withProviderNetworks(ProviderNetworks other) {
        return with(draft -> draft.providerNetworks = other);
    }

    public Options withTimeouts(Duration stop, Duration anythingElse) {
        return with(draft -> {
            draft.stopTimeout = stop;
            draft.waitTimeout = anythingElse;
        });
    }

    private Options with(Consumer<OptionsDraft> change) {
        OptionsDraft draft = new OptionsDraft(this);
        change.accept(draft);
        return draft.options();
    }
}
