package io.jenkins.plugins.pumphouse.migration.model;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One convention for work that ends later: what throws while it begins fails its future, and is handled in one place.
 */
public final class Stages {
    private Stages() {}

    /** Begins work; an exception of {@code work} is the failure of the future. */
    public static <T> CompletableFuture<T> begin(Supplier<? extends CompletionStage<T>> work) {
        try {
            return work.get().toCompletableFuture();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Continues with what {@code recovery} begins when {@code stage} fails; it is given the cause, unwrapped. */
    public static <T> CompletableFuture<T> recover(
            CompletionStage<T> stage, Function<Throwable, ? extends CompletionStage<T>> recovery) {
        return stage.handle((value, failure) -> failure == null
                        ? CompletableFuture.completedFuture(value)
                        : begin(() -> recovery.apply(cause(failure))))
                .thenCompose(Function.identity())
                .toCompletableFuture();
    }

    /** What a future failed with, without the wrappers of {@code java.util.concurrent}. */
    public static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Whether work ended because the run was interrupted. */
    public static boolean isInterrupt(Throwable thrown) {
        return cause(thrown) instanceof CancellationException;
    }

    /**
     * Sets the thread's interrupt flag again where a call over a channel of Jenkins ended by an interrupt: the channel
     * takes the flag for itself, and wraps the exception.
     */
    public static void keepInterrupt(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Does something that an interrupt must not keep from being done, such as removing temporary access. */
    public static void uninterrupted(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
