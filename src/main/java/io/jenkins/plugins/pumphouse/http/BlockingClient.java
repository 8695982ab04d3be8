package io.jenkins.plugins.pumphouse.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Moves many bytes with Apache's blocking client, for a quarter of the processor time that java.net.http takes: it
 * hands over large pieces where that one wakes three threads for each 16 kB.
 *
 * <p>It repeats nothing, follows nothing and keeps nothing but connections; trust, proxy and time-outs are those of the
 * other client.
 */
final class BlockingClient implements AutoCloseable {

    private final HttpAccess access;
    private final Executor threads;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;

    /** @param threads in which bodies are sent and read, one for each */
    BlockingClient(HttpAccess access, SSLContext trust, Executor threads) {
        this.access = access;
        this.threads = threads;
        Timeout timeout = Timeout.of(access.timeout());
        this.connections = PoolingHttpClientConnectionManagerBuilder.create()
                // The JDK looks at the name in the certificate, as it does for java.net.http.
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        trust, HostnameVerificationPolicy.BUILTIN, NoopHostnameVerifier.INSTANCE))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(HttpClients.connectTimeout(access)))
                        .setSocketTimeout(timeout)
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .responseOutOfOrderStrategy(new EarlyAnswer())
                        .build())
                // The caller bounds its transfers.
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .build();
        this.client = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** Begins a read; to cancel the answer ends the connection. */
    CompletableFuture<HttpReply> get(HttpCall call, Function<Throwable, NoResponseException> diagnosis) {
        return start(call, new HttpGet(call.uri()), access.timeout(), diagnosis);
    }

    /**
     * Begins to send a body; to cancel the answer ends the connection.
     *
     * @param commit how long the service may take to answer after the last byte
     */
    CompletableFuture<HttpReply> put(
            HttpCall call, UploadBody body, Duration commit, Function<Throwable, NoResponseException> diagnosis) {
        HttpPut put = new HttpPut(call.uri());
        put.setEntity(body);
        return start(call, put, commit, diagnosis);
    }

    /** @param diagnosis says what the body of an answer means that ends too early */
    private CompletableFuture<HttpReply> start(
            HttpCall call,
            HttpUriRequestBase request,
            Duration patience,
            Function<Throwable, NoResponseException> diagnosis) {
        call.allHeaders().forEach(request::setHeader);
        request.setConfig(
                RequestConfig.custom().setResponseTimeout(Timeout.of(patience)).build());
        PulledBody body = new PulledBody(access.timeout(), diagnosis, request::cancel);
        CompletableFuture<HttpReply> answer = new CompletableFuture<>();
        answer.whenComplete((reply, failure) -> {
            if (answer.isCancelled()) {
                body.cancel();
            }
        });
        threads.execute(() -> exchange(request, call.uri(), answer, body));
        return answer;
    }

    private void exchange(HttpUriRequestBase request, URI uri, CompletableFuture<HttpReply> answer, PulledBody body) {
        try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
            answer.complete(new HttpReply(uri, response.getCode(), headers(response), body));
            HttpEntity entity = response.getEntity();
            body.pull(entity == null ? InputStream.nullInputStream() : entity.getContent());
        } catch (IOException | RuntimeException | Error e) { // also a class that an agent cannot load any more
            Throwable known = known(e);
            body.end(known);
            answer.completeExceptionally(known);
        }
    }

    /** The time-outs in the words of the JDK's client. */
    private static Throwable known(Throwable e) {
        if (e instanceof ConnectTimeoutException) {
            return new HttpConnectTimeoutException(e.getMessage());
        }
        return e instanceof SocketTimeoutException ? new HttpTimeoutException(e.getMessage()) : e;
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    @Override
    public void close() {
        connections.close(CloseMode.IMMEDIATE);
        client.close(CloseMode.IMMEDIATE);
    }
}
