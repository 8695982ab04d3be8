package io.jenkins.plugins.pumphouse.pipeline.agent;

import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The console as an agent has it: what is printed waits for the next flush, which comes by itself only now and then.
 * What still waits when the call ends is lost, as in Jenkins where the connection or the build ends meanwhile.
 */
final class LateListener implements TaskListener {
    private static final long serialVersionUID = 1L;

    private static final int MILLISECONDS = 200;
    private static final ScheduledExecutorService FLUSHES = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "agent's console");
        thread.setDaemon(true);
        return thread;
    });

    private final transient PrintStream logger;
    private final transient Buffer buffer;

    LateListener(TaskListener console) {
        buffer = new Buffer(console.getLogger());
        logger = new PrintStream(buffer, false, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream getLogger() {
        return logger;
    }

    /** The call has ended. */
    void end() {
        buffer.end();
    }

    private static final class Buffer extends OutputStream {
        private final PrintStream console;
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
        private boolean ended;

        Buffer(PrintStream console) {
            this.console = console;
        }

        @Override
        public synchronized void write(int b) {
            if (waiting.size() == 0) {
                FLUSHES.schedule(this::flush, MILLISECONDS, TimeUnit.MILLISECONDS);
            }
            waiting.write(b);
        }

        @Override
        public synchronized void flush() {
            if (!ended) {
                console.writeBytes(waiting.toByteArray());
                console.flush();
                waiting.reset();
            }
        }

        private synchronized void end() {
            ended = true;
        }
    }
}
