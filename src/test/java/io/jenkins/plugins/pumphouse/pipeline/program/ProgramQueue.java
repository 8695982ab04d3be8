package io.jenkins.plugins.pumphouse.pipeline.program;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The one thread that touches a program, and what it has still to do. */
final class ProgramQueue {
    private final Consumer<Throwable> crashed;
    private final ThreadPoolExecutor executor;
    private volatile Thread thread;

    /** A queue that hands what its tasks throw to {@code crashed}. */
    ProgramQueue(Consumer<Throwable> crashed) {
        this.crashed = crashed;
        this.executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            thread = new Thread(task, "pipeline");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Queues the task; it is dropped when the queue has stopped. */
    void post(Runnable task) {
        try {
            executor.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            // The run has ended or was killed: nothing is left that the task could change.
        }
    }

    /** Does the task now when this is the program's thread, else queues it. */
    void run(Runnable task) {
        if (Thread.currentThread() == thread) {
            task.run();
        } else {
            post(task);
        }
    }

    /**
     * The answer of the task, when its turn has come.
     *
     * @throws CancellationException when the queue has stopped
     */
    <T> T call(Callable<T> task) throws Exception {
        if (Thread.currentThread() == thread) {
            return task.call();
        }
        try {
            return executor.submit(task).get();
        } catch (RejectedExecutionException e) {
            throw new CancellationException("The run has ended");
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    /** Lets the present task end and drops the others; who waits for an answer is told. */
    void stop() {
        executor.shutdown();
        List<Runnable> dropped = new ArrayList<>();
        executor.getQueue().drainTo(dropped);
        dropped.stream().filter(Future.class::isInstance).forEach(question -> ((Future<?>) question).cancel(false));
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            crashed.accept(e);
        }
    }
}
