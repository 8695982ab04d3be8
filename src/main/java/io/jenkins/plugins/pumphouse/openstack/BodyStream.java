package io.jenkins.plugins.pumphouse.openstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A response's body as a stream that notices when it has stopped to flow; the time limit of Java's client ends with the
 * head of a response. Holds a few buffers, however long the body is.
 */
final class BodyStream extends InputStream implements HttpResponse.BodySubscriber<BodyStream> {
    /** So many batches of buffers (some 16 kB each) may wait to be read. */
    private static final int AHEAD = 16;

    private final Duration patience;
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> current = new ArrayDeque<>();
    private volatile Flow.Subscription subscription;
    private boolean ended;

    private enum End {
        END
    }

    /** @param patience how long nothing may arrive before a read fails */
    BodyStream(Duration patience) {
        this.patience = patience;
    }

    @Override
    public CompletionStage<BodyStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(AHEAD);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(buffers);
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(failure);
    }

    @Override
    public void onComplete() {
        arrived.add(End.END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = buffer();
        if (buffer == null) {
            return -1;
        }
        int n = Math.min(length, buffer.remaining());
        buffer.get(target, offset, n);
        return n;
    }

    /** The buffer to read from next; null at the end. */
    private ByteBuffer buffer() throws IOException {
        while (!ended) {
            ByteBuffer first = current.peek();
            if (first != null && first.hasRemaining()) {
                return first;
            }
            if (first != null) {
                current.remove();
            } else {
                take();
            }
        }
        return null;
    }

    private void take() throws IOException {
        Object next;
        try {
            next = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
        if (next == null) {
            close();
            throw new IOException("the data has stopped to flow for " + patience.toSeconds() + " s");
        } else if (next instanceof Throwable failure) {
            throw new IOException("the connection broke: " + failure.getMessage(), failure);
        } else if (next == End.END) {
            ended = true;
        } else {
            for (Object buffer : (List<?>) next) {
                current.add((ByteBuffer) buffer);
            }
            subscription.request(1);
        }
    }

    /** Gives the connection up if the body was not read to its end. */
    @Override
    public void close() {
        Flow.Subscription active = subscription;
        if (active != null) {
            active.cancel();
        }
    }
}
