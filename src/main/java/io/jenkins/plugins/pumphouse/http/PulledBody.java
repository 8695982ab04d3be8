package io.jenkins.plugins.pumphouse.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A body that a thread of the connection reads from a blocking stream, at most {@value #AHEAD} pieces ahead. */
final class PulledBody extends ReplyBody {

    private static final int AHEAD = 8;
    private static final int PIECE = 128 * 1024;

    private final Runnable disconnect;
    /** Filled again and again, as new arrays would lie in memory that no cache has. */
    private final BlockingQueue<byte[]> empty = new LinkedBlockingQueue<>();

    private volatile boolean dropped;

    /** @param disconnect ends a read that waits, from another thread */
    PulledBody(Duration stall, Function<Throwable, NoResponseException> diagnosis, Runnable disconnect) {
        super(stall, diagnosis);
        this.disconnect = disconnect;
    }

    /** Reads to the end of the stream, in the calling thread. */
    void pull(InputStream stream) {
        try (stream) {
            int made = 0;
            for (int count = 0; count >= 0; ) {
                byte[] piece = made < AHEAD ? new byte[PIECE] : empty.take();
                made++;
                if (dropped) {
                    return;
                }
                count = stream.read(piece);
                if (count > 0) {
                    add(List.of(ByteBuffer.wrap(piece, 0, count)));
                }
            }
            end(null);
        } catch (SocketTimeoutException e) {
            end(stalled());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(e);
        } catch (IOException | RuntimeException e) {
            end(e);
        }
    }

    @Override
    void emptied(ByteBuffer buffer) {
        empty.add(buffer.array());
    }

    @Override
    void cancel() {
        dropped = true;
        disconnect.run();
        empty.add(new byte[0]); // wakes the reader
    }
}
