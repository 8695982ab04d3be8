package io.jenkins.plugins.pumphouse.http;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Calls one service that speaks JSON over HTTP. Thread-safe and blocking; each try is bounded by the access's time-out
 * as a whole, and an answer's size too. Every call answers to {@link Thread#interrupt()} with a
 * {@link CancellationException}, the flag set again.
 *
 * <p>A redirect is an answer like any other: following it would carry a secret to an address that nobody configured.
 */
public final class JsonHttp implements AutoCloseable {

    // A host that is up takes a connection within a second; a dead one should not cost the whole time-out.
    private static final Duration CONNECT_AT_MOST = Duration.ofSeconds(10);
    // fuel-web 9.2 describes three releases in 140 kB and a node in 10 kB: room for some thousand nodes.
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    private final HttpAccess access;
    private final RetryPolicy repeat;
    private final int largestAnswer;
    private final ThreadPoolExecutor threads;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private volatile HttpClient client;

    /**
     * Connects nowhere yet.
     *
     * @throws IllegalArgumentException when {@code caCert} holds no certificate
     */
    public JsonHttp(HttpAccess access) {
        this(access, RetryPolicy.usual(access.timeout()), LARGEST_ANSWER);
    }

    /**
     * As {@link #JsonHttp(HttpAccess)}, for a service whose answers are smaller.
     *
     * @param largestAnswer in bytes; a larger answer counts as none
     */
    public JsonHttp(HttpAccess access, int largestAnswer) {
        this(access, RetryPolicy.usual(access.timeout()), largestAnswer);
    }

    JsonHttp(HttpAccess access, RetryPolicy repeat, int largestAnswer) {
        this.access = access;
        this.repeat = repeat;
        this.largestAnswer = largestAnswer;
        // First, because it may refuse the certificate: nothing is to be cleaned up then.
        SSLContext tls = trust(access);
        this.threads = ClientThreads.forService(access.name());
        HttpClient.Builder builder = HttpClient.newBuilder()
                // The upgrade to 2 is an extra header that small servers stumble over.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(access.timeout().compareTo(CONNECT_AT_MOST) < 0 ? access.timeout() : CONNECT_AT_MOST)
                .sslContext(tls)
                .executor(threads);
        ProxySelector proxies = ProxySelector.getDefault();
        if (proxies != null) {
            builder.proxy(proxies);
        }
        this.client = builder.build();
    }

    private static SSLContext trust(HttpAccess access) {
        try {
            return Tls.contextFor(access.caCert(), access.insecure());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(access.name() + ": ca_cert cannot be used (" + e.getMessage()
                    + "). It has to hold the certificate of the service's authority in PEM, from -----BEGIN"
                    + " CERTIFICATE----- on.");
        }
    }

    /**
     * Sends one call and reads its answer, again where that is safe.
     *
     * @return the answer, of any status
     * @throws NoResponseException when none came
     * @throws CancellationException when the thread is interrupted or this is closed
     */
    public JsonReply send(JsonRequest request) {
        boolean doubt = false;
        for (int sent = 1; ; sent++) {
            Optional<Duration> pause;
            try {
                JsonReply reply = once(request, doubt);
                answered.add(request.uri().getRawAuthority());
                pause = repeat.after(reply, request, sent);
                if (pause.isEmpty()) {
                    return reply;
                }
                doubt = doubt || reply.status() >= 500;
            } catch (ExecutionException e) {
                pause = repeat.after(e.getCause(), request, sent);
                doubt = doubt || Silence.mayHaveBeenSent(e.getCause());
                if (pause.isEmpty()) {
                    throw noAnswer(request, e.getCause(), doubt);
                }
            }
            rest(pause.get());
        }
    }

    private JsonReply once(JsonRequest request, boolean again) throws ExecutionException {
        HttpClient open = client;
        if (open == null) {
            throw closed();
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                open.sendAsync(built(request), head -> new WholeBody(largestAnswer));
        underWay.add(answer);
        try {
            if (client == null) {
                throw closed();
            }
            HttpResponse<byte[]> whole = answer.get(access.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new JsonReply(
                    whole.statusCode(), headers(whole), new String(whole.body(), StandardCharsets.UTF_8), again);
        } catch (TimeoutException e) {
            throw new ExecutionException(new HttpTimeoutException("no whole answer in time"));
        } catch (InterruptedException e) {
            throw Cancelled.by(e);
        } catch (CancellationException e) {
            throw closed();
        } finally {
            underWay.remove(answer);
            answer.cancel(true); // no effect on one that is complete
        }
    }

    private static HttpRequest built(JsonRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).header("Accept", "application/json");
        if (request.body() == null) {
            builder.method(request.method(), BodyPublishers.noBody());
        } else {
            builder.header("Content-Type", "application/json")
                    .method(
                            request.method(),
                            BodyPublishers.ofString(request.body().toString()));
        }
        request.headers().forEach(builder::header);
        return builder.build();
    }

    private static Map<String, String> headers(HttpResponse<?> answer) {
        Map<String, String> first = new HashMap<>();
        answer.headers().map().forEach((name, values) -> first.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return Map.copyOf(first);
    }

    private NoResponseException noAnswer(JsonRequest request, Throwable cause, boolean sent) {
        String hint = answered.contains(request.uri().getRawAuthority())
                ? ""
                : Silence.tlsHint(cause, request.uri(), access.peer());
        String doubt =
                sent && !request.reads() ? " Whether the service did it is unknown: look before it is sent again." : "";
        String reason = Silence.reason(cause, request.uri(), access.peer());
        return new NoResponseException(
                "no answer to " + request + ": " + reason + hint + doubt, sent, Silence.isLate(cause));
    }

    private void rest(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw closed();
            }
        } catch (InterruptedException e) {
            throw Cancelled.by(e);
        }
    }

    private CancellationException closed() {
        return new CancellationException("The connection to " + access.name() + " was closed");
    }

    /** Ends what is under way; our threads end at once, the JDK's one thread when the client is collected. */
    @Override
    public void close() {
        client = null;
        closed.countDown();
        underWay.forEach(answer -> answer.cancel(true));
        threads.setKeepAliveTime(0, TimeUnit.SECONDS);
    }
}
