package io.jenkins.plugins.pumphouse.pipeline.program;

import hudson.AbortException;
import hudson.util.Secret;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The log of a run, line by line, with secrets masked. */
public final class Console {
    private final StringBuilder text = new StringBuilder();
    private final Set<Secret> secrets = new CopyOnWriteArraySet<>();
    private final PrintStream copy;
    private final PrintStream logger = new PrintStream(new Lines(), true, StandardCharsets.UTF_8);
    private boolean ended;
    private volatile boolean closed;

    /**
     * A console.
     *
     * @param saved what the run has printed before, and what it masks
     * @param copy where every new line goes too
     */
    Console(SavedProgram saved, PrintStream copy) {
        text.append(saved.console());
        saved.masked().forEach(encrypted -> mask(Secret.fromString(encrypted)));
        this.copy = copy;
    }

    public PrintStream logger() {
        return logger;
    }

    /** From now on, the value is printed as asterisks. */
    public void mask(Secret secret) {
        if (!secret.getPlainText().isEmpty()) {
            secrets.add(secret);
        }
    }

    /** What is masked, encrypted. */
    List<String> masked() {
        return secrets.stream().map(Secret::getEncryptedValue).toList();
    }

    synchronized String text() {
        return text.toString();
    }

    /** Waits for a line that contains the words; false when they have not come in time or will not. */
    public synchronized boolean await(String words, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (text.indexOf(words) < 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || ended) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** The run has ended: who waits for more waits in vain. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits for the next line, or not that long. */
    synchronized void awaitLine(Duration atMost) throws InterruptedException {
        wait(atMost.toMillis());
    }

    /** Nothing that comes later is printed: whoever still prints belongs to a run that was killed. */
    void close() {
        closed = true;
    }

    /** Prints why a run has failed: one line for what a user can mend, a stack trace for the rest. */
    public void report(Throwable failure) {
        if (failure instanceof FlowInterruptedException interruption) {
            interruption.getCauses().forEach(cause -> logger.println(cause.getShortDescription()));
        } else if (failure instanceof AbortException) {
            logger.println("ERROR: " + failure.getMessage());
        } else {
            failure.printStackTrace(logger);
        }
    }

    private synchronized void line(String line) {
        if (closed) {
            return;
        }
        String masked = line;
        for (Secret secret : secrets) {
            masked = masked.replace(secret.getPlainText(), "****");
        }
        text.append(masked).append('\n');
        copy.println(masked);
        notifyAll();
    }

    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                line(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else if (b != '\r') {
                line.write(b);
            }
        }
    }
}
