package io.jenkins.plugins.pumphouse.login;

import java.io.Serializable;
import java.util.Optional;

/**
 * Which certificates of a service are believed.
 *
 * @param caCert the authority's certificate in PEM, or until the edge resolves it the path of a file with it; null
 *     means the authorities of the JVM
 * @param insecure any certificate for any host name
 */
public record Trust(String caCert, boolean insecure) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String BEGIN = "-----BEGIN ";

    /** The authorities of the JVM. */
    public static final Trust JVM = new Trust(null, false);

    /** Whether a text claims to be PEM, in contrast to a path. */
    public static boolean isPem(String text) {
        return text.contains(BEGIN);
    }

    /** The path, relative to the configuration, of the file that holds the certificate; none if there is no file. */
    public Optional<String> caCertPath() {
        return Optional.ofNullable(caCert).filter(text -> !isPem(text));
    }

    /** The same with the text of the certificate. */
    public Trust found(String pem) {
        return new Trust(pem, insecure);
    }

    @Override
    public String toString() {
        return insecure ? "insecure" : caCertPath().orElse(caCert == null ? "JVM" : "PEM");
    }
}
