package io.jenkins.plugins.pumphouse.host.fuel;

import java.util.List;

/**
 * What is to be done next with a node that shall be deployed. It follows from what Fuel shows alone, so that whoever asks needs no memory of
 * what was done: an act that was carried out although nobody noted it shows as {@link #WAIT}.
 */
public enum DeployStep {
    /** {@link Fuel#provision}. */
    PROVISION,
    /** {@link Fuel#deploy}. */
    DEPLOY,
    /** {@link Fuel#applyChanges}. */
    CHANGES,
    /** Look again later: the node, or something else in its environment, is under way. */
    WAIT,
    /** The node is deployed. */
    READY,
    /** The node is in error and nothing runs; {@link #again} is the step that repeats what failed. */
    FAILED;

    /**
     * @param way of the environment's release
     * @param node in the environment, with its roles assigned
     * @param tasks of the environment
     */
    public static DeployStep of(DeployWay way, Node node, List<FuelTask> tasks) {
        boolean running = tasks.stream().anyMatch(task -> !task.isFinished());
        return switch (node.status()) {
            // A ready node that will get another role is not at its end.
            case "ready" -> node.isPending() ? running ? WAIT : way == DeployWay.SELECTED ? DEPLOY : CHANGES : READY;
            // The task may have its end to come: it names the reason then.
            case "error" -> running ? WAIT : FAILED;
            // 6.1 ends the task of a provisioning before it shows the node as provisioned.
            case "provisioning", "deploying", "removing" -> WAIT;
            case "provisioned" -> running ? WAIT : way == DeployWay.SELECTED ? DEPLOY : CHANGES;
            default -> running ? WAIT : way == DeployWay.SELECTED ? PROVISION : CHANGES;
        };
    }

    /** The step that repeats what failed: a node whose system was installed keeps it. */
    public static DeployStep again(DeployWay way, Node node) {
        if (way == DeployWay.CHANGES) {
            return CHANGES;
        }
        return "deploy".equals(node.errorType()) ? DEPLOY : PROVISION;
    }
}
