package io.jenkins.plugins.pumphouse.pipeline.script;

import java.io.Serializable;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * What a suspended script waits for.
 *
 * @param function name of the step
 * @param arguments as the script gave them
 */
public record StepCall(String function, Object[] arguments) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * The descriptor of the called step.
     *
     * @throws IllegalStateException when the step has gone since the call
     */
    public StepDescriptor descriptor() {
        return descriptor(function).orElseThrow(() -> new IllegalStateException("There is no step " + function));
    }

    static Optional<StepDescriptor> descriptor(String function) {
        return StepDescriptor.all().stream()
                .filter(descriptor -> descriptor.getFunctionName().equals(function))
                .findFirst();
    }
}
