package io.jenkins.plugins.pumphouse.steps;

import hudson.Extension;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumphouse(config:, source:, target:, mapping:) { … }}: says once which clouds the steps inside work with. */
public final class PumphouseStep extends CloudsStep {
    @DataBoundConstructor
    public PumphouseStep() {
        // all arguments are optional
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, clouds());
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final PumpClouds clouds;

        Execution(StepContext context, PumpClouds clouds) {
            super(context);
            this.clouds = clouds;
        }

        @Override
        public boolean start() throws Exception {
            PumpClouds around = getContext().get(PumpClouds.class);
            getContext()
                    .newBodyInvoker()
                    .withContext(clouds.within(around))
                    .withCallback(BodyExecutionCallback.wrap(getContext()))
                    .start();
            return false;
        }
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumphouse");
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(PumpClouds.class);
        }
    }
}
