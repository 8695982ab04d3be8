package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.EntriesForm;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import io.jenkins.plugins.pumphouse.login.Login;
import java.time.Duration;
import java.util.Optional;

/** The keys of one switch under {@code switches}, and what must hold between them. */
public final class SwitchReader {
    /** A switch under load answers within two seconds; what is lost on the way is asked for again in that time. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final ConfigKey<String> ADDRESS =
            ConfigKey.of("address", HostScalars.ADDRESS).mustBeGiven().commonMisnames("host", "ip", "hostname");
    private static final ConfigKey<Integer> PORT = ConfigKey.of("port", HostScalars.PORT);
    private static final ConfigKey<Duration> TIMEOUT_KEY = ConfigKey.of("timeout", Scalars.time(Duration.ofMinutes(5)));

    public static final Section SWITCH = Section.of(
            ADDRESS,
            PORT,
            SnmpKeys.VERSION,
            SnmpKeys.CREDENTIALS,
            SnmpKeys.COMMUNITY,
            SnmpKeys.USERNAME,
            SnmpKeys.PASSWORD,
            SnmpKeys.AUTHENTICATION,
            SnmpKeys.PRIVACY,
            SnmpKeys.PRIVACY_CREDENTIALS,
            SnmpKeys.PRIVACY_PASSWORD,
            TIMEOUT_KEY);

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
        SnmpKeys snmp = new SnmpKeys(values, mistakes);
        snmp.check(subject);
        Login login = snmp.login();
        if (values.get(ADDRESS) == null || login == null) {
            return Optional.empty();
        }
        SwitchAccess access = new SwitchAccess(
                name,
                values.get(ADDRESS),
                values.orElse(PORT, 0),
                snmp.version(),
                login,
                snmp.authentication(),
                snmp.encryption(),
                values.orElse(TIMEOUT_KEY, TIMEOUT));
        return Optional.of(
                new SwitchSettings(access, file, Position.of(entry.key().getStartMark())));
    }
}
