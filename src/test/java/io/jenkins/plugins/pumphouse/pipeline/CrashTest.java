package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CrashTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aRunWhoseJvmIsKilledGoesOnInAnother() throws Exception {
        Path jenkinsfile = folder.newFile("Jenkinsfile").toPath();
        Path program = folder.getRoot().toPath().resolve("program.dat");
        Files.writeString(jenkinsfile, """
                node {
                    for (name in ['a', 'b']) {
                        echo "begin ${name}"
                        parallel(
                            long: { sleep(time: name == 'b' ? 3 : 0, unit: 'SECONDS'); echo "slept ${name}" },
                            short: { echo "short ${name}" })
                    }
                }
                """);
        Process first = run(jenkinsfile, program);
        try (BufferedReader console = first.inputReader()) {
            String line = console.readLine();
            while (line != null && !line.contains("short b")) {
                line = console.readLine();
            }
            assertThat(line).as("the first JVM came to the long sleep").isNotNull();
            first.destroyForcibly();
        }
        assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(program).exists();

        Process second = run(jenkinsfile, program);
        String console;
        try (BufferedReader reader = second.inputReader()) {
            console = reader.lines().collect(Collectors.joining("\n"));
        }

        assertThat(second.waitFor()).as(console).isZero();
        assertThat(console)
                .containsSubsequence("Resuming build after a restart", "slept b", "Finished: SUCCESS")
                .doesNotContain("begin a", "begin b");
        assertThat(program).doesNotExist();
    }

    private Process run(Path jenkinsfile, Path program) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PipelineCommand.class.getName(),
                        jenkinsfile.toString(),
                        folder.getRoot().toString(),
                        program.toString())
                .redirectErrorStream(true)
                .start();
    }
}
