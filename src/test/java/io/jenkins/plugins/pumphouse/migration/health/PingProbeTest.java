package io.jenkins.plugins.pumphouse.migration.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.http.BlockedCommonPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** A ping is one echo request of the machine's own program, which says by its exit code whether it was answered. */
public class PingProbeTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theProgramIsAskedForOneEchoAndAnAddressThatAnswersIsWell() throws Exception {
        Path asked = folder.getRoot().toPath().resolve("asked");

        PingProbe.ask(program("echo \"$@\" > '" + asked + "'"), "10.0.0.3").get(2, TimeUnit.MINUTES);

        assertThat(asked).hasContent("-c 1 -W 2 10.0.0.3");
    }

    /** The JDK tells the end of a process in the common pool, which others may block. */
    @Test
    public void anAddressThatAnswersIsWellAlthoughTheEndOfTheProgramIsNotTold() throws Throwable {
        String answering = program("exit 0");
        Statement ask = new Statement() {
            @Override
            public void evaluate() throws Exception {
                assertThat(PingProbe.ask(answering, "10.0.0.3").get(2, TimeUnit.MINUTES))
                        .isEmpty();
            }
        };

        new BlockedCommonPool().apply(ask, Description.EMPTY).evaluate();
    }

    @Test
    public void anAddressThatDoesNotAnswerIsNot() throws Exception {
        assertThatThrownBy(() -> PingProbe.ask(program("exit 1"), "10.0.0.3").get(2, TimeUnit.MINUTES))
                .hasMessageContaining("no answer");
    }

    @Test
    public void aMachineWithoutTheProgramSaysSo() {
        assertThatThrownBy(() ->
                        PingProbe.ask(folder.getRoot() + "/none", "10.0.0.3").get(2, TimeUnit.MINUTES))
                .hasMessageContaining("there is no program ping where the step runs");
    }

    @Test
    public void onlyAnAddressReachesTheProgram() throws Exception {
        Path asked = folder.getRoot().toPath().resolve("asked");

        assertThatThrownBy(() -> PingProbe.ask(program("touch '" + asked + "'"), "-f 10.0.0.3")
                        .get(2, TimeUnit.MINUTES))
                .hasMessageContaining("'-f 10.0.0.3' is no address");

        assertThat(asked).doesNotExist();
    }

    private String program(String text) throws Exception {
        Path program = Files.writeString(folder.getRoot().toPath().resolve("ping"), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }
}
