package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.login.AccountKeys;
import io.jenkins.plugins.pumphouse.config.login.CaCertForm;
import io.jenkins.plugins.pumphouse.config.login.TrustKeys;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.SectionForm;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.power.Driver;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of a host's {@code bmc}, and of {@code ipmi}, which the original's inventory has in its place. */
public final class BmcReader {
    /** A BMC that starts up, or whose bus is busy, leaves a question unanswered for several seconds. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final ConfigKey<Driver> DRIVER = ConfigKey.of(
            "driver",
            Scalars.oneOf(
                    Stream.of(Driver.values()).collect(Collectors.toMap(BmcReader::word, Function.identity())),
                    Stream.of(Driver.values()).map(BmcReader::word).toList()));
    private static final ConfigKey<String> ADDRESS =
            ConfigKey.of("address", HostScalars.ADDRESS).commonMisnames("host", "ip", "url", "bmc_address");
    private static final ConfigKey<Integer> PORT = ConfigKey.of("port", HostScalars.PORT);
    private static final ConfigKey<String> CREDENTIALS =
            ConfigKey.of("credentials", Scalars.TEXT).commonMisnames("credentialsId", "credentials_id", "auth");
    private static final ConfigKey<String> USERNAME =
            ConfigKey.of("username", Scalars.TEXT).commonMisnames("user", "login");
    private static final ConfigKey<String> PASSWORD =
            ConfigKey.of("password", Scalars.SECRET).commonMisnames("pass", "secret");
    private static final ConfigKey<Integer> SUITE = ConfigKey.of(
                    "suite", Scalars.oneOf(Map.of("3", 3, "17", 17, "auto", 0), List.of("3", "17", "auto")))
            .commonMisnames("cipher_suite", "cipher");
    private static final ConfigKey<String> SYSTEM =
            ConfigKey.of("system", Scalars.TEXT).commonMisnames("system_id", "system_path");
    private static final ConfigKey<String> CA_CERT =
            ConfigKey.of("ca_cert", new CaCertForm()).commonMisnames("cacert", "ca");
    private static final ConfigKey<Boolean> INSECURE = ConfigKey.of("insecure", Scalars.FLAG);
    private static final ConfigKey<Duration> TIMEOUT_KEY = ConfigKey.of("timeout", Scalars.time(Duration.ofMinutes(5)));

    public static final Section BMC = Section.of(
            DRIVER, ADDRESS, PORT, SYSTEM, CREDENTIALS, USERNAME, PASSWORD, SUITE, CA_CERT, INSECURE, TIMEOUT_KEY);

    /** What several hosts can have in common. */
    public static final Section DEFAULTS =
            BMC.without(ADDRESS, "each host has its own").without(SYSTEM, "each host has its own");

    private static final ConfigKey<String> USER =
            ConfigKey.of("user", Scalars.TEXT).commonMisnames("username");
    private static final Section AUTH = Section.of(USER, PASSWORD);
    private static final ConfigKey<Values> AUTH_KEY =
            ConfigKey.of("auth", new SectionForm(AUTH, "{user: admin, password: secret}"));
    private static final ConfigKey<String> HOST =
            ConfigKey.of("host", HostScalars.ADDRESS).mustBeGiven().commonMisnames("address");

    /** The original's own words. */
    public static final Section ORIGINAL = Section.of(AUTH_KEY, HOST);

    private static final AccountKeys ACCOUNT = new AccountKeys(CREDENTIALS, USERNAME, PASSWORD);
    private static final AccountKeys ORIGINAL_ACCOUNT = new AccountKeys(CREDENTIALS, USER, PASSWORD);
    private static final TrustKeys TRUST = new TrustKeys(CA_CERT, INSECURE);

    private final String host;
    private final Mistakes mistakes;
    private final Mistakes warnings;

    /** @param host the hypervisor's name; null to check defaults alone */
    public BmcReader(String host, Mistakes mistakes, Mistakes warnings) {
        this.host = host;
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    /** Holds what must hold between the keys of the defaults alone, so that no host repeats it. */
    public void checkDefaults(Values defaults, String subject) {
        ACCOUNT.check(defaults, subject, mistakes);
        TRUST.check(defaults, subject, "the BMCs'", mistakes, warnings);
    }

    /**
     * Reads {@code bmc}.
     *
     * @param own what the host says
     * @param defaults what it need not say
     * @return none if it lacks an address or a login, which the mistakes then tell
     */
    public Optional<BmcAccess> read(Values own, Values defaults, String subject) {
        ACCOUNT.check(own, subject, mistakes);
        TRUST.check(own, subject, "the BMC's", mistakes, warnings);
        Values values = merged(own, defaults);
        ACCOUNT.require(values, subject, mistakes);
        Driver driver = values.orElse(DRIVER, Driver.IPMI);
        Section foreign = driver == Driver.REDFISH ? Section.of(SUITE) : Section.of(CA_CERT, INSECURE, SYSTEM);
        own.given(foreign)
                .forEach(key -> mistakes.add(
                        own.at(key),
                        "\"" + key.name() + "\" of " + subject + " is nothing that the driver " + word(driver)
                                + " uses; take it out"));
        if (!own.has(ADDRESS)) {
            mistakes.add(own.node(), subject + " has no \"address\"; add it");
        }
        return access(values, values.get(ADDRESS), values.get(USERNAME), values.get(PASSWORD));
    }

    /** Reads {@code ipmi} as the original's inventory has it; see {@link #read}. */
    public Optional<BmcAccess> readOriginal(Values ipmi, Values defaults, String subject) {
        Values auth = ipmi.get(AUTH_KEY);
        if (auth == null) {
            if (!ipmi.has(AUTH_KEY)) {
                ACCOUNT.require(ipmi.over(defaults), subject, mistakes);
            }
            return access(defaults, ipmi.get(HOST), defaults.get(USERNAME), defaults.get(PASSWORD));
        }
        String whose = "\"auth\" of " + subject;
        ORIGINAL_ACCOUNT.check(auth, whose, mistakes);
        ORIGINAL_ACCOUNT.require(auth, whose, mistakes);
        return access(defaults.without(CREDENTIALS), ipmi.get(HOST), auth.get(USER), auth.get(PASSWORD));
    }

    /** Some defaults over others. */
    public static Values merged(Values defaults, Values outer) {
        return defaults.over(TRUST.remaining(ACCOUNT.remaining(outer, defaults), defaults));
    }

    private Optional<BmcAccess> access(Values values, String address, String username, String password) {
        Login login = Login.of(values.get(CREDENTIALS), username, password);
        if (address == null || login == null) {
            return Optional.empty();
        }
        boolean redfish = values.orElse(DRIVER, Driver.IPMI) == Driver.REDFISH;
        return Optional.of(new BmcAccess(
                        host,
                        values.orElse(DRIVER, Driver.IPMI),
                        address,
                        values.orElse(PORT, 0),
                        login,
                        redfish ? 0 : values.orElse(SUITE, 0),
                        redfish ? new Trust(values.get(CA_CERT), values.orElse(INSECURE, false)) : Trust.JVM,
                        values.orElse(TIMEOUT_KEY, TIMEOUT))
                .ofSystem(redfish ? values.get(SYSTEM) : null));
    }

    private static String word(Driver driver) {
        return driver.name().toLowerCase(Locale.ROOT);
    }
}
