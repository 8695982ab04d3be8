package io.jenkins.plugins.pumphouse.pipeline;

import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs a Jenkinsfile in a JVM of its own, so that it can be killed for good.
 *
 * <p>Arguments: the Jenkinsfile, the workspace, the program file. When the program file exists, the run that it holds
 * is resumed instead. The console goes to standard output; the exit code is 0 when the run succeeds.
 */
public final class PipelineCommand {
    private PipelineCommand() {}

    public static void main(String[] arguments) throws Exception {
        Path programFile = Path.of(arguments[2]);
        Pipeline pipeline = Files.exists(programFile)
                ? Pipeline.load(Files.readAllBytes(programFile))
                        .log(System.out)
                        .patience(Duration.ofHours(1))
                        .resume()
                : Pipeline.ofFile(Path.of(arguments[0]))
                        .workspace(Path.of(arguments[1]))
                        .programFile(programFile)
                        .log(System.out)
                        .patience(Duration.ofHours(1))
                        .start();
        System.exit(pipeline.await().result() == Result.SUCCESS ? 0 : 1);
    }
}
