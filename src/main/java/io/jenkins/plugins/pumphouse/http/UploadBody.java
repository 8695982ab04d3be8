package io.jenkins.plugins.pumphouse.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * The body of a request that one thread reads from a stream and another writes to the connection, at most
 * {@value #AHEAD} pieces behind. So an interrupt reaches the reader, a source that fails is told from a target that
 * fails, and a target that stops accepting bytes is noticed.
 */
final class UploadBody extends AbstractHttpEntity {

    private static final int PIECE = 128 * 1024;
    private static final int AHEAD = 4;

    private final long length;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Piece> waiting = new ArrayDeque<>();
    /** Filled again and again, as new arrays would lie in memory that no cache has. */
    private final Deque<byte[]> empty = new ArrayDeque<>();

    private boolean complete;
    private Throwable failure;

    /** @param length how many bytes there are; -1 when that is unknown, which makes the body chunked */
    UploadBody(long length) {
        super((String) null, null, length < 0);
        this.length = length;
    }

    private record Piece(byte[] bytes, int length) {}

    /**
     * Hands the stream over until its end, or until there is an answer or a failure already.
     *
     * @param answer completes when the exchange does
     * @param stall the longest time to wait for the connection to take the next piece
     * @throws IOException what the stream threw
     * @throws HttpTimeoutException when the connection takes nothing for too long
     */
    void pump(InputStream bytes, CompletableFuture<?> answer, Duration stall) throws IOException, InterruptedException {
        answer.whenComplete((reply, problem) -> locked(() -> {}));
        int count = PIECE;
        while (count == PIECE) {
            byte[] piece = empty();
            count = bytes.readNBytes(piece, 0, PIECE);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!awaitRoom(answer, stall)) {
                return;
            }
            Piece next = new Piece(piece, count);
            locked(() -> waiting.add(next));
        }
        locked(() -> complete = true);
    }

    /** Lets the writing thread go; the connection has been dropped before. */
    void fail(Throwable cause) {
        locked(() -> failure = cause);
    }

    /** One that was written, or a new one: while the connection is slow there are {@value #AHEAD} and two more. */
    private byte[] empty() {
        lock.lock();
        try {
            return empty.isEmpty() ? new byte[PIECE] : empty.pop();
        } finally {
            lock.unlock();
        }
    }

    /** False when nobody wants more bytes. */
    private boolean awaitRoom(CompletableFuture<?> answer, Duration stall)
            throws InterruptedException, HttpTimeoutException {
        lock.lockInterruptibly();
        try {
            long nanos = stall.toNanos();
            while (waiting.size() == AHEAD && !answer.isDone()) {
                if (nanos <= 0) {
                    throw new HttpTimeoutException(
                            "it stalled: no bytes were taken for " + NoResponseDiagnosis.inWords(stall));
                }
                nanos = changed.awaitNanos(nanos);
            }
            return !answer.isDone();
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is handed over, in the connection's thread. */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        long bytes = 0;
        for (Piece piece = next(); piece != null; piece = next()) {
            bytes += piece.length();
            if (length >= 0 && bytes > length) {
                break; // the connection would pass over what is beyond
            }
            out.write(piece.bytes(), 0, piece.length());
            byte[] written = piece.bytes();
            locked(() -> empty.push(written));
        }
        if (length >= 0 && bytes != length) {
            throw new IOException(
                    (bytes < length ? "only " + bytes : "more") + " bytes came of the " + length + " announced");
        }
    }

    /** Null after the last. */
    private Piece next() throws IOException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !complete && failure == null) {
                changed.awaitUninterruptibly();
            }
            if (failure != null) {
                throw new IOException("the upload was given up", failure);
            }
            changed.signalAll();
            return waiting.poll();
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

    @Override
    public InputStream getContent() {
        throw new IllegalStateException("the bytes are written, not read");
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public void close() {}
}
