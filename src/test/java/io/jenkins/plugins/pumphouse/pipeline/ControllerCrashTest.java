package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ControllerCrashTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aRunWhoseJvmIsKilledGoesOnInAnother() throws Exception {
        Path workspace = folder.getRoot().toPath();
        Path jenkinsfile = workspace.resolve("Jenkinsfile");
        Path program = workspace.resolve("program.dat");
        Files.writeString(jenkinsfile, """
                node {
                    for (name in ['a', 'b']) {
                        echo "begin ${name}"
                        parallel(
                            long: { sleep(time: name == 'b' ? 8 : 0, unit: 'SECONDS'); echo "slept ${name}" },
                            short: { echo "short ${name}" })
                    }
                }
                """);
        PipelineJvm.start(jenkinsfile, workspace, program).killAt("short b");
        assertThat(program).exists();

        String console = PipelineJvm.start(jenkinsfile, workspace, program).success();

        assertThat(console)
                .containsSubsequence("Resuming build after a restart", "slept b", "Finished: SUCCESS")
                .doesNotContain("begin a", "begin b");
        assertThat(program).doesNotExist();
    }
}
