package io.jenkins.plugins.pumphouse.http;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * Calls one service that speaks JSON and has small answers: each is read as a whole, bounded in bytes and by the
 * access's time-out. Thread-safe and blocking, see {@link HttpConnection}.
 */
public final class JsonHttp implements AutoCloseable {

    // fuel-web 9.2 describes three releases in 140 kB and a node in 10 kB: room for some thousand nodes.
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;
    // Longer troubles are for the caller, who has a state to wait in and no thread to hold.
    private static final int TRIES = 3;

    private final HttpAccess access;
    private final HttpConnection connection;
    private final int largestAnswer;

    /**
     * Connects nowhere yet.
     *
     * @throws IllegalArgumentException when {@code caCert} holds no certificate
     */
    public JsonHttp(HttpAccess access) {
        this(access, LARGEST_ANSWER);
    }

    /**
     * As {@link #JsonHttp(HttpAccess)}, for a service whose answers are smaller.
     *
     * @param largestAnswer in bytes; a larger answer counts as none
     */
    public JsonHttp(HttpAccess access, int largestAnswer) {
        this(access, RetryPolicy.within(access.timeout(), TRIES), largestAnswer);
    }

    JsonHttp(HttpAccess access, RetryPolicy retry, int largestAnswer) {
        this.access = access;
        this.connection = new HttpConnection(access, retry);
        this.largestAnswer = largestAnswer;
    }

    /**
     * Sends one call and reads its answer, again where that is safe.
     *
     * @return the answer, of any status
     * @throws NoResponseException when none came
     * @throws CancellationException when the thread is interrupted or this is closed
     */
    public JsonReply send(HttpCall call) {
        long[] begun = new long[1];
        return connection.send(
                call, (reply, again) -> whole(call, reply, again, begun[0]), () -> begun[0] = System.nanoTime());
    }

    private JsonReply whole(HttpCall call, HttpReply reply, boolean again, long begun) {
        try (reply) {
            Duration left = access.timeout().minusNanos(System.nanoTime() - begun);
            HttpReply.Arrived body = reply.read(largestAnswer + 1, left);
            if (!body.inTime()) {
                throw noResponse(call, new HttpTimeoutException("no whole answer in time"));
            }
            if (body.bytes().length > largestAnswer) {
                throw noResponse(
                        call, new IOException("the answer is larger than " + largestAnswer / (1024 * 1024) + " MiB"));
            }
            return new JsonReply(
                    reply.status(), reply.headers(), new String(body.bytes(), StandardCharsets.UTF_8), again);
        }
    }

    private NoResponseException noResponse(HttpCall call, IOException why) {
        return NoResponseDiagnosis.of(call, access, why, true);
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        connection.close();
    }
}
