package io.jenkins.plugins.pumphouse.host.power.ipmi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Who logs in. A user name has at most 16 bytes and a password 20 (22.28, 22.30); the key is padded with zeros (13.31).
 */
record IpmiLogin(byte[] name, byte[] key, int role) {
    static final int ADMINISTRATOR = 4; // table 22-25
    static final int OPERATOR = 3;

    private static final int LONGEST_NAME = 16;
    private static final int KEY_LENGTH = 20;
    private static final int NAME_ONLY_LOOKUP = 0x10; // find the user by the name, not by name and privilege (13.20)

    static IpmiLogin of(String username, String password, int privilege) throws IpmiException {
        byte[] name = username.getBytes(StandardCharsets.UTF_8);
        byte[] secret = password.getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_NAME) {
            throw new IpmiException(IpmiException.Reason.WRONG_USER, "IPMI has no user names longer than 16 bytes");
        }
        if (secret.length > KEY_LENGTH) {
            throw new IpmiException(IpmiException.Reason.WRONG_PASSWORD, "IPMI has no passwords longer than 20 bytes");
        }
        return new IpmiLogin(name, Arrays.copyOf(secret, KEY_LENGTH), NAME_ONLY_LOOKUP | privilege);
    }

    int privilege() {
        return role & 0x0F;
    }

    /** Role, length and name, as they enter every code of the handshake. */
    byte[] proof() {
        return new Bytes().add(role, name.length).add(name).toArray();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Login[" + new String(name, StandardCharsets.UTF_8) + "]";
    }
}
