package io.jenkins.plugins.pumphouse.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom to trust when a service speaks TLS: the JVM's authorities, the service's own, or everybody. */
public final class Tls {

    private Tls() {}

    /**
     * @param caCert certificates in PEM to trust instead of the JVM's; null means the JVM's
     * @param insecure accept any certificate for any host name
     * @throws GeneralSecurityException when {@code caCert} holds no certificate; the message says why
     * @throws IOException likewise
     */
    public static SSLContext contextFor(String caCert, boolean insecure) throws GeneralSecurityException, IOException {
        TrustManager[] trust = null;
        if (insecure) {
            trust = new TrustManager[] {new TrustEverybody()};
        } else if (caCert != null) {
            trust = trustOnly(certificates(caCert));
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust, null);
        return context;
    }

    private static Collection<? extends Certificate> certificates(String pem) throws CertificateException {
        Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        if (found.isEmpty()) {
            throw new CertificateException("no certificate in it");
        }
        return found;
    }

    private static TrustManager[] trustOnly(Collection<? extends Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int index = 0;
        for (Certificate authority : authorities) {
            store.setCertificateEntry("ca-" + index++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /**
     * Checks nothing. It has to be the extended kind: around a plain {@code X509TrustManager} the JDK adds the check of
     * the host name, which java.net.http offers no way to turn off for one client.
     */
    private static final class TrustEverybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
