package io.jenkins.plugins.pumphouse.config.login;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.login.Trust;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** Recognises certificates of authorities in PEM, so that a wrong file is told apart before a handshake fails on it. */
public final class Certificates {
    private Certificates() {}

    /** Whether a text holds at least one X.509 certificate in PEM, and nothing broken. */
    public static boolean areReadable(String pem) {
        if (!Trust.isPem(pem)) {
            return false;
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return !factory.generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                    .isEmpty();
        } catch (CertificateException e) {
            return false;
        }
    }

    /**
     * Refuses a text that is meant to be a certificate and is none.
     *
     * @param key which key of what: {@code "ca_cert" of cloud "x"}
     * @param path the file that the text is from; none if it stands in the configuration
     * @param pem null is fine: there is no certificate
     * @throws ConfigurationException if there is a text without any readable certificate
     */
    public static void requireReadable(String key, Optional<String> path, String pem) {
        if (pem != null && !areReadable(pem)) {
            throw new ConfigurationException(key + ": " + path.orElse("the text")
                    + " holds no readable certificate in PEM (lines from -----BEGIN CERTIFICATE----- to"
                    + " -----END CERTIFICATE-----). Write the path of a PEM file, or its text.");
        }
    }
}
