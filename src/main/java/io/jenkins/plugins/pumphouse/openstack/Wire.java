package io.jenkins.plugins.pumphouse.openstack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * HTTP with one cloud: a time limit on everything, an interrupt that is heard within a moment, and failures in words.
 *
 * <p>Connections are kept and shared; proxies are the JVM's ({@code https.proxyHost}, {@code http.nonProxyHosts} …).
 */
final class Wire implements AutoCloseable {
    /** After the last byte of an upload the service may hash and move it: that is no stall. */
    private static final Duration AFTER_UPLOAD = Duration.ofMinutes(30);

    private final CloudAccess cloud;
    private final ExecutorService threads;
    private final HttpClient client;

    Wire(CloudAccess cloud) {
        this.cloud = cloud;
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "pumphouse-http-" + cloud.name());
            thread.setDaemon(true);
            return thread;
        });
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(cloud.timeout())
                .followRedirects(HttpClient.Redirect.NEVER) // a token must not follow to another host
                .executor(threads);
        SSLContext tls = Tls.context(cloud);
        if (tls != null) {
            builder.sslContext(tls);
        }
        if (ProxySelector.getDefault() != null) {
            builder.proxy(ProxySelector.getDefault());
        }
        this.client = builder.build();
    }

    /** Thrown inside the fence only: nobody got the request, so that even a POST may be sent again. */
    static final class NotSent extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient CloudException.Unreachable told;

        NotSent(CloudException.Unreachable told) {
            super(told.getMessage());
            this.told = told;
        }

        CloudException.Unreachable told() {
            return told;
        }
    }

    /** Sends a request and reads the answer whole; whatever its status. */
    HttpResponse<byte[]> exchange(HttpRequest request) throws NotSent {
        return await(request, client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()), cloud.timeout());
    }

    /** Sends a request and returns when the head of the answer is there. */
    HttpResponse<BodyStream> open(HttpRequest request) throws NotSent {
        return await(request, client.sendAsync(request, head -> new BodyStream(cloud.timeout())), cloud.timeout());
    }

    /** Sends {@code data} with a request that has no body yet, and fails when neither data nor an answer flows. */
    HttpResponse<byte[]> upload(HttpRequest.Builder request, InputStream data) throws NotSent {
        Metered metered = new Metered(data);
        HttpRequest put = request.PUT(HttpRequest.BodyPublishers.ofInputStream(() -> metered)).build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(put, HttpResponse.BodyHandlers.ofByteArray());
        long seen = -1;
        while (!answer.isDone() && (seen < metered.progress || metered.ended)) {
            seen = metered.progress;
            Duration patience = metered.ended ? AFTER_UPLOAD : cloud.timeout();
            try {
                answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (metered.ended && seen == metered.progress && patience == AFTER_UPLOAD) {
                    break;
                }
            } catch (ExecutionException e) {
                break; // told below
            } catch (InterruptedException e) {
                answer.cancel(true);
                throw interrupted();
            }
        }
        if (metered.failure != null) {
            throw new CloudException.Unreachable(cloud.name(), "The data for " + cloud.name() + " broke off after "
                    + metered.progress + " bytes: " + metered.failure.getMessage() + ". Run again.");
        }
        return await(put, answer, Duration.ofMillis(1));
    }

    private <T> T await(HttpRequest request, CompletableFuture<T> answer, Duration patience) throws NotSent {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw interrupted();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new CloudException.Unreachable(cloud.name(), cloud.name() + " does not answer at " + address(request)
                    + " within " + cloud.timeout().toSeconds() + " s. See whether the service runs; timeout in pumphouse.yaml"
                    + " allows for a slow one.");
        } catch (ExecutionException e) {
            throw told(request, e.getCause());
        }
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted");
    }

    private static String address(HttpRequest request) {
        URI uri = request.uri();
        return uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    }

    /** Turns what Java's client throws into a sentence; returns what may not be repeated and throws what may. */
    private CloudException told(HttpRequest request, Throwable failure) throws NotSent {
        String where = cloud.name() + " cannot be reached at " + address(request);
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
                return new CloudException.Unreachable(cloud.name(), where + ": there is no host "
                        + request.uri().getHost() + ". Check the address and the name service of this machine.");
            }
            if (t instanceof SSLException) {
                return new CloudException.Unreachable(cloud.name(), where + ": " + tls(t));
            }
            if (t instanceof ConnectException || t instanceof HttpConnectTimeoutException) {
                throw new NotSent(new CloudException.Unreachable(cloud.name(), where + ": "
                        + (t instanceof HttpConnectTimeoutException ? "no connection within " + cloud.timeout().toSeconds() + " s"
                                : "connection refused") + ". See whether the service runs and a firewall lets us through."));
            }
            if (t instanceof HttpTimeoutException) {
                return new CloudException.Unreachable(cloud.name(), where + ": no answer in time.");
            }
        }
        return new CloudException.Unreachable(cloud.name(), where + ": the connection broke (" + words(failure) + ").");
    }

    private static String tls(Throwable t) {
        String words = words(t);
        if (words.contains("PKIX") || words.contains("certificate_unknown") || words.contains("trust")) {
            return "its certificate is of an authority that is not trusted (" + words
                    + "). Name the authority's certificate in ca_cert.";
        }
        if (words.contains("plaintext") || words.contains("SSL message")) {
            return "it does not speak TLS; is the address http:// and not https://?";
        }
        return words + ". Check the certificate and the host name that it is for.";
    }

    private static String words(Throwable t) {
        return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
    }

    /** Lets the threads go; those of Java's client end with the last reference to it. */
    @Override
    public void close() {
        threads.shutdown();
    }

    /** Counts what is read, and keeps why it could not be. */
    private static final class Metered extends FilterInputStream {
        volatile long progress;
        volatile boolean ended;
        volatile IOException failure;

        Metered(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int n = in.read(buffer, offset, length);
                if (n < 0) {
                    ended = true;
                } else {
                    progress += n;
                }
                return n;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
