package io.jenkins.plugins.pumphouse.steps.agent;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHostException;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.io.Serializable;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.security.MasterToSlaveCallable;

/**
 * Work in one call that prints into the build's log: the same on the controller and on an agent.
 *
 * <p>Failures come back as text: the classes behind an exception may be unknown, or not allowed, on the controller, and
 * an exception would be taken for the loss of the agent, and the call be tried again.
 */
public abstract class AgentCall<V extends Serializable>
        extends MasterToSlaveCallable<AgentCall.Answer<V>, InterruptedException> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(AgentCall.class.getName());

    /**
     * The threads of the calls that work in this JVM, by the calls' ids; for a call that was stopped before it began,
     * any thread.
     */
    private static final ConcurrentMap<String, Thread> WORKING = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final TaskListener listener;

    protected AgentCall(TaskListener listener) {
        this.listener = listener;
    }

    /**
     * What the work came to, or why it came to nothing.
     *
     * @param value null when it failed
     * @param error what to tell the user then; null otherwise
     */
    public record Answer<V extends Serializable>(V value, String error) implements Serializable {}

    /**
     * Flushes the log before it returns. On an agent the log is a buffer which Jenkins sends on about once a second:
     * what a call leaves in it comes late, behind the lines of the next step, or never.
     */
    @Override
    public final Answer<V> call() throws InterruptedException {
        if (WORKING.putIfAbsent(id, Thread.currentThread()) != null) {
            throw new InterruptedException("stopped before it began");
        }
        try {
            return new Answer<>(work(), null);
        } catch (CloudException | MigrationException | ComputeHostException e) {
            return new Answer<>(null, e.getMessage());
        } catch (CancellationException e) { // as a client ends whose thread is interrupted
            throw new InterruptedException(e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> getClass().getSimpleName() + " failed unexpectedly");
            return new Answer<>(
                    null,
                    "Pumphouse itself has failed (" + e
                            + "); the log of the agent or controller that ran the step has the details. What is done stays;"
                            + " run the step again to see how far it came, and please report it.");
        } finally {
            WORKING.remove(id);
            Thread.interrupted(); // said by the answer; an interrupted thread could not send it
            listener.getLogger().flush();
        }
    }

    protected abstract V work() throws InterruptedException;

    /**
     * Looks at what an agent returned before it is believed: an agent runs other people's code, and what it says ends
     * in the files of the build, on a page and in a script.
     *
     * @throws AbortException when it does not answer this call, or holds what no answer to this call holds
     */
    protected abstract void check(V value) throws AbortException;

    protected final void print(String line) {
        listener.getLogger().println(ConsoleText.line(line));
    }

    /** Tells how far the work is; not once the channel is closed, as nobody looks then. An interrupt is kept. */
    protected static void tell(SharedStatus status, String line) {
        try {
            status.told(line);
        } catch (RuntimeException e) {
            Stages.keepInterrupt(e);
            LOGGER.log(Level.FINE, "How far the work is could not be told", e);
        }
    }

    /** What ends this call early, sent to where it runs: it then still answers, with what it has done by then. */
    protected final Stop stop() {
        return new Stop(id);
    }

    /** Interrupts a call that works in the JVM in which this one is made. */
    public static final class Stop extends MasterToSlaveCallable<Void, RuntimeException> {
        private static final long serialVersionUID = 1L;

        private final String id;

        private Stop(String id) {
            this.id = id;
        }

        @Override
        public Void call() {
            WORKING.compute(id, (call, worker) -> {
                if (worker != null) {
                    worker.interrupt();
                }
                return worker == null ? Thread.currentThread() : worker;
            });
            return null;
        }
    }
}
