package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.Extension;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code stage('Plan') { … }}. */
public final class StageStep extends Step {
    private final String name;

    @DataBoundConstructor
    public StageStep(String name) {
        this.name = name;
    }

    @Override
    public StepExecution start(StepContext context) {
        return Executions.block(
                context,
                name,
                List.of(EnvironmentExpander.merge(
                        nearestExpander(context), EnvironmentExpander.constant(Map.of("STAGE_NAME", name)))));
    }

    private static EnvironmentExpander nearestExpander(StepContext context) {
        try {
            return context.get(EnvironmentExpander.class);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Extension
    public static final class DescriptorImpl extends UsualDescriptor {
        public DescriptorImpl() {
            super("stage", BLOCK);
        }
    }
}
