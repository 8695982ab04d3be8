package io.jenkins.plugins.pumphouse.config.login;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import java.util.stream.Stream;

/**
 * The keys that say how to log in to a service that takes a user name and a password: both, or the id of credentials
 * that hold them.
 *
 * @param credentials id of Jenkins credentials
 * @param username with {@code password}
 * @param password with {@code username}
 */
public record AccountKeys(ConfigKey<String> credentials, ConfigKey<String> username, ConfigKey<String> password) {

    /** Whether anything of a login is said. */
    public boolean given(Values values) {
        return values.hasAny(credentials, username, password);
    }

    /** The defaults that remain beside what is said: a login comes from one place, never half from each. */
    public Values remaining(Values defaults, Values values) {
        return given(values) ? defaults.without(credentials, username, password) : defaults;
    }

    /** Holds that a login, if there is one, is said once and completely. */
    public void check(Values values, String subject, Mistakes mistakes) {
        if (values.has(credentials)) {
            Stream.of(username, password)
                    .filter(values::has)
                    .forEach(key -> mistakes.add(
                            values.at(key),
                            subject + " has \"" + credentials.name() + "\" and \"" + key.name() + "\"; keep \""
                                    + credentials.name() + "\", which bring it, and take \"" + key.name() + "\" out"));
        } else if (values.has(username) && !values.has(password)) {
            mistakes.add(
                    values.at(username),
                    subject + " has a \"" + username.name() + "\" but no \"" + password.name()
                            + "\"; add it, or better, write \"" + credentials.name()
                            + "\" with the id of a user name and password that Jenkins keeps");
        } else if (values.has(password) && !values.has(username)) {
            mistakes.add(
                    values.at(password),
                    subject + " has a \"" + password.name() + "\" but no \"" + username.name() + "\"; add it");
        }
    }

    /** Holds that there is a login. */
    public void require(Values values, String subject, Mistakes mistakes) {
        if (!given(values)) {
            mistakes.add(
                    values.node(),
                    subject + " says nothing to log in with; add \"" + credentials.name()
                            + "\" with the id of Jenkins credentials (or \"" + username.name() + "\" and \""
                            + password.name() + "\")");
        }
    }
}
