package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import io.jenkins.plugins.pumphouse.pipeline.binding.BoundArguments;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code node { … }}: the block gets the run's workspace, on whatever node the run was told to use. */
public final class NodeStep extends Step {
    /** The label of another agent than the one that all other labels mean. */
    private static final String SECOND = "second";

    private String label;

    @DataBoundConstructor
    public NodeStep() {}

    @DataBoundSetter
    public void setLabel(String label) {
        this.label = label;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        PipelineSettings settings = context.get(PipelineSettings.class);
        Files.createDirectories(Path.of(settings.workspace()));
        Executions.print(
                context,
                "Running on " + (label == null || label.isEmpty() ? settings.node() : label) + " in "
                        + settings.workspace());
        Workspace.Node node = SECOND.equals(label) ? Workspace.Node.SECOND_AGENT : settings.node();
        return Executions.block(context, new Workspace(settings.workspace(), node));
    }

    @Extension
    public static final class DescriptorImpl extends UsualDescriptor implements BoundArguments.Positional {
        public DescriptorImpl() {
            super("node", BLOCK, TaskListener.class);
        }

        @Override
        public String positional() {
            return "label";
        }

        @Override
        public Set<Class<?>> getProvidedContext() {
            return Set.of(FilePath.class, Launcher.class);
        }
    }
}
