package io.jenkins.plugins.pumphouse.steps.agent;

import hudson.FilePath;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The workspace that a step stands in, asked for anew before each use: an agent comes and goes. */
public final class AgentWorkspace {
    private AgentWorkspace() {}

    /**
     * The workspace; null outside of {@code node}, and also while the agent is away. Of that Jenkins tells by an
     * exception ("Unable to create live FilePath for ..."). An agent that is gone for good is no concern of a step:
     * Jenkins then ends the {@code node} around it.
     */
    public static FilePath of(StepContext context) throws InterruptedException {
        try {
            return context.get(FilePath.class);
        } catch (IOException e) {
            return null;
        }
    }
}
