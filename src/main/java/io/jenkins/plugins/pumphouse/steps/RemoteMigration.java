package io.jenkins.plugins.pumphouse.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.migration.Migration;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.io.Serializable;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.security.MasterToSlaveCallable;

/**
 * One request's work in one call: the same on the controller and on an agent, where the bytes of images then flow.
 *
 * <p>Failures come back as text, since the classes behind an exception may be unknown, or not allowed, on the
 * controller.
 */
final class RemoteMigration extends PrintingCall<RemoteMigration.Answer> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(RemoteMigration.class.getName());

    /**
     * The threads of the calls that work in this JVM, by the calls' ids; for a call that was stopped before it began,
     * any thread.
     */
    private static final ConcurrentMap<String, Thread> WORKING = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final MigrationRequest request;
    private final SharedClaims claims;

    /** @param claims of the controller, which an agent asks over the channel as long as this call takes */
    RemoteMigration(MigrationRequest request, SharedClaims claims, TaskListener listener) {
        super(listener);
        this.request = request;
        this.claims = claims;
    }

    /**
     * A report, or why there is none.
     *
     * @param report null when the migration could not even be planned
     * @param error what to tell the user then; null otherwise
     */
    record Answer(Report report, String error) implements Serializable {}

    /** What ends this call early, sent to where it runs: it then still answers, with what it has done by then. */
    Stop stop() {
        return new Stop(id);
    }

    @Override
    Answer work() throws InterruptedException {
        if (WORKING.putIfAbsent(id, Thread.currentThread()) != null) {
            throw new InterruptedException("stopped before it began");
        }
        try {
            return new Answer(
                    new Migration(
                                    request,
                                    this::print,
                                    new AskedClaims(claims),
                                    request.options().mover().name())
                            .run(),
                    null);
        } catch (CloudException | MigrationException e) {
            return new Answer(null, e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "A migration failed unexpectedly");
            return new Answer(
                    null,
                    "Pumphouse itself has failed (" + e
                            + "); the log of the machine on which the step ran has the details."
                            + " What is done stays; please report it.");
        } finally {
            WORKING.remove(id);
            Thread.interrupted(); // said by the report; an interrupted thread could not send it
        }
    }

    /** Interrupts a call that works in the JVM in which this one is made. */
    static final class Stop extends MasterToSlaveCallable<Void, RuntimeException> {
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
