package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A migration under way, on the controller or on an agent, that can be told to come to its end and still say how far it
 * is.
 */
final class RunningMigration {
    private final MigrationRequest request;
    private final ControllerClaims claims;
    private final PrintingCall<RemoteMigration.Answer> call;
    private final RemoteMigration migration;
    /** Null on the controller. */
    private final FilePath workspace;

    private final AgentLoss loss;
    private final Thread caller = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);

    /** To be {@linkplain #await awaited} by the same thread. */
    RunningMigration(MigrationRequest request, TaskListener listener, FilePath workspace, AgentLoss loss) {
        this(request, listener, workspace, loss, migration -> migration);
    }

    /** @param whole the call that the migration is a part of */
    RunningMigration(
            MigrationRequest request,
            TaskListener listener,
            FilePath workspace,
            AgentLoss loss,
            Function<RemoteMigration, PrintingCall<RemoteMigration.Answer>> whole) {
        this.request = request;
        this.claims = new ControllerClaims(request.options().mover().name());
        this.migration = new RemoteMigration(request, claims, listener);
        this.call = whole.apply(migration);
        this.workspace = workspace;
        this.loss = loss;
    }

    RemoteMigration.Answer await() throws AbortException, InterruptedException, AgentLoss.Lost {
        if (workspace == null) {
            return call.call();
        }
        RemoteMigration.Answer answer = loss.watch(workspace, call);
        if (answer.report() != null) {
            new ReportCheck(request).check(answer.report());
        }
        return answer;
    }

    /** What it returned is dealt with, or its agent is lost. */
    void over() {
        claims.end();
        over.countDown();
    }

    /**
     * Interrupts the work where it runs. A call to an agent that is interrupted on this side gives up its answer, and
     * with it the report; so that is what is done only when the agent does not answer in time.
     */
    void stop(Duration patience) {
        RemoteMigration.Stop stop = migration.stop();
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
        caller.interrupt();
    }
}
