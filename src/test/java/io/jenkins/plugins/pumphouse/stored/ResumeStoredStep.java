package io.jenkins.plugins.pumphouse.stored;

import hudson.Extension;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code resumeStored 'file'}: resumes a step that a release has stored, as Jenkins does after its restart. */
public final class ResumeStoredStep extends Step {
    private final String file;

    @DataBoundConstructor
    public ResumeStoredStep(String file) {
        this.file = file;
    }

    public String getFile() {
        return file;
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, ClassNotFoundException {
        return new Execution(context, (StepExecution) StoredObjects.read(Files.readAllBytes(Path.of(file)), context));
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final StepExecution stored;

        Execution(StepContext context, StepExecution stored) {
            super(context);
            this.stored = stored;
        }

        @Override
        public boolean start() {
            stored.onResume();
            return false;
        }
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "resumeStored";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(TaskListener.class);
        }
    }
}
