package io.jenkins.plugins.pumphouse.steps.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.TaskListener;
import hudson.remoting.Future;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jenkins.security.MasterToSlaveCallable;
import org.junit.Test;

public class ControllerStatusTest {
    private final List<String> shown = new ArrayList<>();

    @Test
    public void whatAnAgentTellsOfItsWorkIsSeenOnTheController() throws Exception {
        Workspace.Node.AGENT.channel().call(new Telling(new ControllerStatus(shown::add), "servers 1 done"));

        assertThat(shown).containsExactly("servers 1 done");
    }

    @Test
    public void itIsOneLineWithinBounds() throws Exception {
        new ControllerStatus(shown::add).told("a\n" + "x".repeat(10_000));

        assertThat(shown).singleElement().asString().startsWith("a\\n").hasSizeLessThan(600);
    }

    @Test
    public void aStopThatFindsTheAgentTellingHowFarItIsIsNotLost() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        VirtualChannel agent = Workspace.Node.AGENT.channel();
        TellingCall call = new TellingCall(new ControllerStatus(line -> {
            told.countDown();
            awaited(stopped);
        }));
        Future<AgentCall.Answer<Boolean>> answer = agent.callAsync(call);
        assertThat(awaited(told)).isTrue();

        agent.callAsync(call.stop()).get(1, TimeUnit.MINUTES);

        assertThat(answer.get(1, TimeUnit.MINUTES).value())
                .as("whether its work is interrupted")
                .isTrue();
        stopped.countDown();
    }

    private static boolean awaited(CountDownLatch event) {
        try {
            return event.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells how far it is, once, and answers whether it was interrupted. */
    private static final class TellingCall extends AgentCall<Boolean> {
        private static final long serialVersionUID = 1L;

        private final SharedStatus status;

        TellingCall(SharedStatus status) {
            super(TaskListener.NULL);
            this.status = status;
        }

        @Override
        protected Boolean work() {
            tell(status, "servers 1 done");
            return Thread.currentThread().isInterrupted();
        }

        @Override
        protected void check(Boolean value) {
            // any answer is one
        }
    }

    private static final class Telling extends MasterToSlaveCallable<Void, RuntimeException> {
        private static final long serialVersionUID = 1L;

        private final SharedStatus status;
        private final String line;

        Telling(SharedStatus status, String line) {
            this.status = status;
            this.line = line;
        }

        @Override
        public Void call() {
            status.told(line);
            return null;
        }
    }
}
