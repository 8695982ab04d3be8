package io.jenkins.plugins.pumphouse.http;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The calls and answers of a connection that its closing ends; what begins after that ends at once. Thread-safe. */
final class OpenCalls {
    private final String name;
    private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param name of the connection, for messages */
    OpenCalls(String name) {
        this.name = name;
    }

    /** Waits for an answer, which {@link #close} cancels. */
    HttpReply waitFor(CompletableFuture<?> answer, Supplier<HttpReply> wait) {
        Runnable cancel = () -> answer.cancel(true);
        ends.add(cancel);
        try {
            if (closed) {
                cancel.run();
            }
            return wait.get();
        } catch (CancellationException e) {
            throw closed ? ended() : e;
        } finally {
            ends.remove(cancel);
        }
    }

    /**
     * Makes a call that blocks this thread until its answer comes; {@link #close} ends it by an interrupt.
     *
     * @throws CancellationException when the thread is interrupted, its flag set again, or this is closed
     */
    <A> A block(Blocking<A> call) throws IOException {
        BlockedThread blocked = new BlockedThread();
        ends.add(blocked);
        try {
            if (closed) {
                throw ended();
            }
            return call.answer();
        } catch (InterruptedException e) {
            throw closed ? ended() : Cancelled.by(e);
        } finally {
            ends.remove(blocked);
            blocked.goesOn();
        }
    }

    /** The body of an answer is read from now on. */
    void read(ReplyBody body) {
        Runnable abort = body::abort;
        ends.add(abort);
        body.onClose(() -> ends.remove(abort));
        if (closed) {
            abort.run();
        }
    }

    /** Calls that were about to begin end in the same way as those in progress. */
    CancellationException ended() {
        return new CancellationException("The connection to " + name + " was closed");
    }

    void close() {
        closed = true;
        ends.forEach(Runnable::run);
        ends.clear();
    }

    /** A call that an interrupt ends. */
    @FunctionalInterface
    interface Blocking<A> {
        A answer() throws IOException, InterruptedException;
    }

    /** Interrupts its thread while that is blocked, and never after. */
    private static final class BlockedThread implements Runnable {
        private final Thread thread = Thread.currentThread();
        private boolean isOver;
        private boolean interrupted;

        @Override
        public synchronized void run() {
            if (!isOver) {
                interrupted = true;
                thread.interrupt();
            }
        }

        /** To be called in the thread; an interrupt by {@link #run} does not outlast the call. */
        synchronized void goesOn() {
            isOver = true;
            if (interrupted) {
                Thread.interrupted();
            }
        }
    }
}
