package io.jenkins.plugins.pumphouse.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The body of a request that is read from a stream by the thread that sends it, a piece at a time when the connection
 * asks for one. So an interrupt reaches it, a source that fails is told from a target that fails, and a target that
 * stops accepting bytes is noticed; the JDK's own publisher reads in a thread of its client, where none of that can be
 * seen.
 */
final class UploadBody implements BodyPublisher {

    // Large enough that a piece costs little; java.net.http copies what the connection does not take at once again.
    private static final int PIECE = 128 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Flow.Subscriber<? super ByteBuffer> subscriber;
    private long demand;
    private boolean cancelled;

    /** Unknown, which makes it chunked. */
    @Override
    public long contentLength() {
        return -1;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> newSubscriber) {
        locked(() -> subscriber = newSubscriber);
        newSubscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                locked(() -> demand += n);
            }

            @Override
            public void cancel() {
                locked(() -> cancelled = true);
            }
        });
    }

    /**
     * Sends the stream until its end, or until there is an answer or a failure already.
     *
     * @param answer completes when the exchange does
     * @param stall the longest time to wait for the connection to take the next piece
     * @throws IOException what the stream threw
     * @throws HttpTimeoutException when the connection takes nothing for too long
     */
    void pump(InputStream bytes, CompletableFuture<?> answer, Duration stall) throws IOException, InterruptedException {
        answer.whenComplete((reply, failure) -> locked(() -> {}));
        int count = PIECE;
        while (count == PIECE) {
            // Read while the connection still writes the piece before, which is why each piece has an array of its own.
            byte[] piece = new byte[PIECE];
            count = bytes.readNBytes(piece, 0, PIECE);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!awaitDemand(answer, stall)) {
                return;
            }
            if (count > 0) {
                subscriber.onNext(ByteBuffer.wrap(piece, 0, count));
            }
        }
        subscriber.onComplete();
    }

    /**
     * Tells the connection that there is no more to come, so that the service does not take what it has for the whole.
     */
    void fail(Throwable cause) {
        Flow.Subscriber<? super ByteBuffer> told = subscriber;
        if (told != null) {
            told.onError(cause);
        }
    }

    /** False when nobody wants more bytes. */
    private boolean awaitDemand(CompletableFuture<?> answer, Duration stall)
            throws InterruptedException, HttpTimeoutException {
        lock.lockInterruptibly();
        try {
            long nanos = stall.toNanos();
            while (demand == 0 && !cancelled && !answer.isDone()) {
                if (nanos <= 0) {
                    throw new HttpTimeoutException(
                            "it stalled: no bytes were taken for " + NoResponseDiagnosis.inWords(stall));
                }
                nanos = changed.awaitNanos(nanos);
            }
            if (cancelled || answer.isDone()) {
                return false;
            }
            demand--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
