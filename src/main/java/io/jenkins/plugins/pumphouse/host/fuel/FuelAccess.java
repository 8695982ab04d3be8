package io.jenkins.plugins.pumphouse.host.fuel;

import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach one Fuel master. As the configuration says it, the login may be only the id of credentials; the edge
 * resolves it. Travels from the controller to agents, so it holds plain values only.
 *
 * @param name what the operator calls the cloud that this Fuel manages; every message starts with it
 * @param url the address of the master's web interface, such as {@code http://10.20.0.2:8000} or
 *     {@code https://10.20.0.2:8443}; a path {@code /api} or {@code /api/v1} at its end is ignored
 * @param login a user name and password; null for a Fuel without authentication
 * @param tenant project of Fuel's own Keystone; null means {@code admin}
 * @param environment Fuel's environment of this cloud, by name or id; null if the hosts say it, or Fuel has only one
 * @param trust which certificates are believed; null means those of the JVM
 * @param timeout for a whole answer; null means 120 seconds
 */
public record FuelAccess(
        String name, String url, Login login, String tenant, String environment, Trust trust, Duration timeout)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String DEFAULT_TENANT = "admin";
    // PUT changes answers when the whole deployment is serialised, which takes a large environment more than a minute.
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(120);

    /** Fills in the defaults; refuses an access without name or address, or with a time-out that is not positive. */
    public FuelAccess {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException(name + ": timeout of Fuel must be positive");
        }
        tenant = tenant == null ? DEFAULT_TENANT : tenant;
        trust = trust == null ? Trust.JVM : trust;
        timeout = timeout == null ? DEFAULT_TIMEOUT : timeout;
    }

    /** The same with what its login and its certificate were found to be. */
    public FuelAccess resolved(Login found, String caCert) {
        return new FuelAccess(
                name,
                url,
                login == null ? null : login.found(found),
                tenant,
                environment,
                trust.found(caCert),
                timeout);
    }

    /** Whether the configuration itself holds its password. */
    public boolean hasLiteralSecret() {
        return login != null && !login.isStored();
    }

    /** Null for a Fuel without authentication. */
    public String username() {
        return login == null ? null : login.username();
    }

    /** Null for a Fuel without authentication. */
    public String password() {
        return login == null ? null : login.password();
    }

    /** The address without the path of the API. */
    String root() {
        return url.replaceFirst("/+$", "").replaceFirst("/api(/v1)?$", "").replaceFirst("/+$", "");
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "FuelAccess[" + name + ", " + url + ", "
                + (login == null ? "no authentication" : login + ", tenant " + tenant) + ", environment " + environment
                + ", trusts " + trust + "]";
    }
}
