package io.jenkins.plugins.pumphouse.host.wiring;

import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.UriHost;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach one switch. As the configuration says it, its logins may be only the ids of credentials; the edge
 * resolves them. Travels from the controller to agents, so it holds plain values only.
 *
 * @param name what the operator calls the switch; every message starts with it
 * @param address a name or an IP address
 * @param port UDP port of its SNMP agent; 0 means the usual one, 161
 * @param version which SNMP it is spoken to in
 * @param login SNMP v2c: the community that may write, as a token; SNMP v3: the user and the password that signs, at
 *     least eight characters
 * @param authentication SNMP v3: how messages are signed; null with v2c
 * @param encryption SNMP v3: how messages are encrypted; null with v2c
 * @param timeout how long one question may stay unanswered, its repetitions included
 */
public record SwitchAccess(
        String name,
        String address,
        int port,
        Version version,
        Login login,
        AuthProtocol authentication,
        Encryption encryption,
        Duration timeout)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    /** Where an agent listens unless somebody chose otherwise: RFC 3417, 3.2. */
    public static final int SNMP_PORT = 161;

    /** RFC 3414, 11.2: shorter passwords must not become keys. */
    public static final int SHORTEST_PASSWORD = 8;

    /** The dialects in which a port's VLAN can be set with a secret at all. */
    public enum Version {
        /** A community is the only secret, and travels readable. */
        V2C,
        /** A user with passwords that never travel. */
        V3
    }

    /**
     * How messages are encrypted.
     *
     * @param login the password that encrypts, at least eight characters, as a token; null for the one that signs
     */
    public record Encryption(PrivProtocol protocol, Login login) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** @throws IllegalArgumentException when the port, the timeout or the length of a password is not one */
    public SwitchAccess {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(login, "login");
        if (version == Version.V3) {
            Objects.requireNonNull(authentication, "authentication");
            Objects.requireNonNull(encryption, "encryption");
            requireLength(name, "authentication", login);
            if (encryption.protocol() != PrivProtocol.NONE && encryption.login() != null) {
                requireLength(name, "privacy", encryption.login());
            }
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    name + ": the switch's port is " + port + "; it must be from 1 to 65535, or 0 for the usual one");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    name + ": the switch's timeout is " + timeout + "; it must be longer than nothing");
        }
        port = port == 0 ? SNMP_PORT : port;
    }

    /** By SNMP v2c. */
    public static SwitchAccess v2c(String name, String address, int port, String community, Duration timeout) {
        return new SwitchAccess(name, address, port, Version.V2C, Login.withToken(community), null, null, timeout);
    }

    /**
     * The same with what its logins were found to be.
     *
     * @param privacy the password that encrypts, as a token; null where it has no credentials of its own
     */
    public SwitchAccess resolved(Login found, Login privacy) {
        return new SwitchAccess(
                name,
                address,
                port,
                version,
                login.found(found),
                authentication,
                privacy == null
                        ? encryption
                        : new Encryption(
                                encryption.protocol(), encryption.login().found(privacy)),
                timeout);
    }

    /** Whether the configuration itself holds its community or a password. */
    public boolean hasLiteralSecret() {
        return !login.isStored()
                || encryption != null
                        && encryption.login() != null
                        && !encryption.login().isStored();
    }

    /** The community; null with v3, and while its credentials are not looked up. */
    public String community() {
        return login.token();
    }

    /** The user; null with v2c, and while its credentials are not looked up. */
    public String user() {
        return login.username();
    }

    /** The password that signs; null with v2c, and while its credentials are not looked up. */
    public String authPassword() {
        return login.password();
    }

    /** Null with v2c. */
    public PrivProtocol privacy() {
        return encryption == null ? null : encryption.protocol();
    }

    /** The password that encrypts; null with v2c and without encryption. */
    public String privPassword() {
        if (encryption == null || encryption.protocol() == PrivProtocol.NONE) {
            return null;
        }
        return encryption.login() == null ? authPassword() : encryption.login().token();
    }

    private static void requireLength(String name, String which, Login login) {
        if (!login.isStored() && login.secret().text().length() < SHORTEST_PASSWORD) {
            throw new IllegalArgumentException(name + ": the " + which + " password of SNMP v3 must have at least "
                    + SHORTEST_PASSWORD + " characters (RFC 3414)");
        }
    }

    /** Where it is as a URI, which the domain of credentials may be restricted to: {@code snmp://10.1.0.2:161}. */
    public String uri() {
        return "snmp://" + UriHost.of(address) + ":" + port;
    }

    /** Where the switch is, for messages. */
    String where() {
        return address + ":" + port;
    }

    /** Everything but community and passwords. */
    @Override
    public String toString() {
        return "SwitchAccess[" + name + " at " + where() + ", " + version
                + (version == Version.V3 ? " as " + login + ", " + authentication + ", " + privacy() : "") + "]";
    }
}
