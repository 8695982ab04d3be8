package io.jenkins.plugins.pumphouse.pipeline.program;

import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import java.io.Serializable;
import java.util.Map;

/**
 * What a run is started with; saved with it.
 *
 * @param script text of the Jenkinsfile
 * @param job name of the job
 * @param number of the build, from 1
 * @param workspace absolute path of the directory that {@code node} gives, and where {@code readTrusted} reads
 * @param buildDirectory absolute path of the build's own directory
 * @param parameters of the build; declared defaults fill in what is missing
 * @param node where {@code node} runs its block
 * @param approving whether {@code input} goes on at once
 * @param programFile absolute path of the file that always holds the latest state; null for none
 */
public record PipelineSettings(
        String script,
        String job,
        int number,
        String workspace,
        String buildDirectory,
        Map<String, Object> parameters,
        Workspace.Node node,
        boolean approving,
        String programFile)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}
