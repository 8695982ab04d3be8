package io.jenkins.plugins.pumphouse.host.fuel;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach one Fuel master, with the secrets resolved. Travels from the controller to agents, so it holds plain
 * values only.
 *
 * @param name what the operator calls the cloud that this Fuel manages; every message starts with it
 * @param url the address of the master's web interface, such as {@code http://10.20.0.2:8000} or
 *     {@code https://10.20.0.2:8443}; a path {@code /api} or {@code /api/v1} at its end is ignored
 * @param username null for a Fuel without authentication
 * @param password null with {@code username}
 * @param tenant project of Fuel's own Keystone; null means {@code admin}
 * @param caCert certificates in PEM to trust instead of those of the JVM; null means those of the JVM
 * @param insecure accept any certificate for any host name
 * @param timeout for a whole answer; null means 120 seconds
 */
public record FuelAccess(
        String name,
        String url,
        String username,
        String password,
        String tenant,
        String caCert,
        boolean insecure,
        Duration timeout)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String DEFAULT_TENANT = "admin";
    // PUT changes answers when the whole deployment is serialised, which takes a large environment more than a minute.
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(120);

    /**
     * Fills in the defaults; refuses an access without name or address, with half a login, or with a time-out that is
     * not positive.
     */
    public FuelAccess {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
        if ((username == null) != (password == null)) {
            throw new IllegalArgumentException(
                    name + ": Fuel needs both username and password, or neither where it has no authentication");
        }
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException(name + ": timeout of Fuel must be positive");
        }
        tenant = tenant == null ? DEFAULT_TENANT : tenant;
        timeout = timeout == null ? DEFAULT_TIMEOUT : timeout;
    }

    /** The address without the path of the API. */
    String root() {
        return url.replaceFirst("/+$", "").replaceFirst("/api(/v1)?$", "").replaceFirst("/+$", "");
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "FuelAccess[" + name + ", " + url
                + (username == null ? ", no authentication" : ", user " + username + ", tenant " + tenant)
                + (insecure ? ", insecure" : "") + "]";
    }
}
