package io.jenkins.plugins.pumphouse.openstack;

import java.io.InputStream;

/** The bytes of an image on their way; closing it early drops the connection. */
public final class Download implements AutoCloseable {

    private final InputStream stream;
    private final long length;

    Download(InputStream stream, long length) {
        this.stream = stream;
        this.length = length;
    }

    /**
     * The bytes. Reading throws {@link CloudException.Unreachable} when they stall longer than the access's time-out or end too
     * early, and {@link java.util.concurrent.CancellationException} when the thread is interrupted.
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
        try {
            stream.close();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
