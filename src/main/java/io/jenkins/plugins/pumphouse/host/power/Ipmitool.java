package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.http.Cancelled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program ipmitool as a process: one for each call, ended when it takes longer than the access allows. The password
 * travels in its environment, where only the same user can see it, never on the command line.
 */
final class Ipmitool {
    private static final String INTERRUPTED = "interrupted while waiting for ipmitool";

    private static final String PASSWORD = "IPMITOOL_PASSWORD"; // man ipmitool, option -E
    private static final int SECONDS_BETWEEN_TRIES = 1;
    /** All that it says has room in a pipe, so it never waits for its reader; what is longer is not ipmitool. */
    private static final int LONGEST_OUTPUT = 64 * 1024;

    private final String program;
    private final BmcAccess access;

    /** @param program the name of the program, or its path */
    Ipmitool(String program, BmcAccess access) {
        this.program = program;
        this.access = access;
    }

    /**
     * How a call ended.
     *
     * @param status the exit status; -1 when it did not end in time
     * @param output all that it printed, errors among it
     */
    record Result(int status, String output) {}

    /**
     * @param privilege as ipmitool writes it
     * @throws BmcException.Unsupported when the program is not installed
     */
    Result run(int suite, String privilege, List<String> command) {
        Cancelled.endIfInterrupted(INTERRUPTED);
        Process process = start(suite, privilege, command);
        try {
            if (!process.waitFor(access.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return new Result(-1, "");
            }
            byte[] output = process.getInputStream().readNBytes(LONGEST_OUTPUT);
            return new Result(process.exitValue(), new String(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw Cancelled.by(e, INTERRUPTED);
        } catch (IOException e) {
            throw new BmcException.Unsupported(
                    access,
                    "cannot be spoken to: the output of ipmitool cannot be read (" + e.getMessage()
                            + "). Use driver: ipmi, which needs no" + " program.");
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(int suite, String privilege, List<String> command) {
        // -v: without it, a wrong password looks like a host that does not exist.
        List<String> words = new ArrayList<>(List.of(
                program,
                "-v",
                "-I",
                "lanplus",
                "-H",
                access.address(),
                "-p",
                "" + access.port(),
                "-U",
                access.username(),
                "-E",
                "-C",
                "" + suite,
                "-L",
                privilege,
                "-N",
                "" + SECONDS_BETWEEN_TRIES,
                "-R",
                "" + tries()));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(Map.of(PASSWORD, access.password(), "LC_ALL", "C"));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new BmcException.Unsupported(
                    access,
                    "cannot be spoken to: the program ipmitool does not start on the agent or controller that runs this step ("
                            + e.getMessage()
                            + "). Install the package ipmitool on it, or use the driver ipmi, which needs nothing.");
        }
    }

    private long tries() {
        return Math.max(1, access.timeout().toSeconds() / SECONDS_BETWEEN_TRIES);
    }
}
