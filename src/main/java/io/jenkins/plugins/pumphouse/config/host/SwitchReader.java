package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.login.AccountKeys;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.EntriesForm;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarForm;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess.AuthProtocol;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess.Encryption;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess.PrivProtocol;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess.Version;
import io.jenkins.plugins.pumphouse.login.Login;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of one switch under {@code switches}, and what must hold between them. */
public final class SwitchReader {
    /** A switch under load answers within two seconds; what is lost on the way is asked for again in that time. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final ConfigKey<String> ADDRESS =
            ConfigKey.of("address", HostScalars.ADDRESS).mustBeGiven().commonMisnames("host", "ip", "hostname");
    private static final ConfigKey<Integer> PORT = ConfigKey.of("port", HostScalars.PORT);
    private static final ConfigKey<Version> VERSION = ConfigKey.of(
            "version",
            Scalars.oneOf(
                    Map.of("v2c", Version.V2C, "2c", Version.V2C, "v3", Version.V3, "3", Version.V3),
                    List.of("v2c", "v3")));
    private static final ConfigKey<String> CREDENTIALS =
            ConfigKey.of("credentials", Scalars.TEXT).commonMisnames("credentialsId", "credentials_id");
    private static final ConfigKey<String> COMMUNITY = ConfigKey.of("community", Scalars.SECRET);
    private static final ConfigKey<String> USERNAME =
            ConfigKey.of("username", Scalars.TEXT).commonMisnames("user");
    private static final ConfigKey<String> PASSWORD =
            ConfigKey.of("password", v3Password()).commonMisnames("auth_password", "authentication_password");
    private static final ConfigKey<AuthProtocol> AUTHENTICATION = ConfigKey.of(
                    "authentication",
                    Scalars.oneOf(
                            Map.of(
                                    "sha", AuthProtocol.SHA,
                                    "sha1", AuthProtocol.SHA,
                                    "sha256", AuthProtocol.SHA256,
                                    "sha-256", AuthProtocol.SHA256),
                            List.of("sha", "sha256")))
            .commonMisnames("auth", "auth_protocol");
    private static final ConfigKey<PrivProtocol> PRIVACY = ConfigKey.of(
                    "privacy",
                    Scalars.oneOf(
                            Map.of(
                                    "aes128", PrivProtocol.AES128,
                                    "aes", PrivProtocol.AES128,
                                    "aes-128", PrivProtocol.AES128,
                                    "none", PrivProtocol.NONE),
                            List.of("aes128", "none")))
            .commonMisnames("priv", "encryption", "priv_protocol");
    private static final ConfigKey<String> PRIVACY_CREDENTIALS =
            ConfigKey.of("privacy_credentials", Scalars.TEXT).commonMisnames("priv_credentials");
    private static final ConfigKey<String> PRIVACY_PASSWORD =
            ConfigKey.of("privacy_password", v3Password()).commonMisnames("priv_password");
    private static final ConfigKey<Duration> TIMEOUT_KEY = ConfigKey.of("timeout", Scalars.time(Duration.ofMinutes(5)));

    public static final Section SWITCH = Section.of(
            ADDRESS,
            PORT,
            VERSION,
            CREDENTIALS,
            COMMUNITY,
            USERNAME,
            PASSWORD,
            AUTHENTICATION,
            PRIVACY,
            PRIVACY_CREDENTIALS,
            PRIVACY_PASSWORD,
            TIMEOUT_KEY);

    private static final Section OF_V2C = Section.of(COMMUNITY);
    private static final Section OF_V3 =
            Section.of(USERNAME, PASSWORD, AUTHENTICATION, PRIVACY, PRIVACY_CREDENTIALS, PRIVACY_PASSWORD);
    private static final AccountKeys ACCOUNT = new AccountKeys(CREDENTIALS, USERNAME, PASSWORD);

    private final String file;
    private final Mistakes mistakes;

    public SwitchReader(String file, Mistakes mistakes) {
        this.file = file;
        this.mistakes = mistakes;
    }

    /** @return none if it lacks an address or a login, which the mistakes then tell */
    public Optional<SwitchSettings> read(String name, EntriesForm.Entry<Values> entry) {
        String subject = "switch \"" + name + "\"";
        Values values = entry.value();
        Version version = values.orElse(VERSION, !values.given(OF_V3).isEmpty() ? Version.V3 : Version.V2C);
        checkLogin(values, version, subject);
        Login login = login(values, version);
        if (values.get(ADDRESS) == null || login == null) {
            return Optional.empty();
        }
        boolean v3 = version == Version.V3;
        SwitchAccess access = new SwitchAccess(
                name,
                values.get(ADDRESS),
                values.orElse(PORT, 0),
                version,
                login,
                v3 ? values.orElse(AUTHENTICATION, AuthProtocol.SHA) : null,
                v3 ? new Encryption(values.orElse(PRIVACY, PrivProtocol.AES128), privacy(values)) : null,
                values.orElse(TIMEOUT_KEY, TIMEOUT));
        return Optional.of(
                new SwitchSettings(access, file, Position.of(entry.key().getStartMark())));
    }

    private static Login login(Values values, Version version) {
        if (version == Version.V3 || values.has(CREDENTIALS)) {
            return Login.of(values.get(CREDENTIALS), values.get(USERNAME), values.get(PASSWORD));
        }
        return values.get(COMMUNITY) == null ? null : Login.withToken(values.get(COMMUNITY));
    }

    private static Login privacy(Values values) {
        if (values.get(PRIVACY_CREDENTIALS) != null) {
            return Login.stored(values.get(PRIVACY_CREDENTIALS));
        }
        return values.get(PRIVACY_PASSWORD) == null ? null : Login.withToken(values.get(PRIVACY_PASSWORD));
    }

    private void checkLogin(Values values, Version version, String subject) {
        boolean v3 = version == Version.V3;
        values.given(v3 ? OF_V2C : OF_V3)
                .forEach(key -> mistakes.add(
                        values.at(key),
                        "\"" + key.name() + "\" of " + subject + " belongs to SNMP " + (v3 ? "v2c" : "v3")
                                + "; take it out, or say version: " + (v3 ? "v2c" : "v3")));
        if (v3) {
            ACCOUNT.check(values, subject, mistakes);
            ACCOUNT.require(values, subject, mistakes);
            checkPrivacy(values, subject);
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

    private void checkPrivacy(Values values, String subject) {
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
        return new ScalarForm<>(
                "a password of at least " + SwitchAccess.SHORTEST_PASSWORD + " characters", true, text -> {
                    if (text.length() < SwitchAccess.SHORTEST_PASSWORD) {
                        throw new ScalarForm.Unfit("SNMP v3 takes none that is shorter");
                    }
                    return text;
                });
    }
}
