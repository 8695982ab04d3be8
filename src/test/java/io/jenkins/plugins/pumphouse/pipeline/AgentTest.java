package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jenkins.security.MasterToSlaveCallable;
import org.junit.Test;

public class AgentTest {
    private static int counter;

    private final VirtualChannel channel = Workspace.Node.AGENT.channel();

    @Test
    public void aCallRunsInClassesOfItsOwn() throws Exception {
        counter = 5;

        int there = channel.call(new Count());

        assertThat(there)
                .as("the agent's own static, untouched by the controller")
                .isEqualTo(1);
        assertThat(counter).isEqualTo(5);
    }

    @Test
    public void aListenerPrintsHere() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream logger = new PrintStream(printed, true);

        channel.call(new Greet(new Listener(logger), true));

        assertThat(printed.toString()).isEqualToIgnoringNewLines("hello from there");
    }

    @Test
    public void whatACallHasPrintedAndNotFlushedIsLostWhenItEnds() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        CountDownLatch flushing = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        PrintStream logger = new PrintStream(OutputStream.nullOutputStream(), true) {
            @Override
            public void writeBytes(byte[] lines) {
                flushing.countDown();
                awaitMinute(over);
            }
        };
        FutureTask<Void> other = new FutureTask<>(() -> channel.call(new Wait(new Listener(logger))));
        new Thread(other).start();
        // One thread flushes what waits on all agents: while it is busy, nothing is flushed because time passes.
        assertThat(awaitMinute(flushing)).isTrue();

        channel.call(new Greet(new Listener(new PrintStream(printed, true)), false));

        over.countDown();
        other.cancel(true);
        assertThat(printed.toString()).isEmpty();
    }

    private static boolean awaitMinute(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    public void whatTheCallThrowsComesBack() {
        assertThatThrownBy(() -> channel.call(new Fail()))
                .isInstanceOf(AbortException.class)
                .hasMessage("no such cloud");
    }

    @Test
    public void aCallThatCannotTravelFails() {
        assertThatThrownBy(() -> channel.call(new Carry(new Object())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("java.lang.Object");
    }

    @Test
    public void anInterruptReachesTheAgent() throws Exception {
        BlockingQueue<String> printed = new LinkedBlockingQueue<>();
        PrintStream logger = new PrintStream(OutputStream.nullOutputStream(), true) {
            @Override
            public void writeBytes(byte[] lines) {
                printed.add(new String(lines, StandardCharsets.UTF_8).strip());
            }
        };
        FutureTask<Void> call = new FutureTask<>(() -> channel.call(new Wait(new Listener(logger))));
        new Thread(call).start();
        assertThat(printed.poll(1, TimeUnit.MINUTES)).isEqualTo("waiting");

        call.cancel(true);

        assertThat(printed.poll(1, TimeUnit.MINUTES)).isEqualTo("interrupted");
    }

    @Test
    public void aBlockOnANodeHasTheChannelAndTheWorkspace() throws Exception {
        String script = "node { writeFile file: 'a/b.txt', text: 'words'; echo \"read ${readFile('a/b.txt')}\" }";

        PipelineResult result = Pipeline.of(script).run();
        PipelineResult builtIn = Pipeline.of(script).onBuiltInNode().run();

        assertThat(result.console()).contains("Running on AGENT", "read words");
        assertThat(builtIn.console()).contains("Running on BUILT_IN", "read words");
    }

    private static final class Listener implements TaskListener {
        private static final long serialVersionUID = 1L;

        private final transient PrintStream logger;

        Listener(PrintStream logger) {
            this.logger = logger;
        }

        @Override
        public PrintStream getLogger() {
            return logger;
        }
    }

    private static final class Count extends MasterToSlaveCallable<Integer, RuntimeException> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer call() {
            return ++counter;
        }
    }

    private static final class Greet extends MasterToSlaveCallable<Void, RuntimeException> {
        private static final long serialVersionUID = 1L;

        private final TaskListener listener;
        private final boolean flushing;

        Greet(TaskListener listener, boolean flushing) {
            this.listener = listener;
            this.flushing = flushing;
        }

        @Override
        public Void call() {
            listener.getLogger().println("hello from there");
            if (flushing) {
                listener.getLogger().flush();
            }
            return null;
        }
    }

    private static final class Fail extends MasterToSlaveCallable<Void, IOException> {
        private static final long serialVersionUID = 1L;

        @Override
        public Void call() throws IOException {
            throw new AbortException("no such cloud");
        }
    }

    private static final class Carry extends MasterToSlaveCallable<Void, RuntimeException> {
        private static final long serialVersionUID = 1L;

        private final Object load;

        Carry(Object load) {
            this.load = load;
        }

        @Override
        public Void call() {
            return null;
        }
    }

    private static final class Wait extends MasterToSlaveCallable<Void, RuntimeException> {
        private static final long serialVersionUID = 1L;

        private final TaskListener listener;

        Wait(TaskListener listener) {
            this.listener = listener;
        }

        @Override
        public Void call() {
            listener.getLogger().println("waiting");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                listener.getLogger().println("interrupted");
                listener.getLogger().flush();
            }
            return null;
        }
    }
}
