package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.login.Certificates;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;

/**
 * Puts what was found for a login and a certificate into the records that refer to them, if it fits. Each method throws
 * a {@link ConfigurationException} if the login is of the wrong kind, or the text holds no readable certificate.
 */
public final class ResolvedAccess {
    private ResolvedAccess() {}

    /**
     * @param login the cloud's own, or what its credentials hold; the secret of the application credential if there is
     *     one
     * @param caCert PEM text; null for the JVM's trust
     */
    public static CloudAccess of(CloudAccess cloud, Login login, String caCert) {
        readable(trustKey(cloud), cloud.trust(), caCert);
        boolean secret = cloud.applicationCredential() != null;
        return cloud.resolved(secret ? Login.withToken(login.secret().text()) : login, caCert);
    }

    /** @param login what the owner's credentials hold */
    public static OwnerLogin of(CloudAccess cloud, OwnerLogin owner, Login login) {
        if (owner.applicationCredential() != null) {
            return owner.found(Login.withToken(login.secret().text()));
        }
        String entry = "Credentials \"" + owner.login().credentials() + "\" of \"" + owner.user()
                + "\" in \"owners\" of cloud \"" + cloud.name() + "\" are ";
        if (login.password() == null) {
            throw new ConfigurationException(entry + "a secret text; without \"application_credential_id\" they must be"
                    + " the user's name and password.");
        }
        return owner.found(login);
    }

    /** @param login null for a Fuel without authentication */
    public static FuelAccess of(FuelAccess fuel, Login login, String caCert) {
        if (login != null && login.password() == null) {
            throw new ConfigurationException("\"fuel_credentials\" of cloud \"" + fuel.name() + "\" (\""
                    + fuel.login().credentials() + "\") are a secret text; Fuel needs a user name and a password.");
        }
        readable(trustKey(fuel), fuel.trust(), caCert);
        return fuel.resolved(login, caCert);
    }

    /** @param login the BMC's own, or what its credentials hold */
    public static BmcAccess of(BmcAccess bmc, Login login, String caCert) {
        if (login.password() == null) {
            throw new ConfigurationException("Credentials \"" + bmc.login().credentials() + "\" of the BMC of host \""
                    + bmc.host() + "\" are a secret text; a BMC needs a user name and a password.");
        }
        readable(trustKey(bmc), bmc.trust(), caCert);
        return bmc.resolved(login, caCert);
    }

    /**
     * @param login the switch's own, or what its credentials hold
     * @param privacy what the credentials of its encryption hold; null where it has none
     */
    public static SwitchAccess of(SwitchAccess tor, Login login, Login privacy) {
        boolean v2c = tor.version() == SwitchAccess.Version.V2C;
        if (v2c && login.token() == null) {
            throw new ConfigurationException("Credentials \"" + tor.login().credentials() + "\" of switch \""
                    + tor.name() + "\" are a user name and password; SNMP v2c needs a secret text with the community.");
        }
        if (!v2c && login.password() == null) {
            throw new ConfigurationException("Credentials \"" + tor.login().credentials() + "\" of switch \""
                    + tor.name() + "\" are a secret text; SNMP v3 needs a user name and password.");
        }
        try {
            return tor.resolved(
                    login,
                    privacy == null ? null : Login.withToken(privacy.secret().text()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("Switch " + e.getMessage() + ".");
        }
    }

    /** How messages call the key of a cloud's certificate. */
    public static String trustKey(CloudAccess cloud) {
        return "\"ca_cert\" of cloud \"" + cloud.name() + "\"";
    }

    /** How messages call the key of a Fuel's certificate. */
    public static String trustKey(FuelAccess fuel) {
        return "\"fuel_ca_cert\" of cloud \"" + fuel.name() + "\"";
    }

    /** How messages call the key of a BMC's certificate. */
    public static String trustKey(BmcAccess bmc) {
        return "\"ca_cert\" of the BMC of host \"" + bmc.host() + "\"";
    }

    private static void readable(String key, Trust trust, String caCert) {
        Certificates.requireReadable(key, trust.caCertPath(), caCert);
    }
}
