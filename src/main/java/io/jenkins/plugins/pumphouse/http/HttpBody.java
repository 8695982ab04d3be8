package io.jenkins.plugins.pumphouse.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The body of an answer as a stream that notices a stall and an interrupt. The JDK's own stream has neither: a time-out
 * of {@code HttpRequest} ends with the head of the answer, and in Java 17 its {@code read} goes on waiting when
 * interrupted.
 *
 * <p>At most {@value #AHEAD} pieces wait unread (16 kB each, the buffer of the JDK's client), so memory is bounded. One
 * thread reads.
 */
final class HttpBody extends InputStream implements BodySubscriber<HttpBody> {

    private static final int AHEAD = 64;

    private final Duration stall;
    private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
    private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> current = new ArrayDeque<>();
    private Piece last;
    private volatile boolean aborted;
    private final Function<Throwable, NoResponseException> diagnosis;
    private volatile long latest = Long.MAX_VALUE;
    private Runnable whenClosed = () -> {};

    /**
     * @param stall the longest pause between two pieces
     * @param diagnosis says what a body means that ends too early
     */
    HttpBody(Duration stall, Function<Throwable, NoResponseException> diagnosis) {
        this.stall = stall;
        this.diagnosis = diagnosis;
    }

    /** Buffers, or the end: with a failure, or with none when it is the regular end. */
    private record Piece(List<ByteBuffer> buffers, Throwable failure) {

        boolean isEnd() {
            return buffers == null;
        }
    }

    /** Runs once the stream has ended or been closed, possibly more than once. */
    void onClose(Runnable action) {
        whenClosed = action;
    }

    /** @param nanos when it is to have ended, by {@link System#nanoTime()} */
    void endBy(long nanos) {
        latest = nanos;
    }

    @Override
    public CompletionStage<HttpBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        if (subscribed.complete(subscription)) {
            subscription.request(AHEAD);
        } else {
            subscription.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(new Piece(buffers, null));
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(new Piece(null, failure));
    }

    @Override
    public void onComplete() {
        arrived.add(new Piece(null, null));
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * @throws NoResponseException when nothing arrives for too long, or the connection ends before the body
     * @throws CancellationException when the thread is interrupted or the connection closed meanwhile
     */
    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        while (current.isEmpty()) {
            if (!fetch()) {
                return -1;
            }
        }
        ByteBuffer buffer = current.peek();
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        if (!buffer.hasRemaining()) {
            current.remove();
        }
        return count;
    }

    private boolean fetch() {
        Piece piece = last == null ? next() : last;
        if (!piece.isEnd()) {
            piece.buffers().stream().filter(ByteBuffer::hasRemaining).forEach(current::add);
            subscribed.join().request(1);
            return true;
        }
        last = piece;
        whenClosed.run();
        if (aborted) {
            throw new CancellationException("The connection was closed");
        }
        if (piece.failure() != null) {
            throw diagnosis.apply(piece.failure());
        }
        return false;
    }

    private Piece next() {
        try {
            long left = latest == Long.MAX_VALUE ? Long.MAX_VALUE : latest - System.nanoTime();
            Piece piece = arrived.poll(Math.min(stall.toNanos(), left), TimeUnit.NANOSECONDS);
            if (piece != null) {
                return piece;
            }
            cancel();
            String stalled = "the answer stalled: nothing arrived for " + NoResponseDiagnosis.inWords(stall);
            return new Piece(null, new HttpTimeoutException(stalled));
        } catch (InterruptedException e) {
            close();
            throw Cancelled.by(e);
        }
    }

    /** Ends a reader in another thread; the connection is dropped. */
    void abort() {
        aborted = true;
        cancel();
        arrived.add(new Piece(null, null));
    }

    /** Drops the connection if bytes are still to come; otherwise it stays for the next request. */
    @Override
    public void close() {
        if (last == null) {
            cancel();
            last = new Piece(null, new IOException("closed"));
        }
        current.clear();
        whenClosed.run();
    }

    private void cancel() {
        subscribed.thenAccept(Flow.Subscription::cancel);
        subscribed.cancel(false);
    }
}
