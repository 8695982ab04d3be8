package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Holds that a cloud of the file has one login, said once and completely. */
final class LoginCheck {
    /**
     * What the sample of the original's manual has as its token; beside it stand the user name and password that are
     * meant.
     */
    private static final String PLACEHOLDER = "UUID";

    private final CloudLogin login;
    private final Values values;
    private final String subject;
    private final Mistakes mistakes;
    private final Mistakes warnings;

    LoginCheck(CloudLogin login, Values values, String subject, Mistakes mistakes, Mistakes warnings) {
        this.login = login;
        this.values = values;
        this.subject = subject;
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    /**
     * Tells what does not hold.
     *
     * @param tenant the key of the project to work in
     * @param at where a login that is missing is told
     */
    void check(ConfigKey<String> tenant, Node at) {
        if (login.isApplicationCredential()) {
            checkApplicationCredential(tenant);
        } else if (values.has(CloudLogin.APPLICATION_CREDENTIAL_SECRET)) {
            mistakes.add(
                    values.at(CloudLogin.APPLICATION_CREDENTIAL_SECRET),
                    subject + " has an \"application_credential_secret\" but no \"application_credential_id\"; add it");
        } else if (values.has(CloudLogin.CREDENTIALS)) {
            takeOut("\"credentials\", which bring it", CloudLogin.USERNAME, CloudLogin.PASSWORD, CloudLogin.TOKEN);
        } else if (values.has(CloudLogin.PASSWORD)) {
            checkPassword();
        } else if (values.has(CloudLogin.TOKEN)) {
            checkToken();
        } else if (values.has(CloudLogin.USERNAME)) {
            mistakes.add(
                    values.at(CloudLogin.USERNAME),
                    subject + " has a \"username\" but no \"password\"; add it, or better, write "
                            + "\"credentials\" with the id of a user name and password that Jenkins keeps");
        } else {
            mistakes.add(
                    at,
                    subject + " says nothing to log in with; add \"credentials\" with the id of Jenkins credentials"
                            + " (or \"username\" and \"password\", or \"token\")");
        }
    }

    private void checkApplicationCredential(ConfigKey<String> tenant) {
        boolean byId = values.has(CloudLogin.APPLICATION_CREDENTIAL_ID);
        if (byId) {
            takeOut(
                    "\"application_credential_id\", which says it all",
                    CloudLogin.APPLICATION_CREDENTIAL_NAME,
                    CloudLogin.USERNAME,
                    CloudLogin.PASSWORD,
                    CloudLogin.TOKEN);
        } else {
            takeOut("\"application_credential_name\"", CloudLogin.PASSWORD, CloudLogin.TOKEN);
            if (!values.has(CloudLogin.USERNAME)) {
                mistakes.add(
                        values.at(CloudLogin.APPLICATION_CREDENTIAL_NAME),
                        subject
                                + " has an \"application_credential_name\" but no \"username\" of whose it is; add it,"
                                + " or write \"application_credential_id\" instead");
            }
        }
        if (values.has(tenant)) {
            mistakes.add(
                    values.at(tenant),
                    subject
                            + " has an application credential and \"tenant\"; take \"tenant\" out, as an application"
                            + " credential has its own project");
        }
        if (values.has(CloudLogin.CREDENTIALS) == values.has(CloudLogin.APPLICATION_CREDENTIAL_SECRET)) {
            mistakes.add(
                    values.at(byId ? CloudLogin.APPLICATION_CREDENTIAL_ID : CloudLogin.APPLICATION_CREDENTIAL_NAME),
                    subject
                            + (values.has(CloudLogin.CREDENTIALS)
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
        if (!values.has(CloudLogin.USERNAME)) {
            mistakes.add(values.at(CloudLogin.PASSWORD), subject + " has a \"password\" but no \"username\"; add it");
        }
        // The original never read the token: user name and password are what it logged in with.
        if (values.has(CloudLogin.TOKEN) && !PLACEHOLDER.equals(values.get(CloudLogin.TOKEN))) {
            warnings.add(
                    values.at(CloudLogin.TOKEN),
                    subject
                            + " has a \"token\" beside \"username\" and \"password\"; take it out, as the token is not used");
        }
    }

    private void checkToken() {
        if (PLACEHOLDER.equals(values.get(CloudLogin.TOKEN))) {
            mistakes.add(
                    values.at(CloudLogin.TOKEN),
                    "\"token\" of " + subject + " is still the sample's " + PLACEHOLDER
                            + "; write a token, or \"username\" and \"password\", or \"credentials\" with the id"
                            + " of Jenkins credentials");
        } else if (values.has(CloudLogin.USERNAME)) {
            mistakes.add(
                    values.at(CloudLogin.USERNAME),
                    subject
                            + " has a \"username\" beside a \"token\", which says by itself whose it is; take one of"
                            + " them out");
        }
    }
}
