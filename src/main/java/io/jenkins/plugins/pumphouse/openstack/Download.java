package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.http.HttpReply;
import io.jenkins.plugins.pumphouse.http.NoResponseException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** The bytes of an image on their way; closing it early drops the connection. */
public final class Download implements AutoCloseable {

    private final HttpReply reply;
    private final InputStream stream;
    private final long length;

    /** @param trouble says what an answer that stops means */
    Download(HttpReply reply, Function<NoResponseException, CloudException> trouble) {
        this.reply = reply;
        this.stream = new Telling(reply.body(), trouble);
        String announced = reply.header("Content-Length");
        this.length = announced == null ? -1 : Long.parseLong(announced);
    }

    /**
     * The bytes. Reading throws {@link CloudException.Unreachable} when they stall longer than the access's time-out or
     * end too early, and {@link java.util.concurrent.CancellationException} when the thread is interrupted or the cloud
     * is closed.
     */
    public InputStream stream() {
        return stream;
    }

    /** Number of bytes; -1 when the cloud does not say. */
    public long length() {
        return length;
    }

    @Override
    public void close() {
        reply.close();
    }

    /** Tells what happened in the words of the cloud. */
    private static final class Telling extends FilterInputStream {

        private final Function<NoResponseException, CloudException> trouble;

        Telling(InputStream bytes, Function<NoResponseException, CloudException> trouble) {
            super(bytes);
            this.trouble = trouble;
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (NoResponseException e) {
                throw trouble.apply(e);
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (NoResponseException e) {
                throw trouble.apply(e);
            }
        }

        @Override
        public long skip(long count) throws IOException {
            try {
                return super.skip(count);
            } catch (NoResponseException e) {
                throw trouble.apply(e);
            }
        }
    }
}
