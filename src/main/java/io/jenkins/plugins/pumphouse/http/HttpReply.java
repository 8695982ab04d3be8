package io.jenkins.plugins.pumphouse.http;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A response of any status whose body is still to be read. */
public final class HttpReply implements AutoCloseable {

    private static final int PIECE = 16 * 1024;

    private final URI uri;
    private final int status;
    private final Map<String, String> headers;
    private final ReplyBody body;

    /** @param headers all values of each, by name */
    HttpReply(URI uri, int status, Map<String, List<String>> headers, ReplyBody body) {
        Map<String, String> first = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> first.putIfAbsent(name, values.get(0)));
        this.uri = uri;
        this.status = status;
        this.headers = Collections.unmodifiableMap(first);
        this.body = body;
    }

    static HttpReply of(HttpResponse<PushedBody> response) {
        return new HttpReply(
                response.uri(), response.statusCode(), response.headers().map(), response.body());
    }

    /**
     * What came of a body.
     *
     * @param inTime false when the time was over before the body
     */
    public record Arrived(byte[] bytes, boolean inTime) {}

    /** Where the request went. */
    public URI uri() {
        return uri;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The first value of a header, null where the response has none; the case of the name does not matter. */
    public String header(String name) {
        return headers.get(name);
    }

    /** The first value of each header; look-ups ignore case. */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body. Reading throws {@link NoResponseException} when nothing arrives for the access's time-out or the
     * connection ends too early, and {@link java.util.concurrent.CancellationException} when the thread is interrupted
     * or the connection closed.
     */
    public InputStream body() {
        return body;
    }

    ReplyBody stoppable() {
        return body;
    }

    /**
     * Reads the body until its end, a bound or a time.
     *
     * @param most bytes
     * @param within from now
     */
    public Arrived read(int most, Duration within) {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        boolean inTime = readInto(arrived, most, within);
        return new Arrived(arrived.toByteArray(), inTime);
    }

    /** As {@link #read}, for a body that only serves to say what went wrong, so half of one is welcome. */
    public byte[] beginning(int most, Duration within) {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        try {
            readInto(arrived, most, within);
        } catch (NoResponseException e) {
            // The status is known, and with it the outcome of the call.
        }
        return arrived.toByteArray();
    }

    private boolean readInto(ByteArrayOutputStream arrived, int most, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        body.endBy(end);
        byte[] piece = new byte[PIECE];
        while (arrived.size() < most) {
            int count;
            try {
                count = body.read(piece, 0, Math.min(PIECE, most - arrived.size()));
            } catch (NoResponseException e) {
                if (System.nanoTime() < end) {
                    throw e;
                }
                return false;
            }
            if (count < 0) {
                return true;
            }
            arrived.write(piece, 0, count);
            if (System.nanoTime() >= end) {
                return false;
            }
        }
        return true;
    }

    /** Drops the connection if bytes are still to come; otherwise it stays for the next request. */
    @Override
    public void close() {
        body.close();
    }
}
