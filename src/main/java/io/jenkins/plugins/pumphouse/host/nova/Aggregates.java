package io.jenkins.plugins.pumphouse.host.nova;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Aggregates and the zones that they make. */
final class Aggregates {
    private final Cloud cloud;
    private final Registry registry;

    Aggregates(Cloud cloud, Registry registry) {
        this.cloud = cloud;
        this.registry = registry;
    }

    boolean join(String name, String aggregate) {
        String host = registry.knownHost(name);
        return new AggregateMembers(cloud).add(host, named(aggregate, host));
    }

    /** @param host for which it is looked for, in messages */
    private ObjectNode named(String aggregate, String host) {
        List<ObjectNode> named = aggregates(row -> Registry.text(row, "name").equals(aggregate));
        if (named.size() != 1) {
            throw ComputeHostException.noPlace(
                    (named.isEmpty() ? "No aggregate" : named.size() + " aggregates are named")
                            + " \"" + aggregate + "\" in " + cloud.name() + ", for " + host + ". There are: "
                            + listed(registry.aggregates(), "name") + ".");
        }
        return named.get(0);
    }

    /**
     * Why a host that the cloud need not know yet cannot join them, a sentence each.
     *
     * @param zone null for none
     */
    List<String> objections(String host, List<String> wanted, String zone) {
        List<String> objections = new ArrayList<>();
        for (String aggregate : wanted) {
            try {
                named(aggregate, host);
            } catch (ComputeHostException e) {
                objections.add(e.getMessage());
            }
        }
        if (zone != null && !isWithoutAggregate(zone) && !isMadeByOneOf(wanted, zone)) {
            try {
                making(zone, host);
            } catch (ComputeHostException e) {
                objections.add(e.getMessage());
            }
        }
        return objections;
    }

    /** The zone of hosts that are in no aggregate has a name as well, which only such hosts tell. */
    private boolean isWithoutAggregate(String zone) {
        return registry.computes().findAny().isEmpty()
                || aggregates(row -> Registry.text(row, "availability_zone").equals(zone))
                                .isEmpty()
                        && registry.computes()
                                .anyMatch(row -> Registry.text(row, "zone").equals(zone));
    }

    private boolean isMadeByOneOf(List<String> wanted, String zone) {
        return registry.aggregates().stream()
                .anyMatch(row -> wanted.contains(Registry.text(row, "name"))
                        && Registry.text(row, "availability_zone").equals(zone));
    }

    boolean joinZone(String name, String zone) {
        String host = registry.knownHost(name);
        if (Registry.text(registry.compute(host), "zone").equals(zone)) {
            return false;
        }
        return new AggregateMembers(cloud).add(host, making(zone, host));
    }

    private ObjectNode making(String zone, String host) {
        List<ObjectNode> making =
                aggregates(row -> Registry.text(row, "availability_zone").equals(zone));
        if (making.isEmpty()) {
            throw ComputeHostException.noPlace("No aggregate makes the zone \"" + zone + "\" in " + cloud.name()
                    + ", for " + host + ". Zones are made by: "
                    + listed(aggregates(row -> row.hasNonNull("availability_zone")), "availability_zone") + ".");
        }
        if (making.size() > 1) {
            throw ComputeHostException.noPlace(making.size() + " aggregates make the zone \"" + zone + "\" in "
                    + cloud.name() + ". Name the one for " + host + ": " + listed(making, "name") + ".");
        }
        return making.get(0);
    }

    private List<ObjectNode> aggregates(Predicate<ObjectNode> which) {
        return registry.aggregates().stream().filter(which).toList();
    }

    private static String listed(List<ObjectNode> rows, String field) {
        return rows.isEmpty()
                ? "none"
                : rows.stream()
                        .map(row -> Registry.text(row, field))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
    }
}
