package io.jenkins.plugins.pumphouse.pipeline.steps;

import groovy.lang.Closure;
import hudson.Extension;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** {@code parallel one: { … }, two: { … }, failFast: true}. */
public final class ParallelStep extends Step {
    private final LinkedHashMap<String, Closure<?>> branches;
    private final boolean failFast;

    private ParallelStep(LinkedHashMap<String, Closure<?>> branches, boolean failFast) {
        this.branches = branches;
        this.failFast = failFast;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ParallelExecution(context, branches, failFast);
    }

    @Extension
    public static final class DescriptorImpl extends UsualDescriptor {
        public DescriptorImpl() {
            super("parallel");
        }

        @Override
        public Step newInstance(Map<String, Object> arguments) {
            LinkedHashMap<String, Closure<?>> branches = new LinkedHashMap<>();
            arguments.forEach((name, value) -> {
                if (value instanceof Closure<?> branch) {
                    branches.put(name, branch);
                } else if (!name.equals("failFast")) {
                    throw new IllegalArgumentException(
                            "Expected a closure for the branch " + name + " but got " + value);
                }
            });
            return new ParallelStep(branches, Boolean.TRUE.equals(arguments.get("failFast")));
        }
    }
}
