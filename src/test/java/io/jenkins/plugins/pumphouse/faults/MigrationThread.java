package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.faults.CloudPair.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A migration that can be ended from outside: in a thread of its own, or in a JVM of its own. */
final class MigrationThread {
    private final CompletableFuture<Ran> ran = new CompletableFuture<>();
    private final CloudPair pair;
    private final Stage stage;
    private final boolean inOwnJvm;
    private final Thread thread;
    private volatile Process jvm;
    private volatile List<String> log = List.of();

    MigrationThread(CloudPair pair, Stage stage, boolean inOwnJvm) {
        this.pair = pair;
        this.stage = stage;
        this.inOwnJvm = inOwnJvm;
        this.thread = new Thread(this::migrate, "trial");
        thread.setDaemon(true);
    }

    private void migrate() {
        log = LogWatch.begin();
        try {
            ran.complete(inOwnJvm ? inOwnJvm() : pair.run(stage));
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            ran.completeExceptionally(e);
        }
    }

    private Ran inOwnJvm() throws IOException, InterruptedException {
        jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // it does not live long enough for more
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MigrationCommand.class.getName(),
                        stage.name(),
                        pair.source.authUrl(),
                        pair.target.authUrl())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        jvm.waitFor();
        return new Ran(List.of(), List.of(), null);
    }

    /** Ends the migration wherever it is. */
    void kill() {
        if (jvm == null) {
            thread.interrupt();
        } else {
            jvm.destroyForcibly();
        }
    }

    /** What went to the JVM's log. */
    List<String> log() {
        return log;
    }

    /** Null when it does not end. */
    Ran run(Duration limit) throws InterruptedException {
        thread.start();
        try {
            return ran.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
