package io.jenkins.plugins.pumphouse.host.nova;

import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Aggregate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a host is the last compute of its aggregates or its zone that is up and enabled. */
final class LastCompute {
    private LastCompute() {}

    /** The reason against its release, with the names that allow it; empty where others remain. */
    static Optional<ReleaseBlocker> of(HostFacts facts, Allowances allowances) {
        List<String> aggregates = facts.aggregates().stream()
                .filter(aggregate -> aggregate.otherComputes().isEmpty()
                        && !allowances.lastOf().contains(aggregate.name()))
                .map(Aggregate::name)
                .sorted()
                .toList();
        List<String> zones =
                facts.zoneComputes().isEmpty() && !allowances.lastOf().contains(facts.zone())
                        ? List.of(facts.zone())
                        : List.of();
        // An aggregate is often named like the zone that it makes.
        List<String> names =
                Stream.concat(aggregates.stream(), zones.stream()).distinct().toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String of = Stream.of(counted(aggregates, "aggregate"), counted(zones, "zone"))
                .filter(group -> !group.isEmpty())
                .collect(Collectors.joining(" and of "));
        return Optional.of(new ReleaseBlocker(
                "it is the last compute of " + of,
                "name " + (names.size() > 1 ? "them" : zones.isEmpty() ? "the aggregate" : "the zone") + " in lastOf: "
                        + quoted(names),
                false));
    }

    private static String counted(List<String> names, String kind) {
        return names.isEmpty() ? "" : kind + (names.size() == 1 ? " " : "s ") + String.join(", ", names);
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "[", "]"));
    }
}
