package io.jenkins.plugins.pumphouse.openstack;

import java.io.InputStream;

/** The data of an image on its way here; to be closed, which ends the transfer. */
public final class Download implements AutoCloseable {
    private final BodyStream stream;
    private final long length;

    Download(BodyStream stream, long length) {
        this.stream = stream;
        this.length = length;
    }

    /** The data; reading fails when it has stopped to flow for longer than the cloud's timeout. */
    public InputStream stream() {
        return stream;
    }

    /** In bytes; -1 when the service does not say. */
    public long length() {
        return length;
    }

    @Override
    public void close() {
        stream.close();
    }
}
