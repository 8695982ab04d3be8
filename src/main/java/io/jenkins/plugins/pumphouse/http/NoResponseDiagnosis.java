package io.jenkins.plugins.pumphouse.http;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Says why no response came from a service, and what to do about it. */
public final class NoResponseDiagnosis {
    private static final String RUNNER = "the agent or controller that runs this step";

    private NoResponseDiagnosis() {}

    /**
     * The exception for a call without a response.
     *
     * @param cause what the JDK's client threw
     * @param answeredBefore whether something at this address has answered before, so that the address itself is right
     */
    static NoResponseException of(HttpCall call, HttpAccess access, Throwable cause, boolean answeredBefore) {
        String source = call.addressSource() == null ? access.addressSource() : call.addressSource();
        String message = "no answer to " + call + ": " + reason(cause, call.uri(), access, source)
                + (answeredBefore ? "" : tlsHint(cause, call.uri(), source));
        return new NoResponseException(
                message,
                call.reads(),
                mayHaveBeenSent(cause),
                has(cause, HttpTimeoutException.class),
                has(cause, SSLHandshakeException.class) || speaksNoTls(cause));
    }

    /** Whether the service may have acted on the request although no answer came. */
    private static boolean mayHaveBeenSent(Throwable cause) {
        return !(has(cause, ConnectException.class)
                || has(cause, HttpConnectTimeoutException.class)
                || has(cause, UnresolvedAddressException.class)
                || has(cause, UnknownHostException.class)
                || has(cause, SSLHandshakeException.class)
                || speaksNoTls(cause));
    }

    private static String reason(Throwable cause, URI uri, HttpAccess access, String source) {
        String text = said(cause);
        String host = uri.getHost();
        if (has(cause, UnresolvedAddressException.class) || has(cause, UnknownHostException.class)) {
            return "the host name \"" + host + "\" is unknown. Check it (" + source + ") and the DNS of " + RUNNER
                    + ".";
        }
        if (has(cause, CertificateExpiredException.class)) {
            return "its certificate has expired" + bracketed(text) + ". Renew it, or set insecure: true for this "
                    + access.kind() + ".";
        }
        if (has(cause, CertPathBuilderException.class) || has(cause, CertPathValidatorException.class)) {
            return access.caCert() == null
                    ? "its certificate comes from an authority that Java does not know. Give that authority's"
                            + " certificate as ca_cert (PEM)."
                    : "its certificate does not come from the authority in ca_cert. Give the right one.";
        }
        if (text.startsWith("No subject alternative") || text.startsWith("No name matching")) {
            return "its certificate is for another name than \"" + host + "\" (" + text
                    + "). Use the name in the certificate (" + source + ").";
        }
        if (speaksNoTls(cause)) {
            return "it does not speak TLS. Write http:// instead of https:// (" + source + ").";
        }
        if (has(cause, HttpConnectTimeoutException.class)) {
            return "https".equals(uri.getScheme())
                    ? "there was no TLS connection in time. Check that " + authority(uri) + " can be reached from "
                            + RUNNER + " and speaks TLS (" + source + ")."
                    : "the connection was not accepted in time. Check that " + authority(uri) + " can be reached from "
                            + RUNNER + " (" + source + ").";
        }
        if (has(cause, HttpTimeoutException.class)) {
            return text.contains("stalled") || text.contains("last byte")
                    ? text + "."
                    : "no data arrived within " + inWords(access.timeout()) + ". Raise timeout for this "
                            + access.kind() + " if the service is only slow.";
        }
        if (has(cause, ConnectException.class)) {
            return "nothing accepts connections at " + authority(uri) + bracketed(text) + ". Check host and port ("
                    + source + "), proxy and firewall.";
        }
        if (has(cause, SSLException.class)) {
            return "TLS failed" + bracketed(text) + ".";
        }
        return "the connection ended" + bracketed(text) + ".";
    }

    /**
     * A server that expects TLS closes a connection without it, or answers in bytes that are not HTTP; empty for any
     * other failure.
     */
    private static String tlsHint(Throwable cause, URI uri, String source) {
        return answeredGibberish(said(cause)) && "http".equals(uri.getScheme())
                ? " If the service expects TLS, write https:// (" + source + ")."
                : "";
    }

    private static boolean speaksNoTls(Throwable cause) {
        String text = said(cause).toLowerCase(Locale.ROOT);
        return has(cause, SSLException.class)
                && (text.contains("unrecognized ssl message") || text.contains("plaintext connection"));
    }

    private static boolean answeredGibberish(String text) {
        return text.contains("received no bytes")
                || text.contains("Connection reset")
                || text.contains("Invalid status line")
                || text.contains("failed to respond")
                || text.contains("EOF reached");
    }

    private static String authority(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getHost() + ":" + port;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    /** What the deepest cause says that says anything; empty when none does, as a refused connection of the JDK. */
    private static String said(Throwable failure) {
        String said = "";
        for (Throwable each = failure; each != null; each = each.getCause()) {
            boolean repeatsItsCause = String.valueOf(each.getCause()).equals(each.getMessage());
            said = each.getMessage() == null || repeatsItsCause ? said : each.getMessage();
        }
        return said;
    }

    private static String bracketed(String said) {
        return said.isEmpty() ? "" : " (" + said + ")";
    }

    /** Such as {@code 60 s} or {@code 300 ms}. */
    public static String inWords(Duration length) {
        return length.toMillis() % 1000 == 0 ? length.toSeconds() + " s" : length.toMillis() + " ms";
    }
}
