package io.jenkins.plugins.pumphouse.steps.agent;

import hudson.FilePath;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The workspace that a step stands in, asked for anew before each use: an agent comes and goes. */
public final class AgentWorkspace {
    private AgentWorkspace() {}

    /**
     * The workspace; null outside of {@code node}, and also while the agent is away. An agent that is gone for good is
     * no concern of a step: Jenkins then ends the {@code node} around it.
     */
    public static FilePath of(StepContext context) throws InterruptedException {
        try {
            return find(context);
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether the step stands inside {@code node}, also while the agent is away. */
    public static boolean isAround(StepContext context) throws InterruptedException {
        try {
            return find(context) != null;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * The workspace; null outside of {@code node}.
     *
     * @throws IOException while the agent is away, in Jenkins' words; of one that was deleted, Jenkins tells inside of
     *     {@code dir} by a NullPointerException of its own
     */
    private static FilePath find(StepContext context) throws IOException, InterruptedException {
        try {
            return context.get(FilePath.class);
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }
}
