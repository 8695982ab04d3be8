package io.jenkins.plugins.pumphouse.machines.fuel;

import java.util.stream.Stream;

/**
 * The networks by which machines boot: one for all, and one for each further node group. A machine in no environment
 * has to be in one of their ranges, one in an environment in the network of its own group (fuel-web 9.2,
 * objects/node.py).
 */
final class AdminNetworks {
    /** Of all networks the part that Fuel gives addresses from. */
    private static final int FIRST = 129;

    private static final int LAST = 254;

    private final Records records;

    AdminNetworks(Records records) {
        this.records = records;
    }

    boolean isInAnyRange(String ip) {
        return !records.edition.lifeCycle() || prefixes().anyMatch(prefix -> isIn(ip, prefix, FIRST, LAST));
    }

    boolean isInOwn(NodeRow node, String ip) {
        return !records.edition.lifeCycle() || isIn(ip, group(node).prefix(), 0, 255);
    }

    private EnvironmentRow.Group group(NodeRow node) {
        return records.environment(node.cluster).groups.stream()
                .filter(each -> each.id() == node.group)
                .findFirst()
                .orElseThrow();
    }

    private Stream<String> prefixes() {
        return Stream.concat(
                Stream.of(EnvironmentRow.ADMIN),
                records.environments.values().stream()
                        .flatMap(each -> each.groups.stream())
                        .map(EnvironmentRow.Group::prefix));
    }

    static boolean isIn(String ip, String prefix, int first, int last) {
        if (!ip.startsWith(prefix)) {
            return false;
        }
        int host = Integer.parseInt(ip.substring(prefix.length()));
        return host >= first && host <= last;
    }
}
