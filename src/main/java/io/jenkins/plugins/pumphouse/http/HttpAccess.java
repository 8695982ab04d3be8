package io.jenkins.plugins.pumphouse.http;

import java.time.Duration;
import java.util.Objects;

/**
 * Whom an {@link HttpConnection} trusts, how long it waits, and what it calls the service in its messages.
 *
 * @param name what the operator calls the service; part of the threads' names
 * @param kind what the configuration calls such a service, for advice: {@code cloud}, {@code host}
 * @param addressSource where the address was written, for advice: {@code url of fuel in pumphouse.yaml}
 * @param caCert certificates in PEM to trust instead of those of the JVM; null means those of the JVM
 * @param insecure accept any certificate for any host name
 * @param timeout for an answer to begin, and for the longest pause within one; a {@link JsonHttp} takes it for the
 *     whole
 */
public record HttpAccess(
        String name, String kind, String addressSource, String caCert, boolean insecure, Duration timeout) {

    /** Refuses an access without a name, or with a time-out that is not positive. */
    public HttpAccess {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(addressSource, "addressSource");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(name + ": timeout must be positive");
        }
    }
}
