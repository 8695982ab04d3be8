package io.jenkins.plugins.pumphouse.host.power;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach one BMC.
 *
 * @param host the hypervisor's name, for messages
 * @param driver how to speak to it
 * @param address a name or an IP address
 * @param port 0 means the driver's usual one: 623 for IPMI, 443 for Redfish
 * @param username not null; an empty one is the BMC's anonymous user
 * @param password not null
 * @param suite IPMI cipher suite: 17 (SHA-256), 3 (SHA-1), or 0: 17 if the BMC has it, else 3; Redfish does not use it
 * @param caCert PEM certificates to trust instead of the JVM's; null for the JVM's; for Redfish
 * @param insecure trusts any certificate; for Redfish
 * @param timeout how long one question may stay unanswered: with IPMI its repetitions included, with ipmitool a whole
 *     call, with Redfish each of at most three tries
 */
public record BmcAccess(
        String host,
        Driver driver,
        String address,
        int port,
        String username,
        String password,
        int suite,
        String caCert,
        boolean insecure,
        Duration timeout)
        implements Serializable {

    /** @throws IllegalArgumentException when the cipher suite, the port or the timeout is not one */
    public BmcAccess {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(driver, "driver");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
        if (suite != 0 && suite != 3 && suite != 17) {
            throw new IllegalArgumentException(host + ": IPMI cipher suite " + suite
                    + " is not supported; use 17, 3, or 0 for the best one that the BMC has");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(
                    host + ": the BMC's port is " + port + "; it must be from 1 to 65535, or 0 for the usual one");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    host + ": the BMC's timeout is " + timeout + "; it must be longer than nothing");
        }
        if (port == 0) {
            port = driver.usualPort();
        }
    }

    /** Where the BMC is, for messages. */
    String where() {
        return address + ":" + port;
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "BmcAccess[" + host + ", " + driver + " at " + where() + " as " + username + ", suite " + suite + "]";
    }
}
