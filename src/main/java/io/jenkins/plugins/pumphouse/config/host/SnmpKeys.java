package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.login.AccountKeys;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarForm;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.host.wiring.AuthProtocol;
import io.jenkins.plugins.pumphouse.host.wiring.PrivProtocol;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess.Encryption;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess.Version;
import io.jenkins.plugins.pumphouse.login.Login;
import java.util.List;
import java.util.Map;

/** The keys of a switch that say how SNMP is spoken to it, and what must hold between them. */
final class SnmpKeys {
    static final ConfigKey<Version> VERSION = ConfigKey.of(
            "version",
            Scalars.oneOf(
                    Map.of("v2c", Version.V2C, "2c", Version.V2C, "v3", Version.V3, "3", Version.V3),
                    List.of("v2c", "v3")));
    static final ConfigKey<String> CREDENTIALS =
            ConfigKey.of("credentials", Scalars.TEXT).commonMisnames("credentialsId", "credentials_id");
    static final ConfigKey<String> COMMUNITY = ConfigKey.of("community", Scalars.SECRET);
    static final ConfigKey<String> USERNAME =
            ConfigKey.of("username", Scalars.TEXT).commonMisnames("user");
    static final ConfigKey<String> PASSWORD =
            ConfigKey.of("password", v3Password()).commonMisnames("auth_password", "authentication_password");
    static final ConfigKey<AuthProtocol> AUTHENTICATION = ConfigKey.of(
                    "authentication",
                    Scalars.oneOf(
                            Map.of(
                                    "sha", AuthProtocol.SHA,
                                    "sha1", AuthProtocol.SHA,
                                    "sha256", AuthProtocol.SHA256,
                                    "sha-256", AuthProtocol.SHA256),
                            List.of("sha", "sha256")))
            .commonMisnames("auth", "auth_protocol");
    static final ConfigKey<PrivProtocol> PRIVACY = ConfigKey.of(
                    "privacy",
                    Scalars.oneOf(
                            Map.of(
                                    "aes128", PrivProtocol.AES128,
                                    "aes", PrivProtocol.AES128,
                                    "aes-128", PrivProtocol.AES128,
                                    "none", PrivProtocol.NONE),
                            List.of("aes128", "none")))
            .commonMisnames("priv", "encryption", "priv_protocol");
    static final ConfigKey<String> PRIVACY_CREDENTIALS =
            ConfigKey.of("privacy_credentials", Scalars.TEXT).commonMisnames("priv_credentials");
    static final ConfigKey<String> PRIVACY_PASSWORD =
            ConfigKey.of("privacy_password", v3Password()).commonMisnames("priv_password");

    private static final Section OF_V2C = Section.of(COMMUNITY);
    private static final Section OF_V3 =
            Section.of(USERNAME, PASSWORD, AUTHENTICATION, PRIVACY, PRIVACY_CREDENTIALS, PRIVACY_PASSWORD);
    private static final AccountKeys ACCOUNT = new AccountKeys(CREDENTIALS, USERNAME, PASSWORD);

    private final Values values;
    private final Mistakes mistakes;
    private final Version version;

    SnmpKeys(Values values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
        this.version = values.orElse(VERSION, !values.given(OF_V3).isEmpty() ? Version.V3 : Version.V2C);
    }

    Version version() {
        return version;
    }

    /** Null with v2c. */
    AuthProtocol authentication() {
        return version == Version.V3 ? values.orElse(AUTHENTICATION, AuthProtocol.SHA) : null;
    }

    /** Null with v2c. */
    Encryption encryption() {
        return version == Version.V3 ? new Encryption(values.orElse(PRIVACY, PrivProtocol.AES128), privacy()) : null;
    }

    /** Null when it is missing, which the mistakes then tell. */
    Login login() {
        if (version == Version.V3 || values.has(CREDENTIALS)) {
            return Login.of(values.get(CREDENTIALS), values.get(USERNAME), values.get(PASSWORD));
        }
        return values.get(COMMUNITY) == null ? null : Login.withToken(values.get(COMMUNITY));
    }

    private Login privacy() {
        if (values.get(PRIVACY_CREDENTIALS) != null) {
            return Login.stored(values.get(PRIVACY_CREDENTIALS));
        }
        return values.get(PRIVACY_PASSWORD) == null ? null : Login.withToken(values.get(PRIVACY_PASSWORD));
    }

    void check(String subject) {
        boolean v3 = version == Version.V3;
        values.given(v3 ? OF_V2C : OF_V3)
                .forEach(key -> mistakes.add(
                        values.at(key),
                        "\"" + key.name() + "\" of " + subject + " belongs to SNMP " + (v3 ? "v2c" : "v3")
                                + "; take it out, or say version: " + (v3 ? "v2c" : "v3")));
        if (v3) {
            ACCOUNT.check(values, subject, mistakes);
            ACCOUNT.require(values, subject, mistakes);
            checkPrivacy(subject);
        } else if (values.has(CREDENTIALS) && values.has(COMMUNITY)) {
            mistakes.add(
                    values.at(COMMUNITY),
                    subject + " has \"credentials\" and \"community\"; keep \"credentials\", which bring it, and take"
                            + " \"community\" out");
        } else if (!values.hasAny(CREDENTIALS, COMMUNITY)) {
            mistakes.add(
                    values.node(),
                    subject + " says nothing to log in with; add \"credentials\" with the id of Jenkins credentials"
                            + " that hold the community as secret text (or \"community\")");
        }
    }

    private void checkPrivacy(String subject) {
        if (values.has(PRIVACY_CREDENTIALS) && values.has(PRIVACY_PASSWORD)) {
            mistakes.add(
                    values.at(PRIVACY_PASSWORD),
                    subject + " has \"privacy_credentials\" and \"privacy_password\"; keep \"privacy_credentials\"");
        }
        if (values.get(PRIVACY) == PrivProtocol.NONE && values.hasAny(PRIVACY_CREDENTIALS, PRIVACY_PASSWORD)) {
            mistakes.add(
                    values.at(PRIVACY),
                    subject + " has \"privacy: none\" and a password to encrypt with; take one of them out");
        }
    }

    private static Form<String> v3Password() {
        return ScalarForm.secret("a password of at least " + SwitchAccess.SHORTEST_PASSWORD + " characters", text -> {
            if (text.length() < SwitchAccess.SHORTEST_PASSWORD) {
                throw new ScalarForm.Unfit("SNMP v3 takes none that is shorter");
            }
            return text;
        });
    }
}
