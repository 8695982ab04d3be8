package io.jenkins.plugins.pumphouse.pipeline.trial;

import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

abstract class TrialDescriptor extends StepDescriptor {
    private final String functionName;
    private final Set<Class<?>> required;

    TrialDescriptor(String functionName, Class<?>... required) {
        this.functionName = functionName;
        this.required = Set.of(required);
    }

    @Override
    public String getFunctionName() {
        return functionName;
    }

    @Override
    public Set<Class<?>> getRequiredContext() {
        return required;
    }
}
