package io.jenkins.plugins.pumphouse.host.fuel;

import java.util.List;

/**
 * What is to be done next with a node that shall be deployed. It follows from what Fuel shows alone, so that a caller
 * needs no record of what was done: an act that was carried out although nobody noted it shows as {@link #WAIT}.
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
    FAILED,
    /**
     * The node has a system that was deployed, and Fuel does not say what is missing: a provisioning might erase
     * servers.
     */
    UNCLEAR;

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
            case "error" -> running ? WAIT : again(way, node) == UNCLEAR ? UNCLEAR : FAILED;
            // 6.1 ends the task of a provisioning before it shows the node as provisioned.
            case "provisioning", "deploying", "removing" -> WAIT;
            case "provisioned" -> running ? WAIT : way == DeployWay.SELECTED ? DEPLOY : CHANGES;
            // A deployment that was stopped leaves the installed system; a provisioning that was stopped leaves a fresh
            // node.
            case "stopped" -> running ? WAIT : way == DeployWay.CHANGES ? CHANGES : node.isFresh() ? PROVISION : DEPLOY;
            // A deployed node that booted from the network once is "discover", too, and keeps its roles.
            default -> running ? WAIT : !node.isFresh() ? UNCLEAR : way == DeployWay.SELECTED ? PROVISION : CHANGES;
        };
    }

    /** The step that repeats what failed: a node whose system was installed keeps it. */
    public static DeployStep again(DeployWay way, Node node) {
        String failed = node.errorType() == null ? "" : node.errorType();
        DeployStep step = switch (failed) {
            case "provision" -> PROVISION;
            case "deploy", "stop_deployment" -> DEPLOY;
            default -> node.isFresh() ? PROVISION : UNCLEAR;
        };
        return way == DeployWay.CHANGES && step != UNCLEAR ? CHANGES : step;
    }
}
