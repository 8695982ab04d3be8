package io.jenkins.plugins.pumphouse.pipeline.program;

import hudson.model.Result;

/**
 * How a run ended.
 *
 * @param result of the build
 * @param error what the script threw; null when it came to its end
 * @param console all that was printed, before and after restarts
 */
public record PipelineResult(Result result, Throwable error, String console) {}
