package io.jenkins.plugins.pumphouse.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** A run in a JVM of its own, which can be killed. */
public final class PipelineJvm {
    private final Process process;
    private final BufferedReader reader;
    private final StringBuilder console = new StringBuilder();
    private volatile boolean killed;

    private PipelineJvm(Process process) {
        this.process = process;
        this.reader = process.inputReader();
    }

    /** Starts the Jenkinsfile, or resumes what the program file holds. */
    public static PipelineJvm start(Path jenkinsfile, Path workspace, Path programFile) throws IOException {
        return new PipelineJvm(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // it does not live long enough for more
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + workspace, // a killed JVM cleans up nothing
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PipelineCommand.class.getName(),
                        jenkinsfile.toString(),
                        workspace.toString(),
                        programFile.toString())
                .redirectErrorStream(true)
                .start());
    }

    /**
     * Takes the JVM away with SIGKILL as soon as it has printed the words.
     *
     * @throws AssertionError when it ends before
     */
    public void killAt(String words) throws Exception {
        String line = readLine();
        while (line != null && !line.contains(words)) {
            line = readLine();
        }
        process.destroyForcibly().waitFor();
        reader.close();
        if (line == null) {
            throw new AssertionError("The run has ended and not printed \"" + words + "\"\n" + console);
        }
    }

    /** Takes the JVM away with SIGKILL, now. */
    public void kill() {
        killed = true;
        process.destroyForcibly();
    }

    /** Waits until the run has ended by itself, or was killed; whether it ended well. */
    public boolean ended() throws Exception {
        while (readLine() != null) {
            // readLine keeps it
        }
        reader.close();
        return process.waitFor() == 0;
    }

    /** What it has printed so far. */
    public String console() {
        return console.toString();
    }

    /**
     * All that the run has printed, when it has come to its end.
     *
     * @throws AssertionError when it fails
     */
    public String success() throws Exception {
        while (readLine() != null) {
            // readLine keeps it
        }
        reader.close();
        if (process.waitFor() != 0) {
            throw new AssertionError("The run has failed\n" + console);
        }
        return console.toString();
    }

    private String readLine() throws IOException {
        String line;
        try {
            line = reader.readLine();
        } catch (IOException e) {
            if (killed) {
                return null; // Java closes the pipe of a process that it kills
            }
            throw e;
        }
        if (line != null) {
            console.append(line).append('\n');
        }
        return line;
    }
}
