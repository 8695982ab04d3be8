package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.Extension;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code dir('name') { … }}. */
public final class DirStep extends Step {
    private final String path;

    @DataBoundConstructor
    public DirStep(String path) {
        this.path = path;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        Workspace directory = context.get(Workspace.class).child(path);
        directory.filePath().mkdirs();
        Executions.print(context, "Running in " + directory.directory());
        return Executions.block(context, directory);
    }

    @Extension
    public static final class DescriptorImpl extends UsualDescriptor {
        public DescriptorImpl() {
            super("dir", BLOCK, TaskListener.class, FilePath.class);
        }
    }
}
