package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** How the program is started and ended, on stand-ins for it; the real one is in {@code IpmitoolBmcSuite3IT}. */
public class IpmitoolTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void thePasswordIsInTheEnvironmentAndNotAmongTheWords() throws Exception {
        Path said = folder.getRoot().toPath().resolve("said");
        Ipmitool.Result result =
                run(script("echo \"$@\" > " + said + "; echo $IPMITOOL_PASSWORD"), Duration.ofMinutes(5));

        assertThat(result).isEqualTo(new Ipmitool.Result(0, "s3cret\n"));
        assertThat(Files.readString(said))
                .contains("-U ADMIN -E -C 17", "chassis power status")
                .doesNotContain("s3cret");
    }

    @Test
    public void errorsAreReadTogetherWithTheOutput() throws Exception {
        assertThat(run(script("echo no >&2; exit 3"), Duration.ofMinutes(5))).isEqualTo(new Ipmitool.Result(3, "no\n"));
    }

    @Test
    public void aProgramThatDoesNotEndIsKilled() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();

        assertThat(run(script("exec sleep 600"), Duration.ofSeconds(1)).status())
                .isEqualTo(-1);

        List<ProcessHandle> left = ProcessHandle.current()
                .children()
                .filter(process -> !before.contains(process))
                .toList();
        for (ProcessHandle process : left) { // it was told to end, and has not yet
            process.onExit().get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    public void anInterruptEndsTheWait() throws Exception {
        Path started = folder.getRoot().toPath().resolve("started");
        String program = script("touch '" + started + "'; exec sleep 600");
        Thread waiting = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            while (!Files.exists(started)) {
                Thread.onSpinWait();
            }
            waiting.interrupt();
        });
        interrupter.start();
        assertThatThrownBy(() -> run(program, Duration.ofMinutes(5))).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    public void afterAnInterruptTheProgramIsNotStarted() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        String program = script("exec sleep 600");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> run(program, Duration.ofMinutes(5))).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();

        assertThat(ProcessHandle.current().children()).allMatch(before::contains);
    }

    @Test
    public void aMissingProgramIsNamedWithThePackageAndTheOtherDriver() {
        assertThatThrownBy(() -> run("no-such-ipmitool", Duration.ofMinutes(5)))
                .isInstanceOf(BmcException.Unsupported.class)
                .hasMessageContaining("no-such-ipmitool")
                .hasMessageContaining("Install the package ipmitool")
                .hasMessageContaining("driver ipmi");
    }

    @Test
    public void itsLastWordsNeverColourALogOrEndALine() throws Exception {
        BmcAccess access = access("10.1.0.12", Duration.ofMinutes(5));
        Ipmitool.Result result = new Ipmitool.Result(1, "Error: \u001B[31mno\u0085ready: all is well\n");
        assertThat(new IpmitoolFailures(access).notUnderstood(result.output()))
                .hasMessageContaining("Error: \\u001B[31mno\\u0085ready: all is well")
                .hasMessageNotContainingAny("\u001B", "\u0085");
    }

    private static Ipmitool.Result run(String program, Duration timeout) {
        return new Ipmitool(program, access("10.1.0.12", timeout))
                .run(17, "ADMINISTRATOR", List.of("chassis", "power", "status"));
    }

    private static BmcAccess access(String address, Duration timeout) {
        return new BmcAccess(
                "cmp-12", Driver.IPMITOOL, address, 0, Login.withPassword("ADMIN", "s3cret"), 17, Trust.JVM, timeout);
    }

    private String script(String body) throws IOException {
        File file = folder.newFile();
        Files.writeString(file.toPath(), "#!/bin/sh\n" + body + "\n");
        assertThat(file.setExecutable(true)).isTrue();
        return file.getPath();
    }
}
