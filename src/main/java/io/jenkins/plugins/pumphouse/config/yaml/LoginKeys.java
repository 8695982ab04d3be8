package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys with which a configuration says who logs in where, and which of them go together. */
final class LoginKeys {
    private static final Set<String> ACCOUNT = Set.of(
            "credentials",
            "username",
            "password",
            "token",
            "application_credential_id",
            "application_credential_name",
            "application_credential_secret",
            "trust_id",
            "community");

    private static final Set<String> FUEL = Set.of("fuel_credentials", "fuel_username", "fuel_password");

    private static final Set<String> PRIVACY = Set.of("privacy_credentials", "privacy_password");

    /**
     * Ways to say the same, of which one may be given: one of them above takes the place of all of them below. A user
     * with another password is another login, and no certificate belongs to who accepts any.
     */
    private static final List<Set<String>> WAYS =
            List.of(ACCOUNT, FUEL, PRIVACY, Set.of("ca_cert", "insecure"), Set.of("fuel_ca_cert", "fuel_insecure"));

    /** An application credential knows its project and domains, and is refused together with them. */
    private static final Set<String> APPLICATION = Set.of("application_credential_id", "application_credential_name");

    private static final Set<String> OF_ACCOUNTS = Set.of("tenant", "user_domain", "project_domain");

    /** Where a password or a token goes: of Keystone, of the services, of a BMC or switch, of a database. */
    private static final Set<String> ADDRESSES = Set.of("auth_url", "endpoints", "address", "connection");

    private static final Set<String> SECRETS = Set.of(
            "password", "token", "application_credential_secret", "fuel_password", "community", "privacy_password");

    private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile("://[^/@:]*:[^/@]*@");

    private LoginKeys() {}

    /**
     * Removes from the keys of a map what belongs to another login than the one that is laid over it. A login belongs
     * to its address: who names another address gives the login for it, too, so that no password goes to a host for
     * which it was not meant.
     *
     * @param above keys of the map that is laid over
     * @param below keys of the map below; changed
     */
    static void clear(Collection<String> above, Collection<String> below) {
        WAYS.stream().filter(ways -> above.stream().anyMatch(ways::contains)).forEach(below::removeAll);
        if (above.stream().anyMatch(APPLICATION::contains)) {
            below.removeAll(OF_ACCOUNTS);
        }
        if (above.stream().anyMatch(ADDRESSES::contains)) {
            below.removeAll(ACCOUNT);
            below.removeAll(PRIVACY);
            below.remove("owners");
        }
        if (above.contains("fuel_url")) {
            below.removeAll(FUEL);
        }
    }

    /** Whether a key says who logs in, or with what. */
    static boolean isOfAccount(String key) {
        return ACCOUNT.contains(key);
    }

    /** Whether a key with this value holds a password or a token. */
    static boolean isSecret(String key, String value) {
        return SECRETS.contains(key)
                || key.equals("connection")
                        && PASSWORD_IN_ADDRESS.matcher(value).find();
    }
}
