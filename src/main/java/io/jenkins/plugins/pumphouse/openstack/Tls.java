package io.jenkins.plugins.pumphouse.openstack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom a cloud's TLS connections trust. */
final class Tls {
    private Tls() {}

    /**
     * The context of a cloud.
     *
     * @return null for the JVM's own
     * @throws CloudException.Unreachable when its {@code ca_cert} holds no certificate
     */
    static SSLContext context(CloudAccess cloud) {
        try {
            if (cloud.insecure()) {
                return of(new TrustManager[] {new TrustAnybody()});
            }
            return cloud.caCert() == null ? null : of(trusting(cloud.caCert()));
        } catch (GeneralSecurityException | IOException e) {
            throw new CloudException.Unreachable(cloud.name(), cloud.name() + ": ca_cert cannot be used (" + e.getMessage()
                    + "). It has to be PEM: -----BEGIN CERTIFICATE----- …");
        }
    }

    private static SSLContext of(TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust, null);
        return context;
    }

    private static TrustManager[] trusting(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
            store.setCertificateEntry("ca-" + ++number, certificate);
        }
        if (number == 0) {
            throw new IOException("there is no certificate in it");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** What {@code insecure: true} asks for. As an extended trust manager it is not asked about host names either. */
    private static final class TrustAnybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // never asked: we are the client
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // whoever it is
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // never asked: we are the client
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // whoever it is
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // never asked: we are the client
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // whoever it is
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
