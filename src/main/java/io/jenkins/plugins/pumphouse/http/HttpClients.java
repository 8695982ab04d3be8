package io.jenkins.plugins.pumphouse.http;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** Makes the JDK's client for a service: its trust, its proxy, its time-out. */
final class HttpClients {

    // A host that is up accepts a connection within a second; one that is down must not cost the whole time-out.
    private static final Duration CONNECT_AT_MOST = Duration.ofSeconds(10);

    private HttpClients() {}

    static HttpClient of(HttpAccess access, SSLContext trust, Executor threads) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                // The upgrade to 2 is an extra header that small servers and some proxies do not handle.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout(access))
                .sslContext(trust)
                .executor(threads);
        ProxySelector proxies = ProxySelector.getDefault();
        if (proxies != null) {
            builder.proxy(proxies);
        }
        return builder.build();
    }

    static Duration connectTimeout(HttpAccess access) {
        return access.timeout().compareTo(CONNECT_AT_MOST) < 0 ? access.timeout() : CONNECT_AT_MOST;
    }

    /** @throws IllegalArgumentException when {@code caCert} holds no certificate */
    static SSLContext trust(HttpAccess access) {
        try {
            return Tls.contextFor(access.caCert(), access.insecure());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(access.name() + ": ca_cert cannot be used (" + e.getMessage()
                    + "). It has to hold the certificate of the service's authority in PEM, from -----BEGIN"
                    + " CERTIFICATE----- on.");
        }
    }
}
