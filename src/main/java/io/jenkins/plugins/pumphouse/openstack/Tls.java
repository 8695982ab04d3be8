package io.jenkins.plugins.pumphouse.openstack;

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

/** Whom to trust when a cloud speaks TLS: the JVM's authorities, the cloud's own, or everybody. */
final class Tls {

    private Tls() {}

    /**
     * @throws CloudException.Unreachable when the text of {@code ca_cert} holds no certificate
     */
    static SSLContext contextFor(CloudAccess access) {
        try {
            TrustManager[] trust = null;
            if (access.insecure()) {
                trust = new TrustManager[] {new TrustEverybody()};
            } else if (access.caCert() != null) {
                trust = trustOnly(certificates(access.caCert()));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new CloudException.Unreachable(
                    access.name() + ": ca_cert cannot be used (" + e.getMessage()
                            + "). It has to hold the certificate of the cloud's authority in PEM, from -----BEGIN CERTIFICATE----- on.",
                    new CloudException.Details(access.name(), null, null, null, 0, "", null));
        }
    }

    private static Collection<? extends Certificate> certificates(String pem) throws CertificateException {
        Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        if (found.isEmpty()) {
            throw new CertificateException("no certificate in it");
        }
        return found;
    }

    private static TrustManager[] trustOnly(Collection<? extends Certificate> authorities) throws GeneralSecurityException, IOException {
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
     * Checks nothing. It has to be the extended kind: around a plain {@code X509TrustManager} the JDK adds the check of the host
     * name, which java.net.http offers no way to turn off for one client.
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
