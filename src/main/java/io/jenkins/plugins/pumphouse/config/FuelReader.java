package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.login.AccountKeys;
import io.jenkins.plugins.pumphouse.config.login.CaCertForm;
import io.jenkins.plugins.pumphouse.config.login.TrustKeys;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import java.util.Optional;

/** The keys of a cloud that say which Fuel deploys its hypervisors, and what must hold between them. */
final class FuelReader {
    private static final ConfigKey<String> URL =
            ConfigKey.of("fuel_url", Scalars.URL).commonMisnames("fuel", "nailgun_url");
    private static final ConfigKey<String> CREDENTIALS = ConfigKey.of("fuel_credentials", Scalars.TEXT);
    private static final ConfigKey<String> USERNAME =
            ConfigKey.of("fuel_username", Scalars.TEXT).commonMisnames("fuel_user");
    private static final ConfigKey<String> PASSWORD =
            ConfigKey.of("fuel_password", Scalars.SECRET).commonMisnames("fuel_pass");
    private static final ConfigKey<String> TENANT =
            ConfigKey.of("fuel_tenant", Scalars.TEXT).commonMisnames("fuel_project");
    private static final ConfigKey<String> ENVIRONMENT =
            ConfigKey.of("fuel_environment", Scalars.TEXT).commonMisnames("environment", "fuel_env", "fuel_cluster");
    private static final ConfigKey<String> CA_CERT =
            ConfigKey.of("fuel_ca_cert", new CaCertForm()).commonMisnames("fuel_cacert");
    private static final ConfigKey<Boolean> INSECURE = ConfigKey.of("fuel_insecure", Scalars.FLAG);

    static final Section KEYS =
            Section.of(URL, CREDENTIALS, USERNAME, PASSWORD, TENANT, ENVIRONMENT, CA_CERT, INSECURE);

    private static final AccountKeys ACCOUNT = new AccountKeys(CREDENTIALS, USERNAME, PASSWORD);
    private static final TrustKeys TRUST = new TrustKeys(CA_CERT, INSECURE);

    private final Mistakes mistakes;
    private final Mistakes warnings;

    FuelReader(Mistakes mistakes, Mistakes warnings) {
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    /**
     * Picks a cloud's Fuel out of its values.
     *
     * @param subject how messages call the cloud
     * @param name of the cloud; null when it has none, which is a mistake of its own
     * @return none if the cloud has no Fuel, or the mistakes tell what is wrong with it
     */
    Optional<FuelAccess> read(Values cloud, String subject, String name) {
        if (!cloud.has(URL)) {
            cloud.given(KEYS)
                    .forEach(key -> mistakes.add(
                            cloud.at(key), subject + " has \"" + key.name() + "\" but no \"fuel_url\"; add it"));
            return Optional.empty();
        }
        ACCOUNT.check(cloud, subject, mistakes);
        TRUST.check(cloud, subject, "Fuel's", mistakes, warnings);
        if (cloud.get(URL) == null || name == null) {
            return Optional.empty();
        }
        return Optional.of(new FuelAccess(
                name,
                cloud.get(URL),
                Login.of(cloud.get(CREDENTIALS), cloud.get(USERNAME), cloud.get(PASSWORD)),
                cloud.get(TENANT),
                cloud.get(ENVIRONMENT),
                new Trust(cloud.get(CA_CERT), cloud.orElse(INSECURE, false)),
                null));
    }
}
