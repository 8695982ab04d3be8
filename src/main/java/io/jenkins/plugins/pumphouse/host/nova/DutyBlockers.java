package io.jenkins.plugins.pumphouse.host.nova;

import io.jenkins.plugins.pumphouse.console.FirstFew;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Services on a host that work for others: it cannot leave while they do. */
final class DutyBlockers {
    private DutyBlockers() {}

    /** The reasons against its release, in the order in which one would settle them. */
    static List<ReleaseBlocker> of(HostFacts facts) {
        return Stream.of(Duty.VOLUME, Duty.CONTROLLER, Duty.NETWORK)
                .flatMap(duty -> of(facts, duty).stream())
                .toList();
    }

    private static Optional<ReleaseBlocker> of(HostFacts facts, Duty duty) {
        List<Neighbour> on =
                facts.neighbours().stream().filter(n -> n.duty() == duty).toList();
        if (on.isEmpty()) {
            return Optional.empty();
        }
        String names = FirstFew.of(
                on.stream()
                        .map(n -> n.kind()
                                + (n.host().equals(facts.host()) ? "" : " as " + n.host())
                                + (n.up() ? "" : ", down"))
                        .toList(),
                ReleaseCheck.SHOWN);
        return Optional.of(
                switch (duty) {
                    case VOLUME ->
                        new ReleaseBlocker(
                                "volumes may lie on it (" + names + ")",
                                "migrate its volumes, then remove the service with cinder-manage service remove",
                                false);
                    case CONTROLLER ->
                        new ReleaseBlocker(
                                "it is a controller (" + names + ")",
                                "move these services to another host and delete their records",
                                false);
                    case NETWORK ->
                        new ReleaseBlocker(
                                "it is a network node (" + names + ")",
                                "move its routers and networks to other agents and delete these agents",
                                false);
                    default -> throw new IllegalArgumentException(duty.toString());
                });
    }
}
