package io.jenkins.plugins.pumphouse.pipeline.steps;

import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Says what a step is called and needs. */
abstract class UsualDescriptor extends StepDescriptor {
    private final String functionName;
    private final boolean block;
    private final Set<Class<?>> required;

    /** Of a step with a block. */
    static final boolean BLOCK = true;

    UsualDescriptor(String functionName, Class<?>... required) {
        this(functionName, false, required);
    }

    UsualDescriptor(String functionName, boolean block, Class<?>... required) {
        this.functionName = functionName;
        this.block = block;
        this.required = Set.of(required);
    }

    @Override
    public String getFunctionName() {
        return functionName;
    }

    @Override
    public boolean takesImplicitBlockArgument() {
        return block;
    }

    @Override
    public Set<Class<?>> getRequiredContext() {
        return required;
    }
}
