package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.DeployFailure;
import io.jenkins.plugins.pumphouse.host.fuel.DeployStep;
import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.FuelTask;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One try of a deployment: each of its steps is started once. A step that is asked for again although it was started
 * has been ended by somebody else, or Fuel passed over the node, and that ends the try.
 */
final class DeployTry {
    /** Nailgun begins and ends a task and changes its nodes in separate transactions. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final HostContext context;
    private final Environment environment;
    private final Node node;

    DeployTry(HostContext context, Environment environment, Node node) {
        this.context = context;
        this.environment = environment;
        this.node = node;
    }

    /** Whether Fuel works, or worked, on the node in this try. */
    boolean isBegun() {
        return number().equals(context.state().note(NoteKeys.DEPLOYED_IN_TRY));
    }

    /** Notes what is seen, also when an answer was lost. */
    void sees(DeployStep step) {
        context.state().note(NoteKeys.DEPLOYED_IN_TRY, number());
        context.state().note(NoteKeys.STARTED + step, number());
        context.state().forget(NoteKeys.ENDED);
    }

    /** Notes the task that carries out a step. */
    void started(DeployStep step, FuelTask task) {
        sees(step);
        context.state().note(NoteKeys.TASK, Integer.toString(task.id()));
        context.services().forgetNodes();
    }

    /** Fuel works on something in the environment, so nothing of this node has ended yet. */
    void goesOn() {
        context.state().forget(NoteKeys.ENDED);
    }

    /** Whether a task was started in this try, and by us. */
    boolean isOwn(FuelTask task) {
        return Integer.toString(task.id()).equals(context.state().note(NoteKeys.TASK));
    }

    /**
     * What a step that was started in this try and is asked for again means.
     *
     * @param tasks of the environment
     * @return empty when the step was not started yet; a wait while Fuel may still write the node's status down
     * @throws HostException with what ended the try
     */
    Optional<HostStep> ended(DeployStep step, List<FuelTask> tasks) {
        if (!number().equals(context.state().note(NoteKeys.STARTED + step))) {
            return Optional.empty();
        }
        Optional<FuelTask> own = own(tasks);
        Optional<FuelTask> stop = stop(tasks);
        boolean settled = isSettled();
        if (stop.isPresent() || own.isEmpty() && settled) {
            throw endedBySomebody(stop);
        }
        if (own.isEmpty()) {
            return Optional.of(new HostStep.Wait(
                    "Fuel shows no task of what it was told to do with node-" + node.id()
                            + " and its old status; looking again",
                    toSettle()));
        }
        if (own.get().isFailed()) {
            throw failedBeforeTheNode(own.get());
        }
        if (!own.get().isFinished()) {
            return Optional.of(new HostStep.Wait("Fuel's " + own.get() + " is running"));
        }
        if (!settled) {
            return Optional.of(new HostStep.Wait(
                    "Fuel's " + own.get() + " has ended; waiting for what it says of node-" + node.id(), toSettle()));
        }
        throw HostException.worthRepeating(
                "Fuel's " + own.get() + " ended well and passed over node-" + node.id() + ", which is still \""
                        + node.status() + "\". " + whyPassedOver(step),
                Remedy.SERVICE_FAULT);
    }

    private String whyPassedOver(DeployStep step) {
        return step == DeployStep.PROVISION && node.status().equals("discover")
                ? "Its machine runs Fuel's bootstrap image again in place of the system that was installed: see whether its"
                        + " disk boots, and whether another DHCP server answers in the Admin network; then run again."
                : "Fuel does so with nodes that were offline when it began. Check that the node is on and reports to"
                        + " Fuel; then run again.";
    }

    /** Id of the task that this try has started; null when none was seen. */
    private String taskId() {
        return context.state().note(NoteKeys.TASK);
    }

    /** The task of this try, without one that was deleted by force: from 9.0 on, that "runs" for ever. */
    private Optional<FuelTask> own(List<FuelTask> tasks) {
        return Optional.ofNullable(taskId())
                .flatMap(id -> context.fuel().task(Integer.parseInt(id)))
                .filter(task -> task.isFinished() || isAmong(tasks, task));
    }

    private Optional<FuelTask> stop(List<FuelTask> tasks) {
        String id = taskId();
        return tasks.stream()
                .filter(task ->
                        task.name().equals("stop_deployment") && (id == null || task.id() > Integer.parseInt(id)))
                .findFirst();
    }

    private HostException endedBySomebody(Optional<FuelTask> stop) {
        String id = taskId();
        String shown = id == null ? "Fuel shows no task of it" : "Fuel has no task " + id + " any more";
        return HostException.worthRepeating(
                "somebody ended what Fuel did with node-" + node.id() + ": "
                        + stop.map(task -> "Fuel's " + task + " says: " + said(task))
                                .orElse(shown)
                        + ". node-" + node.id() + " is \"" + node.status() + "\" in " + environment
                        + ". Ask who did it; then run again.",
                Remedy.SERVICE_FAULT);
    }

    private static boolean isAmong(List<FuelTask> tasks, FuelTask own) {
        return tasks.stream().anyMatch(task -> task.id() == own.id());
    }

    /** Whether no task has been seen for so long that Fuel has nothing to write down any more. */
    boolean isSettled() {
        return toSettle().compareTo(Duration.ZERO) <= 0;
    }

    private Duration toSettle() {
        return SETTLING.minus(Duration.between(since(), context.now()));
    }

    private Instant since() {
        if (context.state().note(NoteKeys.ENDED) == null) {
            context.state().note(NoteKeys.ENDED, Long.toString(context.now().getEpochSecond()));
        }
        return Instant.ofEpochSecond(Long.parseLong(context.state().note(NoteKeys.ENDED)));
    }

    /** Our task has ended badly, and not for our node: a check before the work, or another node. */
    private HostException failedBeforeTheNode(FuelTask failed) {
        String others = DeployFailure.of(node.id(), context.fuel().nodes(environment.id()), List.of(failed), List.of())
                .map(DeployFailure::others)
                .orElse(List.of())
                .stream()
                .map(Node::described)
                .collect(Collectors.joining(", "));
        return HostException.worthRepeating(
                "Fuel's " + failed + " ended with: " + said(failed) + ". node-" + node.id() + " itself is \""
                        + node.status() + "\"; the cause is " + (others.isEmpty() ? "a check before the work" : others)
                        + ". Correct that, then run again.",
                Remedy.SERVICE_FAULT);
    }

    private static String said(FuelTask task) {
        return task.message() == null
                ? "nothing"
                : task.message().replaceAll("\\s+", " ").strip().replaceFirst("[.]$", "");
    }

    private String number() {
        return Integer.toString(context.state().tries());
    }
}
