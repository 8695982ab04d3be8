package io.jenkins.plugins.pumphouse.config;

import java.util.Optional;

/** The keys of a cloud that say which Fuel deploys its hypervisors, and what must hold between them. */
final class FuelReader {
    private static final Key<String> URL = Key.of("fuel_url", Scalars.URL).notToBeCalled("fuel", "nailgun_url");
    private static final Key<String> CREDENTIALS = Key.of("fuel_credentials", Scalars.TEXT);
    private static final Key<String> USERNAME = Key.of("fuel_username", Scalars.TEXT).notToBeCalled("fuel_user");
    private static final Key<String> PASSWORD = Key.of("fuel_password", Scalars.SECRET).notToBeCalled("fuel_pass");
    private static final Key<String> TENANT = Key.of("fuel_tenant", Scalars.TEXT).notToBeCalled("fuel_project");
    private static final Key<String> ENVIRONMENT =
            Key.of("fuel_environment", Scalars.TEXT).notToBeCalled("environment", "fuel_env", "fuel_cluster");
    private static final Key<String> CA_CERT = Key.of("fuel_ca_cert", new CaCertForm()).notToBeCalled("fuel_cacert");
    private static final Key<Boolean> INSECURE = Key.of("fuel_insecure", Scalars.FLAG);

    static final Section KEYS =
            Section.of(URL, CREDENTIALS, USERNAME, PASSWORD, TENANT, ENVIRONMENT, CA_CERT, INSECURE);

    private static final AccountKeys ACCOUNT = new AccountKeys(CREDENTIALS, USERNAME, PASSWORD);
    private static final Trust TRUST = new Trust(CA_CERT, INSECURE);

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
     * @return none if the cloud has no Fuel, or the mistakes tell what is wrong with it
     */
    Optional<FuelSettings> read(Values cloud, String subject) {
        if (!cloud.has(URL)) {
            cloud.given(KEYS)
                    .forEach(key -> mistakes.add(
                            cloud.at(key), subject + " has \"" + key.name() + "\" but no \"fuel_url\"; add it"));
            return Optional.empty();
        }
        ACCOUNT.check(cloud, subject, mistakes);
        TRUST.check(cloud, subject, "Fuel's", mistakes, warnings);
        if (cloud.get(URL) == null) {
            return Optional.empty();
        }
        return Optional.of(new FuelSettings(
                cloud.get(URL),
                cloud.get(USERNAME),
                cloud.get(PASSWORD),
                cloud.get(CREDENTIALS),
                cloud.orElse(TENANT, "admin"),
                cloud.get(ENVIRONMENT),
                cloud.get(CA_CERT),
                cloud.orElse(INSECURE, false)));
    }
}
