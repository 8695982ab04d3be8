package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.login.DatabaseForm;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.SectionForm;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import io.jenkins.plugins.pumphouse.login.Login;
import java.util.List;
import java.util.Optional;

/** The key {@code identity} of a cloud: Keystone's database, for the passwords of users. */
final class IdentityReader {
    private static final ConfigKey<DatabaseForm.Address> CONNECTION =
            ConfigKey.of("connection", DatabaseForm.FORM).mustBeGiven().commonMisnames("url", "jdbc", "database", "db");
    private static final ConfigKey<String> CREDENTIALS =
            ConfigKey.of("credentials", Scalars.TEXT).commonMisnames("credentialsId", "credentials_id");

    static final ConfigKey<Values> IDENTITY = ConfigKey.of(
                    "identity",
                    new SectionForm(
                            Section.of(CONNECTION, CREDENTIALS),
                            "{connection: mysql://10.0.0.5/keystone, credentials: keystone-db}"))
            .commonMisnames("keystone_database", "identity_database");

    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "::1");

    private final Mistakes mistakes;
    private final Mistakes warnings;

    IdentityReader(Mistakes mistakes, Mistakes warnings) {
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    /**
     * Picks the database of a cloud's Keystone out of its values.
     *
     * @param subject how messages call the cloud
     * @param name of the cloud; null when it has none, which is a mistake of its own
     * @return none if the cloud names none, or the mistakes tell what is wrong with it
     */
    Optional<DatabaseAccess> read(Values cloud, String subject, String name) {
        Values values = cloud.get(IDENTITY);
        if (values == null || values.get(CONNECTION) == null || name == null) {
            return Optional.empty();
        }
        DatabaseForm.Address address = values.get(CONNECTION);
        boolean inUrl = address.password() != null;
        if (values.has(CREDENTIALS) && inUrl) {
            mistakes.add(
                    values.at(CREDENTIALS),
                    "\"identity\" of " + subject + " has \"credentials\" and a password in \"connection\"; keep"
                            + " \"credentials\", and take user name and password out of \"connection\"");
            return Optional.empty();
        }
        Login login = Login.of(values.get(CREDENTIALS), address.username(), address.password());
        if (login == null) {
            if (!values.has(CREDENTIALS)) {
                mistakes.add(
                        values.at(CONNECTION),
                        "\"identity\" of " + subject + " says nothing to log in to the database with; add"
                                + " \"credentials\" with the id of a user name and password that Jenkins keeps");
            }
            return Optional.empty();
        }
        if (!address.tls() && !LOCAL.contains(address.host())) {
            warnings.add(
                    values.at(CONNECTION),
                    "\"identity\" of " + subject + " is reached without TLS, so password hashes can be read on the way;"
                            + " add \"?sslMode=verify-full\" to \"connection\" where the database has a certificate");
        }
        return Optional.of(
                new DatabaseAccess(name, address.host(), address.port(), address.database(), address.tls(), login));
    }
}
