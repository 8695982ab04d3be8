package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.login.Certificates;
import io.jenkins.plugins.pumphouse.config.login.Login;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.power.Driver;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A host's management controller, checked: it has {@code credentials}, or {@code username} and {@code password}.
 *
 * @param driver how to speak to it
 * @param address a name or an IP address
 * @param port 0 = the driver's usual one
 * @param username null unless written in the file
 * @param password null unless written in the file
 * @param credentials id of credentials that hold user name and password; null if the file holds them itself
 * @param suite IPMI cipher suite 3 or 17; 0 = the best that the BMC has
 * @param caCert Redfish: PEM text, or the path of a file with it (see {@link #caCertPath()}); null = the JVM's trust
 *     store
 * @param insecure Redfish: whether any certificate is accepted
 * @param timeout how long one question may stay unanswered
 */
public record BmcSettings(
        Driver driver,
        String address,
        int port,
        String username,
        String password,
        String credentials,
        int suite,
        String caCert,
        boolean insecure,
        Duration timeout) {

    public BmcSettings {
        Objects.requireNonNull(driver, "driver");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(timeout, "timeout");
    }

    /** Its address as it is written, for messages. */
    public String where() {
        return address + (port == 0 ? "" : ":" + port);
    }

    /**
     * Where it is as a URI, which the domain of credentials may be restricted to: {@code ipmi://10.1.0.12:623},
     * {@code https://10.1.0.12:443}.
     */
    public String uri() {
        return (driver == Driver.REDFISH ? "https" : "ipmi") + "://" + HostScalars.inUri(address) + ":"
                + (port == 0 ? driver.usualPort() : port);
    }

    /**
     * What the file itself says to log in with; none if it names {@link #credentials()} that the caller has to look up.
     */
    public Optional<Login> login() {
        return credentials != null ? Optional.empty() : Optional.of(Login.withPassword(username, password));
    }

    /**
     * The path, relative to the configuration, of the file that holds the CA's certificate; none if it is inline or not
     * given.
     */
    public Optional<String> caCertPath() {
        return Optional.ofNullable(caCert).filter(text -> !Certificates.isPem(text));
    }

    /**
     * All that a driver needs, with the secrets in it.
     *
     * @param host the hypervisor's name, for messages
     * @param login {@link #login()}, or what {@link #credentials()} stand for
     * @param caCertText PEM text, null for the JVM's trust: {@link #caCert()}, or what stands in the file at
     *     {@link #caCertPath()}
     * @throws ConfigurationException if the login is a token, which no BMC takes, or the text holds no readable
     *     certificate
     */
    public BmcAccess access(String host, Login login, String caCertText) {
        if (login.password() == null) {
            throw new ConfigurationException("Credentials \"" + credentials + "\" of the BMC of host \"" + host
                    + "\" are a secret text; a BMC needs a user name and a password.");
        }
        Certificates.requireReadable("\"ca_cert\" of the BMC of host \"" + host + "\"", caCertPath(), caCertText);
        return new BmcAccess(
                host, driver, address, port, login.username(), login.password(), suite, caCertText, insecure, timeout);
    }

    /** All but the password. */
    @Override
    public String toString() {
        return "BmcSettings[" + driver + " at " + address + (port == 0 ? "" : ":" + port)
                + (credentials == null ? ", user " + username : ", credentials " + credentials) + "]";
    }
}
