package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.http.Cancelled;
import io.jenkins.plugins.pumphouse.http.ClientThreads;
import io.jenkins.plugins.pumphouse.http.Silence;
import io.jenkins.plugins.pumphouse.http.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.openstack4j.api.identity.EndpointURLResolver;
import org.openstack4j.core.transport.Config;
import org.openstack4j.model.identity.URLResolverParams;

/**
 * The HTTP connections to one cloud: whom it trusts, through which proxy, how long it waits. It rides in openstack4j's
 * {@link Config} of every request as the resolver of endpoints, which does two things at once: the connector finds the
 * line that a request belongs to, and a request that would let openstack4j guess an endpoint is refused.
 */
final class CloudConnection implements EndpointURLResolver, AutoCloseable {

    // A host that is up takes a connection within a second; a dead one should not cost the whole time-out.
    private static final Duration CONNECT_AT_MOST = Duration.ofSeconds(10);
    // Glance answers an upload when its backend has committed it; Swift and Ceph may take minutes over the last pieces.
    private static final int TIMEOUTS_FOR_COMMIT = 10;

    private final String cloud;
    private final Duration timeout;
    private final ThreadPoolExecutor threads;
    private final Config config;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Runnable> underWay = ConcurrentHashMap.newKeySet();
    private volatile HttpClient client;

    CloudConnection(CloudAccess access) {
        this.cloud = access.name();
        this.timeout = access.timeout();
        // First, because it may refuse the certificate: nothing is to be cleaned up then.
        var tls = trust(access);
        this.threads = ClientThreads.forService(cloud);
        HttpClient.Builder builder = HttpClient.newBuilder()
                // Services of OpenStack speak 1.1; the upgrade of 2 is an extra header that some proxies stumble over.
                .version(HttpClient.Version.HTTP_1_1)
                // A redirect would carry the token to an address that nobody configured.
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(CONNECT_AT_MOST) < 0 ? timeout : CONNECT_AT_MOST)
                .sslContext(tls)
                .executor(threads);
        ProxySelector proxies = ProxySelector.getDefault();
        if (proxies != null) {
            builder.proxy(proxies);
        }
        this.client = builder.build();
        this.config = Config.newConfig().withEndpointURLResolver(this);
    }

    private static SSLContext trust(CloudAccess access) {
        try {
            return Tls.contextFor(access.caCert(), access.insecure());
        } catch (GeneralSecurityException | IOException e) {
            throw new CloudException.Unreachable(
                    access.name() + ": ca_cert cannot be used (" + e.getMessage()
                            + "). It has to hold the certificate of the cloud's authority in PEM, from -----BEGIN"
                            + " CERTIFICATE----- on.",
                    new CloudException.Details(access.name(), null, null, null, 0, "", null));
        }
    }

    /** What marks a request of openstack4j as this line's. */
    Config config() {
        return config;
    }

    @Override
    public String findURLV2(URLResolverParams params) {
        throw guessed(params);
    }

    @Override
    public String findURLV3(URLResolverParams params) {
        throw guessed(params);
    }

    private IllegalStateException guessed(URLResolverParams params) {
        return new IllegalStateException(cloud + ": openstack4j was to guess the endpoint of " + params.type);
    }

    /**
     * Sends a request and waits for the head of its answer.
     *
     * @throws Unanswered when there is none
     * @throws CancellationException when the thread is interrupted or the line is closed
     */
    Reply send(HttpRequest.Builder request) {
        HttpRequest built = request.timeout(timeout).build();
        CompletableFuture<HttpResponse<ReplyBody>> answer = start(built);
        return underWay(answer, () -> {
            try {
                return open(answer.get());
            } catch (InterruptedException e) {
                answer.cancel(true);
                throw Cancelled.by(e);
            } catch (ExecutionException e) {
                throw unanswered(built.uri(), e.getCause());
            }
        });
    }

    /** As {@link #send}, with a method and a body from a stream. */
    Reply upload(HttpRequest.Builder request, String method, InputStream bytes) {
        UploadBody body = new UploadBody();
        // No time-out of HttpRequest: it would bound the whole upload. Each piece is bounded instead.
        HttpRequest built = request.method(method, body).build();
        CompletableFuture<HttpResponse<ReplyBody>> answer = start(built);
        return underWay(answer, () -> {
            try {
                body.pump(bytes, answer, timeout);
                Duration commit = timeout.multipliedBy(TIMEOUTS_FOR_COMMIT);
                return open(answer.get(commit.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                throw stop(body, answer, Cancelled.by(e));
            } catch (HttpTimeoutException e) {
                throw stop(body, answer, new Unanswered(built.uri(), true, e));
            } catch (TimeoutException e) {
                throw stop(
                        body,
                        answer,
                        new Unanswered(
                                built.uri(), true, new HttpTimeoutException("no answer came after the last byte")));
            } catch (IOException e) {
                throw stop(body, answer, new UncheckedIOException(e));
            } catch (ExecutionException e) {
                throw unanswered(built.uri(), e.getCause());
            } catch (RuntimeException e) {
                throw stop(body, answer, e);
            }
        });
    }

    private static RuntimeException stop(UploadBody body, CompletableFuture<?> answer, RuntimeException why) {
        body.fail(why);
        answer.cancel(true);
        return why;
    }

    private CompletableFuture<HttpResponse<ReplyBody>> start(HttpRequest request) {
        HttpClient open = client;
        if (open == null) {
            throw closed();
        }
        return open.sendAsync(request, head -> new ReplyBody(request.uri(), timeout));
    }

    /** Lets {@link #close()} end the wait for the answer. */
    private Reply underWay(CompletableFuture<?> answer, Supplier<Reply> wait) {
        Runnable cancel = () -> answer.cancel(true);
        underWay.add(cancel);
        try {
            if (client == null) {
                cancel.run();
            }
            return wait.get();
        } finally {
            underWay.remove(cancel);
        }
    }

    private Reply open(HttpResponse<ReplyBody> answer) {
        ReplyBody body = answer.body();
        Runnable abort = body::abort;
        underWay.add(abort);
        body.onClose(() -> underWay.remove(abort));
        if (client == null) {
            abort.run();
        }
        return new Reply(answer);
    }

    private static RuntimeException unanswered(URI uri, Throwable cause) {
        return cause instanceof CancellationException cancelled
                ? cancelled
                : new Unanswered(uri, Silence.mayHaveBeenSent(cause), cause);
    }

    /**
     * Waits; ends at once when the line is closed.
     *
     * @throws CancellationException when interrupted or closed
     */
    void pause(Duration length) {
        try {
            if (closed.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
                throw closed();
            }
        } catch (InterruptedException e) {
            throw Cancelled.by(e);
        }
    }

    /** Calls that were about to begin end like those that were under way; which of the two it was is chance. */
    private CancellationException closed() {
        return new CancellationException("The cloud " + cloud + " was closed");
    }

    /**
     * Ends what is under way. Our threads end at once; the one thread of the JDK's client ends when the client is
     * collected, as Java 17 has no way to close it, which is why the reference goes.
     */
    @Override
    public void close() {
        client = null;
        closed.countDown();
        underWay.forEach(Runnable::run);
        underWay.clear();
        // Not shutdown(): the client still has to clean up in them, and would lose the connection if it could not.
        threads.setKeepAliveTime(0, TimeUnit.SECONDS);
    }
}
