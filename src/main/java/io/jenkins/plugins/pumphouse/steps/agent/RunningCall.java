package io.jenkins.plugins.pumphouse.steps.agent;

import hudson.AbortException;
import hudson.FilePath;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call under way, on the controller or on an agent, that can be told to end and still say how far it came. */
public final class RunningCall<V extends Serializable> implements AutoCloseable {
    private final AgentCall<V> call;
    /** Null on the controller. */
    private final FilePath workspace;

    private final AgentLoss loss;
    private final Runnable lost;
    private final Runnable afterwards;
    private final Thread caller = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * To be {@linkplain #await awaited} by the same thread.
     *
     * @param workspace null on the controller
     * @param lost is told when nobody will know what the call has done
     * @param afterwards what to do when it is over, or its agent is lost
     */
    public RunningCall(AgentCall<V> call, FilePath workspace, AgentLoss loss, Runnable lost, Runnable afterwards) {
        this.call = call;
        this.workspace = workspace;
        this.loss = loss;
        this.lost = lost;
        this.afterwards = afterwards;
    }

    /** What the work came to; see {@link AgentLoss#watch}. */
    public V await() throws AbortException, InterruptedException, AgentLoss.Lost {
        try {
            return loss.watch(workspace, call);
        } catch (AgentLoss.Lost e) {
            lost.run(); // before a stop can find that no call is under way
            throw e;
        }
    }

    /** What it returned is dealt with, or its agent is lost. */
    @Override
    public void close() {
        afterwards.run();
        over.countDown();
    }

    /**
     * Interrupts the work where it runs. A call to an agent that is interrupted on this side gives up its answer, and
     * with it the report; so that is what is done only when the agent does not answer in time.
     */
    public void stop(Duration patience) {
        AgentCall.Stop stop = call.stop();
        try {
            if (workspace == null) {
                stop.call();
            } else {
                Future<?> stopped = workspace.getChannel().callAsync(stop);
                stopped.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (over.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
            // The agent is lost: nobody can be asked how far it is.
        }
        lost.run();
        caller.interrupt();
    }

    /** What is done with the answer of a call. */
    public interface Use<V> {
        void accept(V answer) throws IOException, InterruptedException;
    }
}
