package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.http.Cancelled;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.internal.HttpExecutor;

/** Carries requests to a cloud: a bounded number at a time, counted, and again when a failure passes. */
final class RetryingClient {

    // What one controller of a small cloud answers without queueing; more only fills its queue.
    static final int AT_ONCE = 8;
    // A body smaller than this is read to its end, which keeps the connection.
    private static final int WORTH_READING = 64 * 1024;

    private final CloudAccess access;
    private final CloudConnection line;
    private final Retry retry;
    private final RequestCount count;
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(AT_ONCE, true);

    RetryingClient(CloudAccess access, CloudConnection line, Retry retry, RequestCount count) {
        this.access = access;
        this.line = line;
        this.retry = retry;
        this.count = count;
    }

    /** Makes something of an answer of any status; what it leaves open, the caller closes. */
    interface Reader<T> {

        /** @param again whether an earlier try may have been carried out although it got no answer */
        T read(Reply reply, boolean again);
    }

    /** A request that can be made again for another try. */
    interface Parcel extends Supplier<HttpRequest<?>> {}

    CloudConnection line() {
        return line;
    }

    /**
     * Delivers a request and reads its answer within the bound.
     *
     * @throws CloudException.Unreachable when no answer came, after the tries that are allowed
     */
    <T> T deliver(CallInfo target, Parcel parcel, Reader<T> reader) {
        return deliver(target, parcel, reader, () -> count.sent(target.service(), target.method()));
    }

    /** As {@link #deliver}, counted as a request for a token. */
    <T> T authenticate(CallInfo target, Parcel parcel, Reader<T> reader) {
        return deliver(target, parcel, reader, count::authenticated);
    }

    private <T> T deliver(CallInfo target, Parcel parcel, Reader<T> reader, Runnable counting) {
        boolean doubt = false;
        for (int tries = 1; ; tries++) {
            Duration pause;
            HttpRequest<?> request = parcel.get();
            enter();
            try {
                counting.run();
                Reply reply = execute(request);
                Optional<Duration> again = retry.after(reply, target, tries);
                if (again.isEmpty()) {
                    return reader.read(reply, doubt);
                }
                discard(reply);
                pause = again.get();
                doubt = doubt || reply.getStatus() >= 500;
            } catch (Unanswered e) {
                pause = retry.after(e, target, tries).orElseThrow(() -> unreachable(target, e));
                doubt = doubt || e.sent();
            } finally {
                free.release();
            }
            line.pause(pause);
        }
    }

    /**
     * Delivers a body from a stream, once. Does not count for the bound: a transfer lasts minutes and would keep the
     * small requests waiting that other transfers need to end; whoever transfers bounds the transfers.
     */
    Reply stream(CallInfo target, HttpRequest<InputStream> request) {
        count.sent(target.service(), target.method());
        try {
            return execute(request);
        } catch (Unanswered e) {
            throw unreachable(target, e);
        }
    }

    private Reply execute(HttpRequest<?> request) {
        Reply reply = (Reply) HttpExecutor.create().execute(request);
        answered.add(reply.uri().getRawAuthority());
        return reply;
    }

    CloudException.Unreachable unreachable(CallInfo target, Unanswered failure) {
        return Trouble.of(
                access, target, failure, answered.contains(failure.uri().getRawAuthority()));
    }

    private void enter() {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            throw Cancelled.by(e);
        }
    }

    private void discard(Reply reply) {
        try (reply) {
            JsonBody.beginning(WORTH_READING, reply, access);
        }
    }
}
