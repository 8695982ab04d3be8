package io.jenkins.plugins.pumphouse.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * The connections to one service: whom it trusts, through which proxy, how long it waits, how many requests are under
 * way at a time, and which are sent again. Thread-safe and blocking. Every call answers to {@link Thread#interrupt()}
 * with a {@link CancellationException}, the flag set again.
 *
 * <p>A redirect is an answer like any other: following it would carry a secret to an address that nobody configured.
 */
public final class HttpConnection implements AutoCloseable {

    /** One controller of a small cloud answers this many without queueing. */
    public static final int AT_ONCE = 8;

    // Glance answers an upload when its backend has committed it; Swift and Ceph may take minutes for the last pieces.
    private static final int TIMEOUTS_FOR_COMMIT = 10;
    // A body smaller than this is read to its end, which keeps the connection.
    private static final int WORTH_READING = 64 * 1024;

    private final HttpAccess access;
    private final RetryPolicy retry;
    private final SSLContext trust;
    private final ThreadPoolExecutor forRequests;
    private final ThreadPoolExecutor forBodies;
    private final OpenCalls underWay;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(AT_ONCE, true);
    private final AtomicBoolean prepared = new AtomicBoolean();
    private volatile HttpClient client;
    private BlockingClient bulk;

    /**
     * Connects nowhere yet.
     *
     * @throws IllegalArgumentException when {@code caCert} holds no certificate
     */
    public HttpConnection(HttpAccess access, RetryPolicy retry) {
        this.access = access;
        this.retry = retry;
        this.underWay = new OpenCalls(access.name());
        this.forRequests = ClientThreads.forRequests(access.name());
        this.forBodies = ClientThreads.forBodies(access.name());
        this.trust = HttpClients.trust(access);
        this.client = HttpClients.of(access, trust, forRequests);
    }

    /** Reads a response of any status; the caller closes what it leaves open. */
    @FunctionalInterface
    public interface Reader<T> {

        /** @param again whether an earlier try may have been carried out although it got no response */
        T read(HttpReply reply, boolean again);
    }

    /**
     * Sends a call and reads its response, again where that is safe; also when the response ends within its body.
     *
     * @param count runs before each try
     * @throws NoResponseException when none came, after the tries that are allowed
     * @throws CancellationException when the thread is interrupted or this is closed
     */
    public <T> T send(HttpCall call, Reader<T> reader, Runnable count) {
        return send(call, reader, count, this::once);
    }

    /** As {@link #send}, for a read whose body may be many gigabytes: by the client that moves bytes cheaply. */
    public <T> T download(HttpCall call, Reader<T> reader, Runnable count) {
        return send(call, reader, count, this::blocking);
    }

    private <T> T send(HttpCall call, Reader<T> reader, Runnable count, Function<HttpCall, HttpReply> once) {
        boolean doubt = false;
        for (int sent = 1; ; sent++) {
            Duration pause;
            enter();
            try {
                count.run();
                HttpReply reply = once.apply(call);
                Optional<Duration> again = retry.after(reply, call, sent);
                if (again.isEmpty()) {
                    return reader.read(reply, doubt);
                }
                try (reply) {
                    reply.beginning(WORTH_READING, access.timeout());
                }
                pause = again.get();
                doubt = doubt || reply.status() >= 500;
            } catch (NoResponseException e) {
                doubt = doubt || e.sent();
                NoResponseException last = e.afterDoubt(doubt);
                pause = retry.after(e, call, sent).orElseThrow(() -> last);
            } finally {
                free.release();
            }
            pause(pause);
        }
    }

    private HttpReply once(HttpCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).timeout(access.timeout());
        if (call.body() == null) {
            request.method(call.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(call.method(), BodyPublishers.ofString(call.body().toString()));
        }
        call.allHeaders().forEach(request::setHeader);
        return open(HttpReply.of(answer(call, request.build())));
    }

    /**
     * Not with {@link HttpClient#sendAsync}: it hands each answer to the JVM's common pool, which any plugin may block
     * for as long as it likes.
     */
    private HttpResponse<PushedBody> answer(HttpCall call, HttpRequest request) {
        HttpClient open = client;
        if (open == null) {
            throw underWay.ended();
        }
        try {
            return underWay.block(() ->
                    open.send(request, head -> new PushedBody(access.timeout(), cause -> noResponse(call, cause))));
        } catch (IOException e) {
            throw noResponse(call, e);
        }
    }

    /**
     * Makes ready what transfers need, once and in a thread of its own: the client loads hundreds of classes, for which
     * the first transfer would wait.
     */
    public void prepareTransfers() {
        if (prepared.getAndSet(true)) {
            return;
        }
        forBodies.execute(() -> {
            try {
                bulk();
            } catch (CancellationException e) {
                return; // closed meanwhile: no transfer comes
            }
        });
    }

    private HttpReply blocking(HttpCall call) {
        return await(call, bulk().get(call, cause -> noResponse(call, cause)));
    }

    /** Made for the first transfer: most connections have none. */
    private synchronized BlockingClient bulk() {
        if (client == null) {
            throw underWay.ended();
        }
        if (bulk == null) {
            bulk = new BlockingClient(access, trust, forBodies);
        }
        return bulk;
    }

    private HttpReply await(HttpCall call, CompletableFuture<HttpReply> answer) {
        return underWay.waitFor(answer, () -> {
            try {
                return open(answer.get());
            } catch (InterruptedException e) {
                answer.cancel(true);
                throw Cancelled.by(e);
            } catch (ExecutionException e) {
                throw ended(call, e.getCause());
            }
        });
    }

    private RuntimeException ended(HttpCall call, Throwable cause) {
        return cause instanceof CancellationException cancelled ? cancelled : noResponse(call, cause);
    }

    /**
     * Sends a body from a stream in constant memory, once. The stream is read in this thread and not closed; what it
     * throws comes out as it is, an {@link IOException} as {@link UncheckedIOException}. Does not count for the bound:
     * a transfer lasts minutes and would delay the small requests that other transfers need to end; the caller bounds
     * its transfers.
     *
     * @param length how many bytes there are; -1 when that is unknown
     * @throws NoResponseException when none came, or the service stopped taking bytes
     * @throws CancellationException when the thread is interrupted or this is closed
     */
    public HttpReply upload(HttpCall call, InputStream bytes, long length) {
        UploadBody body = new UploadBody(length);
        Duration commit = access.timeout().multipliedBy(TIMEOUTS_FOR_COMMIT);
        CompletableFuture<HttpReply> answer = bulk().put(call, body, commit, cause -> noResponse(call, cause));
        return underWay.waitFor(answer, () -> {
            try {
                body.pump(bytes, answer, access.timeout());
                return open(answer.get(commit.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                throw stop(body, answer, Cancelled.by(e));
            } catch (HttpTimeoutException e) {
                throw stop(body, answer, noResponse(call, e));
            } catch (TimeoutException e) {
                HttpTimeoutException late = new HttpTimeoutException("no answer came after the last byte");
                throw stop(body, answer, noResponse(call, late));
            } catch (IOException e) {
                throw stop(body, answer, new UncheckedIOException(e));
            } catch (ExecutionException e) {
                throw ended(call, e.getCause());
            } catch (RuntimeException e) {
                throw stop(body, answer, e);
            }
        });
    }

    private static RuntimeException stop(UploadBody body, CompletableFuture<?> answer, RuntimeException why) {
        answer.cancel(true); // drops the connection first, or its client would end the body as if it were whole
        body.fail(why);
        return why;
    }

    private HttpReply open(HttpReply reply) {
        underWay.read(reply.stoppable());
        answered.add(reply.uri().getRawAuthority());
        return reply;
    }

    private NoResponseException noResponse(HttpCall call, Throwable cause) {
        return NoResponseDiagnosis.of(
                call, access, cause, answered.contains(call.uri().getRawAuthority()));
    }

    private void enter() {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            throw Cancelled.by(e);
        }
    }

    /**
     * Waits before a request that would come too early.
     *
     * @throws CancellationException when the thread is interrupted or this is closed
     */
    public void pause(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw underWay.ended();
            }
        } catch (InterruptedException e) {
            throw Cancelled.by(e);
        }
    }

    /**
     * Ends what is under way. Our threads end at once; the one thread of the JDK's client ends when the client is
     * collected, as Java 17 has no way to close it, which is why the reference goes.
     */
    @Override
    public void close() {
        closed.countDown();
        underWay.close();
        forget();
        // Not shutdown(): the client still has to clean up in them, and would lose the connection if it could not.
        forRequests.setKeepAliveTime(1, TimeUnit.NANOSECONDS); // of threads that it always keeps the JDK takes no 0
        forBodies.setKeepAliveTime(0, TimeUnit.SECONDS);
    }

    private synchronized void forget() {
        client = null;
        if (bulk != null) {
            bulk.close();
        }
    }
}
