package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.login.ApplicationCredential;
import io.jenkins.plugins.pumphouse.login.Login;

/**
 * The keys of a cloud that say how to log in, and the login that they make; {@link LoginCheck} holds that it is one.
 */
final class CloudLogin {

    static final ConfigKey<String> USERNAME =
            ConfigKey.of("username", Scalars.TEXT).commonMisnames("user", "login", "os_username");
    static final ConfigKey<String> PASSWORD =
            ConfigKey.of("password", Scalars.SECRET).commonMisnames("pass", "secret", "os_password");
    static final ConfigKey<String> TOKEN =
            ConfigKey.of("token", Scalars.SECRET).commonMisnames("auth_token", "os_token");
    static final ConfigKey<String> CREDENTIALS =
            ConfigKey.of("credentials", Scalars.TEXT).commonMisnames("credentialsId", "credentials_id");
    static final ConfigKey<String> APPLICATION_CREDENTIAL_ID = ConfigKey.of("application_credential_id", Scalars.TEXT)
            .commonMisnames("application_credential", "os_application_credential_id");
    static final ConfigKey<String> APPLICATION_CREDENTIAL_NAME =
            ConfigKey.of("application_credential_name", Scalars.TEXT).commonMisnames("os_application_credential_name");
    static final ConfigKey<String> APPLICATION_CREDENTIAL_SECRET = ConfigKey.of(
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

    CloudLogin(Values values) {
        this.values = values;
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

    boolean isApplicationCredential() {
        return values.hasAny(APPLICATION_CREDENTIAL_ID, APPLICATION_CREDENTIAL_NAME);
    }
}
