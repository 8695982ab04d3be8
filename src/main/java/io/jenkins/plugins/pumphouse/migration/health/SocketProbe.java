package io.jenkins.plugins.pumphouse.migration.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One connection to a server, without a thread that waits for it. */
final class SocketProbe {
    /** Bytes of an answer that are read: its first line. */
    private static final int ANSWER = 512;

    private final AsynchronousSocketChannel channel;
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    private SocketProbe(AsynchronousSocketChannel channel) {
        this.channel = channel;
    }

    /**
     * The first line that is answered; empty when nothing is asked and the connection was taken.
     *
     * @param address an IP address
     * @param request what is sent; null for nothing
     */
    static CompletableFuture<String> ask(String address, int port, String request, Duration limit) {
        SocketProbe probe;
        try {
            probe = new SocketProbe(AsynchronousSocketChannel.open());
            probe.connect(new InetSocketAddress(address, port), request);
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return probe.answer
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answered, failure) -> probe.close());
    }

    private void connect(InetSocketAddress address, String request) {
        channel.connect(address, null, then(nothing -> {
            if (request == null) {
                answer.complete("");
            } else {
                write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            }
        }));
    }

    private void write(ByteBuffer request) {
        channel.write(request, null, then(sent -> {
            if (request.hasRemaining()) {
                write(request);
            } else {
                read(ByteBuffer.allocate(ANSWER));
            }
        }));
    }

    private void read(ByteBuffer bytes) {
        channel.read(bytes, null, then(count -> {
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf('\n');
            if (end >= 0 || count < 0 || !bytes.hasRemaining()) {
                answer.complete(end < 0 ? text : text.substring(0, end).strip());
            } else {
                read(bytes);
            }
        }));
    }

    private <V> CompletionHandler<V, Object> then(Step<V> step) {
        return new CompletionHandler<>() {
            @Override
            public void completed(V result, Object attachment) {
                try {
                    step.take(result);
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            }

            @Override
            public void failed(Throwable failure, Object attachment) {
                answer.completeExceptionally(failure);
            }
        };
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            answer.completeExceptionally(e); // it is over already
        }
    }

    /** What follows when an operation has ended well. */
    private interface Step<V> {
        void take(V result);
    }
}
