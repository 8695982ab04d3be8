package io.jenkins.plugins.pumphouse.host.fuel;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a deployment failed, told apart: this node's fault, or others'.
 *
 * @param node null when the node is not in error
 * @param others nodes of the environment that are in error
 * @param words Fuel's own: the task's message and the node's last error, on one line; empty when it said nothing
 */
public record DeployFailure(Node node, List<Node> others, String words) {

    /** Checks that somebody may run at any time, which no deployment fails for. */
    private static final Set<String> VERIFICATIONS =
            Set.of("check_networks", "verify_networks", "check_dhcp", "multicast_verification");

    /** Makes the list immutable. */
    public DeployFailure {
        others = List.copyOf(others);
    }

    /**
     * Reads it from what Fuel shows.
     *
     * @param id of the node that was to be deployed
     * @param members all nodes of its environment
     * @param tasks of the environment
     * @param notifications those of the node
     * @return empty when neither a node nor a whole task is in error
     */
    public static Optional<DeployFailure> of(
            int id, List<Node> members, List<FuelTask> tasks, List<Notification> notifications) {
        List<Node> broken = members.stream()
                .filter(member -> member.status().equals("error"))
                .toList();
        Optional<FuelTask> failed = tasks.stream()
                .filter(task -> task.parent() == null && task.isFailed() && !VERIFICATIONS.contains(task.name()))
                .max(Comparator.comparingInt(FuelTask::id));
        if (broken.isEmpty() && failed.isEmpty()) {
            return Optional.empty();
        }
        Optional<Node> own = broken.stream().filter(member -> member.id() == id).findFirst();
        String words = Stream.concat(
                        failed.map(FuelTask::message).stream(),
                        own.isEmpty() ? Stream.empty() : lastError(notifications).stream())
                .map(text -> text.replaceAll("\\s+", " ").strip())
                .distinct()
                .collect(Collectors.joining("; "));
        return Optional.of(new DeployFailure(
                own.orElse(null),
                broken.stream().filter(member -> member.id() != id).toList(),
                words));
    }

    private static Optional<String> lastError(List<Notification> notifications) {
        return notifications.stream()
                .filter(each -> each.topic().equals("error"))
                .max(Comparator.comparingInt(Notification::id))
                .map(Notification::message);
    }
}
