package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.migration.Verb;
import java.util.List;
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
    /** Servers with volumes and floating addresses; only ended, as its requests are slow and many. */
    VOLUMES("volumes: ", List.of(Verb.NETWORKS, Verb.FLOATING_IPS, Verb.INSTANCES));

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
        if (this == VOLUMES) {
            VolumeServers.add(pair.source);
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

    /** Servers that are never lost. */
    List<String> servers() {
        return this == VOLUMES ? both(MovedProject.SERVERS, VolumeServers.NAMES) : MovedProject.SERVERS;
    }

    /** Those of them that run. */
    List<String> running() {
        return this == VOLUMES ? both(MovedProject.RUNNING, VolumeServers.RUNNING) : MovedProject.RUNNING;
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
