package io.jenkins.plugins.pumphouse.migration.health;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One echo request, by the {@code ping} program of the operating system: Java itself may send none without root. */
final class PingProbe {
    /** Seconds that an answer may take. */
    private static final int PATIENCE = 2;

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    private PingProbe() {}

    /** @param address an IP address; nothing else reaches the program */
    static CompletableFuture<String> ask(String address) {
        return ask("ping", address);
    }

    /** @param program that is found in the path, or with a path */
    static CompletableFuture<String> ask(String program, String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return CompletableFuture.failedFuture(new IOException("'" + address + "' is no address"));
        }
        Process process;
        try {
            process = new ProcessBuilder(command(program, address))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return CompletableFuture.failedFuture(new IOException("there is no program ping where the step runs", e));
        }
        // The JDK tells the end in the common pool, which others may block: so the process itself is looked at, too.
        return process.onExit()
                .completeOnTimeout(process, PATIENCE + 1L, TimeUnit.SECONDS)
                .thenCompose(ended -> isAnswered(ended)
                        ? CompletableFuture.completedFuture("")
                        : CompletableFuture.failedFuture(new IOException("no answer")));
    }

    private static boolean isAnswered(Process process) {
        if (process.isAlive()) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }

    private static List<String> command(String program, String address) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return List.of(program, "-n", "1", "-w", PATIENCE + "000", address);
        }
        return system.startsWith("mac")
                ? List.of(program, "-c", "1", "-t", String.valueOf(PATIENCE), address)
                : List.of(program, "-c", "1", "-W", String.valueOf(PATIENCE), address);
    }
}
