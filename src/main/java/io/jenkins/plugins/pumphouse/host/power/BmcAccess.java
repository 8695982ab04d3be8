package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.login.UriHost;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * How to reach one BMC. As the configuration says it, the login may be only the id of credentials; the edge resolves
 * it.
 *
 * @param host the hypervisor's name, for messages
 * @param driver how to speak to it
 * @param address a name or an IP address
 * @param port 0 means the driver's usual one: 623 for IPMI, 443 for Redfish
 * @param login a user name and password; an empty name is the BMC's anonymous user
 * @param suite IPMI cipher suite: 17 (SHA-256), 3 (SHA-1), or 0: 17 if the BMC has it, else 3; Redfish does not use it
 * @param trust which certificates are believed; null for those of the JVM; for Redfish
 * @param timeout how long one question may stay unanswered: with IPMI its repetitions included, with ipmitool a whole
 *     call, with Redfish each of at most three tries
 * @param system which of several systems is meant; for Redfish
 */
public record BmcAccess(
        String host,
        Driver driver,
        String address,
        int port,
        Login login,
        int suite,
        Trust trust,
        Duration timeout,
        WantedSystem system)
        implements Serializable {

    /** @throws IllegalArgumentException when the cipher suite, the port or the timeout is not one */
    public BmcAccess {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(driver, "driver");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(system, "system");
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
        trust = trust == null ? Trust.JVM : trust;
    }

    /** One that manages a single system. */
    public BmcAccess(
            String host,
            Driver driver,
            String address,
            int port,
            Login login,
            int suite,
            Trust trust,
            Duration timeout) {
        this(host, driver, address, port, login, suite, trust, timeout, WantedSystem.ANY);
    }

    /** The same of the system that has this id or path; null for the one that the machine's own marks tell. */
    public BmcAccess ofSystem(String named) {
        return of(new WantedSystem(named, system.serial(), system.macs()));
    }

    /** The same with what is known of the machine, so that its system is found among several. */
    public BmcAccess ofMachine(String serial, Set<String> macs) {
        return of(new WantedSystem(system.named(), serial, macs));
    }

    private BmcAccess of(WantedSystem wanted) {
        return new BmcAccess(host, driver, address, port, login, suite, trust, timeout, wanted);
    }

    /** The same with what its login and its certificate were found to be. */
    public BmcAccess resolved(Login found, String caCert) {
        return new BmcAccess(
                host, driver, address, port, login.found(found), suite, trust.found(caCert), timeout, system);
    }

    /** Null while its credentials are not looked up. */
    public String username() {
        return login.username();
    }

    /** Null while its credentials are not looked up. */
    public String password() {
        return login.password();
    }

    /** Its address without the driver's usual port, for messages about the configuration. */
    public String shortAddress() {
        return address + (port == driver.usualPort() ? "" : ":" + port);
    }

    /**
     * Where it is as a URI, which the domain of credentials may be restricted to: {@code ipmi://10.1.0.12:623},
     * {@code https://10.1.0.12:443}.
     */
    public String uri() {
        return (driver == Driver.REDFISH ? "https" : "ipmi") + "://" + UriHost.of(address) + ":" + port;
    }

    /** Where the BMC is, for messages. */
    String where() {
        return address + ":" + port;
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "BmcAccess[" + host + ", " + driver + " at " + where() + " as " + login + ", suite " + suite + "]";
    }
}
