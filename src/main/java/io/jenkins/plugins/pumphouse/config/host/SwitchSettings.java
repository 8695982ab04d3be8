package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import io.jenkins.plugins.pumphouse.login.Login;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A switch that hosts are plugged into, checked: what logs in to it stands in the file, or in the credentials that it
 * names.
 *
 * @param name what hosts call it by
 * @param address a name or an IP address
 * @param port UDP port of its SNMP agent; 0 = the usual one
 * @param version which SNMP it is spoken to in
 * @param credentials id of credentials: a secret text with the community (v2c), or a user name and password (v3); null
 *     if the file holds them itself
 * @param community v2c: null unless written in the file
 * @param username v3: null unless written in the file
 * @param password v3, signs messages: null unless written in the file
 * @param authentication v3: how messages are signed; null with v2c
 * @param privacy v3: how messages are encrypted; null with v2c
 * @param privacyCredentials v3: id of a secret text with the password that encrypts; null if the file holds it itself,
 *     or it is the one that signs
 * @param privacyPassword v3: null unless written in the file
 * @param timeout how long one question may stay unanswered
 * @param file where it is described
 * @param position where in that file
 */
public record SwitchSettings(
        String name,
        String address,
        int port,
        SwitchAccess.Version version,
        String credentials,
        String community,
        String username,
        String password,
        SwitchAccess.AuthProtocol authentication,
        SwitchAccess.PrivProtocol privacy,
        String privacyCredentials,
        String privacyPassword,
        Duration timeout,
        String file,
        Position position) {

    public SwitchSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(timeout, "timeout");
    }

    /** Where it is as a URI, which the domain of credentials may be restricted to: {@code snmp://10.1.0.2:161}. */
    public String uri() {
        return "snmp://" + HostScalars.inUri(address) + ":" + (port == 0 ? SwitchAccess.SNMP_PORT : port);
    }

    /**
     * What the file itself says to log in with, a community being a token; none if it names {@link #credentials()} that
     * the caller has to look up.
     */
    public Optional<Login> login() {
        if (credentials != null) {
            return Optional.empty();
        }
        return Optional.of(
                version == SwitchAccess.Version.V2C
                        ? Login.withToken(community)
                        : Login.withPassword(username, password));
    }

    /** Whether the file holds the community or a password of this switch. */
    public boolean hasLiteralSecret() {
        return community != null || password != null || privacyPassword != null;
    }

    /**
     * All that the driver needs, with the secrets in it.
     *
     * @param login {@link #login()}, or what {@link #credentials()} stand for
     * @param privacySecret what {@link #privacyCredentials()} stand for; null if the switch names none
     * @throws ConfigurationException if the login is of the wrong kind, or a password too short for SNMP v3
     */
    public SwitchAccess access(Login login, String privacySecret) {
        if (version == SwitchAccess.Version.V2C) {
            if (login.token() == null) {
                throw new ConfigurationException("Credentials \"" + credentials + "\" of switch \"" + name
                        + "\" are a user name and password; SNMP v2c needs a secret text with the community.");
            }
            return SwitchAccess.v2c(name, address, port, login.token(), timeout);
        }
        if (login.password() == null) {
            throw new ConfigurationException("Credentials \"" + credentials + "\" of switch \"" + name
                    + "\" are a secret text; SNMP v3 needs a user name and password.");
        }
        String encrypting = privacyPassword != null ? privacyPassword : privacySecret;
        try {
            return new SwitchAccess(
                    name,
                    address,
                    port,
                    version,
                    null,
                    login.username(),
                    authentication,
                    login.password(),
                    privacy,
                    privacy == SwitchAccess.PrivProtocol.NONE
                            ? null
                            : encrypting != null ? encrypting : login.password(),
                    timeout);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("Switch " + e.getMessage() + ".");
        }
    }

    /** All but community and passwords. */
    @Override
    public String toString() {
        return "SwitchSettings[" + name + " at " + address + (port == 0 ? "" : ":" + port) + ", " + version
                + (credentials == null ? "" : ", credentials " + credentials)
                + (username == null ? "" : ", user " + username)
                + "]";
    }
}
