package io.jenkins.plugins.pumphouse.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The body of an answer as a stream that notices a stall and an interrupt, unlike the streams of the JDK's clients. One
 * thread adds the bytes as they arrive, and another one reads them.
 */
abstract class ReplyBody extends InputStream {

    private final Duration stall;
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
    ReplyBody(Duration stall, Function<Throwable, NoResponseException> diagnosis) {
        this.stall = stall;
        this.diagnosis = diagnosis;
    }

    /** Buffers, or the end: with a failure, or with none when it is the regular end. */
    private record Piece(List<ByteBuffer> buffers, Throwable failure) {

        boolean isEnd() {
            return buffers == null;
        }
    }

    /** A piece was taken: one more may come. This or {@link #emptied} bounds the memory. */
    void askForMore() {}

    /** All of a buffer has been read: it may be filled again. */
    void emptied(ByteBuffer buffer) {}

    /** Drops the connection; may be asked for more than once, and by any thread. */
    abstract void cancel();

    /** Adds bytes, which nobody writes to until {@link #emptied}. */
    final void add(List<ByteBuffer> buffers) {
        arrived.add(new Piece(buffers, null));
    }

    /** @param failure why no more bytes come; null when these were all */
    final void end(Throwable failure) {
        arrived.add(new Piece(null, failure));
    }

    /** Runs once the stream has ended or been closed, possibly more than once. */
    final void onClose(Runnable action) {
        whenClosed = action;
    }

    /** @param nanos when it is to have ended, by {@link System#nanoTime()} */
    final void endBy(long nanos) {
        latest = nanos;
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
            emptied(buffer);
        }
        return count;
    }

    private boolean fetch() {
        Piece piece = last == null ? next() : last;
        if (!piece.isEnd()) {
            piece.buffers().stream().filter(ByteBuffer::hasRemaining).forEach(current::add);
            askForMore();
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
            return new Piece(null, stalled());
        } catch (InterruptedException e) {
            close();
            throw Cancelled.by(e);
        }
    }

    /** Nothing has arrived for the longest pause. */
    final HttpTimeoutException stalled() {
        return new HttpTimeoutException(
                "the answer stalled: nothing arrived for " + NoResponseDiagnosis.inWords(stall));
    }

    /** Ends a reader in another thread; the connection is dropped. */
    final void abort() {
        aborted = true;
        cancel();
        end(null);
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
}
