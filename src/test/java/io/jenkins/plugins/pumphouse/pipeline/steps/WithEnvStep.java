package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.EnvVars;
import hudson.Extension;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code withEnv(['A=b']) { … }}. */
public final class WithEnvStep extends Step {
    private final List<String> overrides;

    @DataBoundConstructor
    public WithEnvStep(List<String> overrides) {
        this.overrides = overrides;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return Executions.block(
                context,
                EnvironmentExpander.merge(
                        context.get(EnvironmentExpander.class), new Overrides(new ArrayList<>(overrides))));
    }

    @Extension
    public static final class DescriptorImpl extends UsualDescriptor {
        public DescriptorImpl() {
            super("withEnv", BLOCK);
        }
    }

    private static final class Overrides extends EnvironmentExpander {
        private static final long serialVersionUID = 1L;

        private final ArrayList<String> overrides;

        Overrides(ArrayList<String> overrides) {
            this.overrides = overrides;
        }

        @Override
        public void expand(EnvVars env) {
            for (String override : overrides) {
                int equals = override.indexOf('=');
                env.override(override.substring(0, equals), env.expand(override.substring(equals + 1)));
            }
        }
    }
}
