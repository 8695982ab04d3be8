package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is disturbed. */
enum Stage {
    /** The whole migration, in the order of {@code examples/Jenkinsfile}. */
    MOVE(
            "",
            List.of(
                    Verb.ROLES,
                    Verb.TENANTS,
                    Verb.USERS,
                    Verb.USER_ROLES,
                    Verb.QUOTAS,
                    Verb.SECGROUPS,
                    Verb.NETWORKS,
                    Verb.FLAVORS,
                    Verb.KEYPAIRS,
                    Verb.IMAGES,
                    Verb.INSTANCES)),
    /** The deletion on the source of what was moved, but for a server whose copy is gone. */
    CLEANUP("clean-up: ", List.of(Verb.CLEANUP)),
    /** Servers with volumes and floating addresses. */
    VOLUMES("volumes: ", List.of(Verb.NETWORKS, Verb.FLOATING_IPS, Verb.INSTANCES)),
    /** The same ones with port forwardings, their disks carried once before the stop. */
    PRECOPY("precopy: ", List.of(Verb.NETWORKS, Verb.FLOATING_IPS, Verb.INSTANCES)),
    /** Servers with local disks, which boot from volumes on the target. */
    ROOT_VOLUMES("root volumes: ", List.of(Verb.NETWORKS, Verb.INSTANCES)),

    /** A server whose data volumes stay in the storage of both clouds. */
    ADOPTION("adoption: ", List.of(Verb.NETWORKS, Verb.INSTANCES)),

    /** Servers that run and share a volume, so that they move at the same time. */
    SHARED("shared volumes: ", List.of(Verb.NETWORKS, Verb.INSTANCES));

    /** The services, as a catalog names their types, that hold what later stages carry in ways of their own. */
    private static final Set<String> DISKS = Set.of("image", "volume");

    /** How the rows of the table begin. */
    final String words;

    final List<Verb> steps;

    Stage(String words, List<Verb> steps) {
        this.words = words;
        this.steps = steps;
    }

    /** Clouds that are ready for it. */
    CloudPair clouds() {
        CloudPair pair = new CloudPair();
        if (hasVolumes()) {
            VolumeServers.add(pair.source);
        }
        if (this == PRECOPY) {
            pair.forward();
        }
        if (this == ADOPTION) {
            AdoptedServers.add(pair);
        }
        if (this == SHARED) {
            ClusterServers.add(pair);
        }
        if (this == CLEANUP) {
            CloudPair.Ran moved = pair.run(MOVE);
            if (moved.failed()) {
                pair.close();
                throw new IllegalStateException("Nothing was moved: " + Judgement.failures(moved), moved.thrown());
            }
            pair.lose(MovedProject.LOST);
        }
        return pair;
    }

    /** How its steps are run. */
    Options options(Options usual) {
        return switch (this) {
            case PRECOPY -> usual.withPrecopy(true);
            case ROOT_VOLUMES -> usual.withDisk(Options.Disk.VOLUME);
            case ADOPTION -> usual.withVolumes(Options.Volumes.ADOPT);
            case MOVE, CLEANUP, VOLUMES, SHARED -> usual;
        };
    }

    /** Whether a fault of such a request means something else than in an earlier stage that sends it, too. */
    boolean strikesAgain(RequestPattern pattern) {
        return switch (this) {
            case MOVE, VOLUMES -> false;
            case CLEANUP -> true;
            case PRECOPY, ROOT_VOLUMES, ADOPTION -> DISKS.contains(pattern.service());
            case SHARED -> pattern.service().equals("volume") || pattern.isOfServer() && !pattern.reads();
        };
    }

    private boolean hasVolumes() {
        return this == VOLUMES || this == PRECOPY;
    }

    /** Servers that are never lost. */
    List<String> servers() {
        return both(MovedProject.SERVERS, further(VolumeServers.NAMES));
    }

    /** Those of them that run. */
    List<String> running() {
        return both(MovedProject.RUNNING, further(VolumeServers.RUNNING));
    }

    private List<String> further(List<String> withVolumes) {
        return switch (this) {
            case VOLUMES, PRECOPY -> withVolumes;
            case ADOPTION -> AdoptedServers.NAMES;
            case SHARED -> ClusterServers.NAMES;
            case MOVE, CLEANUP, ROOT_VOLUMES -> List.of();
        };
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
