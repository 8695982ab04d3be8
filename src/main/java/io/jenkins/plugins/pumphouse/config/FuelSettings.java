package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.login.Certificates;
import io.jenkins.plugins.pumphouse.config.login.Login;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import java.util.Objects;
import java.util.Optional;

/**
 * The Fuel that deploys a cloud's hypervisors, checked. One without any login needs none.
 *
 * @param url the master's address
 * @param username null unless written in the file
 * @param password null unless written in the file
 * @param credentials id of credentials that hold user name and password; null if the file holds them itself, or there
 *     is no login
 * @param tenant project of Fuel's own Keystone
 * @param environment Fuel's environment of this cloud, by name or id; null if the hosts say it, or Fuel has only one
 * @param caCert PEM text, or the path of a file with it (see {@link #caCertPath()}); null = the JVM's trust store
 * @param insecure whether any certificate is accepted
 */
public record FuelSettings(
        String url,
        String username,
        String password,
        String credentials,
        String tenant,
        String environment,
        String caCert,
        boolean insecure) {

    public FuelSettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(tenant, "tenant");
    }

    /**
     * What the file itself says to log in with; none if it names {@link #credentials()}, or if this Fuel needs no
     * login.
     */
    public Optional<Login> login() {
        return password == null ? Optional.empty() : Optional.of(Login.withPassword(username, password));
    }

    /**
     * The path, relative to the configuration, of the file that holds the CA's certificate; none if it is inline or not
     * given.
     */
    public Optional<String> caCertPath() {
        return Optional.ofNullable(caCert).filter(text -> !Certificates.isPem(text));
    }

    /**
     * All that a connection needs, with the secrets in it.
     *
     * @param cloud what messages call the cloud that this Fuel deploys
     * @param login {@link #login()}, or what {@link #credentials()} stand for; null for a Fuel without authentication
     * @param caCertText PEM text, null for the JVM's trust: {@link #caCert()}, or what stands in the file at
     *     {@link #caCertPath()}
     * @throws ConfigurationException if the login is a token, or the text holds no readable certificate
     */
    public FuelAccess access(String cloud, Login login, String caCertText) {
        if (login != null && login.password() == null) {
            throw new ConfigurationException("\"fuel_credentials\" of cloud \"" + cloud + "\" (\"" + credentials
                    + "\") are a secret text; Fuel needs a user name and a password.");
        }
        Certificates.requireReadable("\"fuel_ca_cert\" of cloud \"" + cloud + "\"", caCertPath(), caCertText);
        return new FuelAccess(
                cloud,
                url,
                login == null ? null : login.username(),
                login == null ? null : login.password(),
                tenant,
                caCertText,
                insecure,
                null);
    }

    /** All but the password. */
    @Override
    public String toString() {
        return "FuelSettings[" + url
                + (credentials != null
                        ? ", credentials " + credentials
                        : username != null ? ", user " + username : ", no login")
                + ", tenant " + tenant + ", environment " + environment + "]";
    }
}
