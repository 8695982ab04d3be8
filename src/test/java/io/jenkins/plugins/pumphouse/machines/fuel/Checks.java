package io.jenkins.plugins.pumphouse.machines.fuel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code changes} checks before it begins (fuel-web, {@code CheckBeforeDeploymentTask}); the task ends with what
 * is wrong. Provisioning and deploying chosen nodes check nothing of this.
 */
final class Checks {
    private final Records records;

    Checks(Records records) {
        this.records = records;
    }

    Optional<String> beforeChanges(EnvironmentRow environment, List<NodeRow> deployed) {
        return controllers(environment).or(() -> offline(environment, deployed)).or(() -> ceph(environment));
    }

    private Optional<String> controllers(EnvironmentRow environment) {
        boolean missing = !records.edition.lifeCycle()
                && staying(environment).noneMatch(node -> node.allRoles().contains("controller"))
                && staying(environment).findAny().isPresent();
        return missing
                ? Optional.of("Not enough controllers, ha_compact mode requires at least 1 controller")
                : Optional.empty();
    }

    private Optional<String> offline(EnvironmentRow environment, List<NodeRow> deployed) {
        String names = staying(environment)
                .filter(node -> !node.online && (!node.status.equals("ready") || deployed.contains(node)))
                .map(node -> node.name)
                .collect(Collectors.joining(","));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("Nodes \"" + names + "\" are offline. Remove them from environment and try again.");
    }

    private Optional<String> ceph(EnvironmentRow environment) {
        long disks = records.members(environment.id).stream()
                .filter(node -> node.allRoles().contains("ceph-osd"))
                .count();
        return !environment.settings.get("storage.volumes_ceph") || disks >= 3
                ? Optional.empty()
                : Optional.of("Number of OSD nodes (" + disks
                        + ") cannot be less than the Ceph object replication factor (3). Please either assign"
                        + " ceph-osd role to more nodes, or reduce Ceph replication factor in the Settings"
                        + " tab.");
    }

    private Stream<NodeRow> staying(EnvironmentRow environment) {
        return records.members(environment.id).stream().filter(node -> !node.pendingDeletion);
    }
}
