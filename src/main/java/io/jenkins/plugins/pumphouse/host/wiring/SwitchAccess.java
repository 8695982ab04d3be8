package io.jenkins.plugins.pumphouse.host.wiring;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach one switch, with the secrets resolved. Travels from the controller to agents, so it holds plain values
 * only.
 *
 * @param name what the operator calls the switch; every message starts with it
 * @param address a name or an IP address
 * @param port UDP port of its SNMP agent; 0 means the usual one, 161
 * @param version which SNMP it is spoken to in
 * @param community SNMP v2c: the community that may write; null with v3
 * @param user SNMP v3: the user; null with v2c
 * @param authentication SNMP v3: how messages are signed; null with v2c
 * @param authPassword SNMP v3, at least eight characters; null with v2c
 * @param privacy SNMP v3: how messages are encrypted; null with v2c
 * @param privPassword SNMP v3, at least eight characters; null with v2c and without encryption
 * @param timeout how long one question may stay unanswered, its repetitions included
 */
public record SwitchAccess(
        String name,
        String address,
        int port,
        Version version,
        String community,
        String user,
        AuthProtocol authentication,
        String authPassword,
        PrivProtocol privacy,
        String privPassword,
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

    /** How SNMP v3 signs messages. */
    public enum AuthProtocol {
        /** HMAC-SHA-96, RFC 3414: every switch with v3 has it. */
        SHA,
        /** HMAC-192-SHA-256, RFC 7860. */
        SHA256
    }

    /** How SNMP v3 encrypts messages. */
    public enum PrivProtocol {
        /** Signed, but readable. */
        NONE,
        /** AES-128-CFB, RFC 3826. */
        AES128
    }

    /** @throws IllegalArgumentException when the port, the timeout or the length of a password is not one */
    public SwitchAccess {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(version, "version");
        if (version == Version.V2C) {
            Objects.requireNonNull(community, "community");
        } else {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(authentication, "authentication");
            Objects.requireNonNull(privacy, "privacy");
            requireLength(name, "authentication", Objects.requireNonNull(authPassword, "authPassword"));
            if (privacy != PrivProtocol.NONE) {
                requireLength(name, "privacy", Objects.requireNonNull(privPassword, "privPassword"));
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
        return new SwitchAccess(name, address, port, Version.V2C, community, null, null, null, null, null, timeout);
    }

    private static void requireLength(String name, String which, String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw new IllegalArgumentException(name + ": the " + which + " password of SNMP v3 must have at least "
                    + SHORTEST_PASSWORD + " characters (RFC 3414)");
        }
    }

    /** Where the switch is, for messages. */
    String where() {
        return address + ":" + port;
    }

    /** Everything but community and passwords. */
    @Override
    public String toString() {
        return "SwitchAccess[" + name + " at " + where() + ", " + version
                + (version == Version.V3 ? " as " + user + ", " + authentication + ", " + privacy : "") + "]";
    }
}
