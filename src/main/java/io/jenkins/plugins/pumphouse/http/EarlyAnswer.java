package io.jenkins.plugins.pumphouse.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.ResponseOutOfOrderStrategy;
import org.apache.hc.core5.util.Timeout;

/**
 * Sees an answer that comes before the body has been sent: a service that refuses an image does not take its gigabytes.
 */
final class EarlyAnswer implements ResponseOutOfOrderStrategy {

    /** Looking into TLS costs a millisecond, so it is done once per this many bytes. */
    private static final long APART = 4 << 20;

    @Override
    public boolean isEarlyResponseDetected(
            ClassicHttpRequest request, HttpClientConnection connection, InputStream answer, long sent, long next)
            throws IOException {
        if (answer.available() > 0) {
            return true;
        }
        boolean due = sent / APART != (sent + next) / APART;
        return due && connection.getSSLSession() != null && connection.isDataAvailable(Timeout.ofMilliseconds(1));
    }
}
