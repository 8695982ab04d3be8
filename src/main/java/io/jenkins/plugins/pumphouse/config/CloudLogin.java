package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.openstack.ApplicationCredential;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** The keys of a cloud that say how to log in, and what must hold between them. */
final class CloudLogin {
    /**
     * What the sample of the original's manual has as its token; beside it stand the user name and password that are
     * meant.
     */
    private static final String PLACEHOLDER = "UUID";

    static final ConfigKey<String> USERNAME =
            ConfigKey.of("username", Scalars.TEXT).commonMisnames("user", "login", "os_username");
    static final ConfigKey<String> PASSWORD =
            ConfigKey.of("password", Scalars.SECRET).commonMisnames("pass", "secret", "os_password");
    static final ConfigKey<String> TOKEN =
            ConfigKey.of("token", Scalars.SECRET).commonMisnames("auth_token", "os_token");
    static final ConfigKey<String> CREDENTIALS =
            ConfigKey.of("credentials", Scalars.TEXT).commonMisnames("credentialsId", "credentials_id");
    private static final ConfigKey<String> APPLICATION_CREDENTIAL_ID = ConfigKey.of(
                    "application_credential_id", Scalars.TEXT)
            .commonMisnames("application_credential", "os_application_credential_id");
    private static final ConfigKey<String> APPLICATION_CREDENTIAL_NAME =
            ConfigKey.of("application_credential_name", Scalars.TEXT).commonMisnames("os_application_credential_name");
    private static final ConfigKey<String> APPLICATION_CREDENTIAL_SECRET = ConfigKey.of(
                    "application_credential_secret", Scalars.SECRET)
            .commonMisnames("os_application_credential_secret");

    static final Section KEYS = Section.of(
            USERNAME,
            PASSWORD,
            TOKEN,
            CREDENTIALS,
            APPLICATION_CREDENTIAL_ID,
            APPLICATION_CREDENTIAL_NAME,
            APPLICATION_CREDENTIAL_SECRET);

    private final Values values;
    private final String subject;
    private final Mistakes mistakes;
    private final Mistakes warnings;

    CloudLogin(Values values, String subject, Mistakes mistakes, Mistakes warnings) {
        this.values = values;
        this.subject = subject;
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    /** Null unless the login is one. */
    ApplicationCredential applicationCredential() {
        if (!isApplicationCredential()) {
            return null;
        }
        String name = values.get(APPLICATION_CREDENTIAL_NAME);
        return new ApplicationCredential(
                values.get(APPLICATION_CREDENTIAL_ID), name, name == null ? null : values.get(USERNAME));
    }

    /** A secret of the file, or the id of credentials; null when it is missing, which the mistakes then tell. */
    Login login() {
        if (values.has(CREDENTIALS) || values.has(PASSWORD) && !isApplicationCredential()) {
            return Login.of(values.get(CREDENTIALS), values.get(USERNAME), values.get(PASSWORD));
        }
        String token = values.get(isApplicationCredential() ? APPLICATION_CREDENTIAL_SECRET : TOKEN);
        return token == null ? null : Login.withToken(token);
    }

    private boolean isApplicationCredential() {
        return values.hasAny(APPLICATION_CREDENTIAL_ID, APPLICATION_CREDENTIAL_NAME);
    }

    /**
     * Holds that there is one login, said once and completely.
     *
     * @param tenant the key of the project to work in
     * @param at where a login that is missing is told
     */
    void check(ConfigKey<String> tenant, Node at) {
        if (isApplicationCredential()) {
            checkApplicationCredential(tenant);
        } else if (values.has(APPLICATION_CREDENTIAL_SECRET)) {
            mistakes.add(
                    values.at(APPLICATION_CREDENTIAL_SECRET),
                    subject + " has an \"application_credential_secret\" but no \"application_credential_id\"; add it");
        } else if (values.has(CREDENTIALS)) {
            takeOut("\"credentials\", which bring it", USERNAME, PASSWORD, TOKEN);
        } else if (values.has(PASSWORD)) {
            checkPassword();
        } else if (values.has(TOKEN)) {
            checkToken();
        } else if (values.has(USERNAME)) {
            mistakes.add(
                    values.at(USERNAME),
                    subject + " has a \"username\" but no \"password\"; better than adding it: "
                            + "\"credentials\" with the id of a user name and password that Jenkins keeps");
        } else {
            mistakes.add(
                    at,
                    subject + " says nothing to log in with; add \"credentials\" with the id of Jenkins credentials"
                            + " (or \"username\" and \"password\", or \"token\")");
        }
    }

    private void checkApplicationCredential(ConfigKey<String> tenant) {
        boolean byId = values.has(APPLICATION_CREDENTIAL_ID);
        if (byId) {
            takeOut(
                    "\"application_credential_id\", which says it all",
                    APPLICATION_CREDENTIAL_NAME,
                    USERNAME,
                    PASSWORD,
                    TOKEN);
        } else {
            takeOut("\"application_credential_name\"", PASSWORD, TOKEN);
            if (!values.has(USERNAME)) {
                mistakes.add(
                        values.at(APPLICATION_CREDENTIAL_NAME),
                        subject
                                + " has an \"application_credential_name\" but no \"username\" of whose it is; add it,"
                                + " or write \"application_credential_id\" instead");
            }
        }
        if (values.has(tenant)) {
            mistakes.add(
                    values.at(tenant),
                    subject
                            + " has an application credential and \"tenant\"; an application credential has its own"
                            + " project, take \"tenant\" out");
        }
        if (values.has(CREDENTIALS) == values.has(APPLICATION_CREDENTIAL_SECRET)) {
            mistakes.add(
                    values.at(byId ? APPLICATION_CREDENTIAL_ID : APPLICATION_CREDENTIAL_NAME),
                    subject
                            + (values.has(CREDENTIALS)
                                    ? " has \"credentials\" and \"application_credential_secret\"; keep"
                                            + " \"credentials\", which bring it"
                                    : " has an application credential but not its secret; add \"credentials\" with the"
                                            + " id of a \"Secret text\" that Jenkins keeps"));
        }
    }

    private void takeOut(String kept, ConfigKey<?>... keys) {
        String first = kept.split(",", 2)[0];
        Stream.of(keys)
                .filter(values::has)
                .forEach(key -> mistakes.add(
                        values.at(key),
                        subject + " has " + first + " and \"" + key.name() + "\"; keep " + kept + ", and take \""
                                + key.name() + "\" out"));
    }

    private void checkPassword() {
        if (!values.has(USERNAME)) {
            mistakes.add(values.at(PASSWORD), subject + " has a \"password\" but no \"username\"; add it");
        }
        // The original never read the token: user name and password are what it logged in with.
        if (values.has(TOKEN) && !PLACEHOLDER.equals(values.get(TOKEN))) {
            warnings.add(
                    values.at(TOKEN),
                    subject + " has a \"token\" beside \"username\" and \"password\"; the token is not used");
        }
    }

    private void checkToken() {
        if (PLACEHOLDER.equals(values.get(TOKEN))) {
            mistakes.add(
                    values.at(TOKEN),
                    "\"token\" of " + subject + " is still the sample's " + PLACEHOLDER
                            + "; write a token, or \"username\" and \"password\", or \"credentials\" with the id"
                            + " of Jenkins credentials");
        } else if (values.has(USERNAME)) {
            mistakes.add(
                    values.at(USERNAME),
                    subject
                            + " has a \"username\" beside a \"token\", which says by itself whose it is; take one of"
                            + " them out");
        }
    }
}
