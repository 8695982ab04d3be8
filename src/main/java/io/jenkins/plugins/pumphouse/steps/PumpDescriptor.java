package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** What the descriptors of the steps have in common. */
abstract class PumpDescriptor extends StepDescriptor {
    private final String function;
    private final String title;

    PumpDescriptor(String function, String title) {
        this.function = function;
        this.title = title;
    }

    @Override
    public String getFunctionName() {
        return function;
    }

    @Override
    public String getDisplayName() {
        return title;
    }

    /** Strict where Jenkins is not: a step that stops servers must not guess what was meant. */
    @Override
    public Step newInstance(Map<String, Object> arguments) throws AbortException {
        return new ArgumentBinding(function, clazz).bind(arguments);
    }

    /** A build and its log, no more: without {@code node} a step works on the controller. */
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class);
    }

    @Override
    public String argumentsToString(Map<String, Object> namedArgs) {
        return namedArgs.isEmpty()
                ? null
                : namedArgs.entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .collect(Collectors.joining(", "));
    }
}
