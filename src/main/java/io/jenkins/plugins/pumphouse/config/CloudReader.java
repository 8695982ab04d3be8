package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.login.CaCertForm;
import io.jenkins.plugins.pumphouse.config.login.TrustKeys;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import io.jenkins.plugins.pumphouse.login.AccountScope;
import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.EndpointChoice;
import io.jenkins.plugins.pumphouse.openstack.Interface;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The keys of one cloud under {@code source} or {@code target}, and what must hold between them. */
final class CloudReader {
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    private static final ConfigKey<String> NAME =
            ConfigKey.of("name", Scalars.CLOUD_NAME).mustBeGiven().commonMisnames("cloud", "id", "title");
    private static final ConfigKey<String> AUTH_URL = ConfigKey.of("auth_url", Scalars.URL)
            .mustBeGiven()
            .commonMisnames("url", "keystone", "os_auth_url", "endpoint");
    private static final ConfigKey<String> TENANT = ConfigKey.of("tenant", Scalars.TEXT)
            .commonMisnames("tenant_name", "tenant_id", "project", "project_name", "project_id", "os_project_name");
    private static final ConfigKey<String> REGION =
            ConfigKey.of("region", Scalars.TEXT).commonMisnames("region_name", "os_region_name");
    private static final ConfigKey<String> USER_DOMAIN =
            ConfigKey.of("user_domain", Scalars.TEXT).commonMisnames("user_domain_name", "domain");
    private static final ConfigKey<String> PROJECT_DOMAIN =
            ConfigKey.of("project_domain", Scalars.TEXT).commonMisnames("project_domain_name", "tenant_domain");
    private static final ConfigKey<Interface> ENDPOINT_TYPE =
            ConfigKey.of("endpoint_type", endpointType()).commonMisnames("interface", "os_endpoint_type");
    private static final ConfigKey<String> DASHBOARD =
            ConfigKey.of("dashboard", Scalars.URL).commonMisnames("horizon", "dashboard_url", "horizon_url");
    private static final ConfigKey<String> CA_CERT =
            ConfigKey.of("ca_cert", new CaCertForm()).commonMisnames("cacert", "ca", "certificate", "ca_bundle");
    private static final ConfigKey<Boolean> INSECURE = ConfigKey.of("insecure", Scalars.FLAG);
    private static final ConfigKey<Duration> TIMEOUT_KEY = ConfigKey.of("timeout", Scalars.time(LONGEST_TIMEOUT));

    private static final TrustKeys TRUST = new TrustKeys(CA_CERT, INSECURE);

    static final Section CLOUD = Section.of(
                    NAME,
                    AUTH_URL,
                    TENANT,
                    REGION,
                    USER_DOMAIN,
                    PROJECT_DOMAIN,
                    ENDPOINT_TYPE,
                    EndpointKeys.ENDPOINTS,
                    DASHBOARD,
                    CA_CERT,
                    INSECURE,
                    TIMEOUT_KEY,
                    IdentityReader.IDENTITY,
                    OwnersForm.OWNERS)
            .with(CloudLogin.KEYS)
            .with(FuelReader.KEYS);

    private final String role;
    private final Mistakes mistakes;
    private final Mistakes warnings;

    private CloudReader(String role, Mistakes mistakes, Mistakes warnings) {
        this.role = role;
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    static CloudReader ofSource(Mistakes mistakes, Mistakes warnings) {
        return new CloudReader("source", mistakes, warnings);
    }

    static CloudReader ofTarget(Mistakes mistakes, Mistakes warnings) {
        return new CloudReader("target", mistakes, warnings);
    }

    /**
     * Reads one cloud.
     *
     * @param number its place in the list, from 1: what messages call it by if it has no name
     * @return none if it lacks what makes a cloud, which the mistakes then tell
     */
    Optional<CloudSettings> read(MappingNode node, int number) {
        String subject = role + " cloud "
                + writtenName(node).map(name -> "\"" + name + "\"").orElse("no. " + number);
        Values values = CLOUD.read(node, subject, mistakes);
        CloudLogin login = new CloudLogin(values);
        new LoginCheck(login, values, subject, mistakes, warnings).check(TENANT, values.at(NAME));
        TRUST.check(values, subject, "the cloud's", mistakes, warnings);
        Optional<FuelAccess> fuel = new FuelReader(mistakes, warnings).read(values, subject, values.get(NAME));
        Optional<DatabaseAccess> database =
                new IdentityReader(mistakes, warnings).read(values, subject, values.get(NAME));
        if (values.get(NAME) == null || values.get(AUTH_URL) == null || login.login() == null) {
            return Optional.empty();
        }
        CloudAccess access = new CloudAccess(
                values.get(NAME),
                values.get(AUTH_URL),
                login.login(),
                login.applicationCredential(),
                new AccountScope(values.get(TENANT), values.get(USER_DOMAIN), values.get(PROJECT_DOMAIN)),
                new EndpointChoice(
                        values.get(REGION),
                        values.get(ENDPOINT_TYPE),
                        EndpointKeys.of(values.orElse(EndpointKeys.ENDPOINTS, Values.NONE))),
                new Trust(values.get(CA_CERT), values.orElse(INSECURE, false)),
                values.get(TIMEOUT_KEY),
                owners(values, login, subject));
        return Optional.of(new CloudSettings(
                access,
                fuel.orElse(null),
                database.orElse(null),
                values.get(DASHBOARD),
                Position.of(node.getStartMark())));
    }

    /** Keystone lets nobody use a trust with an application credential. */
    private List<OwnerLogin> owners(Values values, CloudLogin login, String subject) {
        List<OwnerLogin> owners = values.orElse(OwnersForm.OWNERS, List.of());
        if (login.isApplicationCredential() && owners.stream().anyMatch(owner -> owner.trust() != null)) {
            mistakes.add(
                    values.at(OwnersForm.OWNERS),
                    "\"owners\" of " + subject + " has a \"trust_id\", which an application credential cannot use;"
                            + " log in to the cloud with a user name and password");
        }
        return owners;
    }

    /**
     * The name as it is written, before anything is checked: even a wrong one tells the user which cloud a message is
     * about.
     */
    private static Optional<String> writtenName(MappingNode node) {
        return node.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && NAME.name().equals(key.getValue()))
                .map(NodeTuple::getValueNode)
                .filter(value -> value instanceof ScalarNode && !Form.isNothing(value))
                .map(value -> ((ScalarNode) value).getValue().strip())
                .filter(name ->
                        !name.isEmpty() && name.length() <= 100 && name.lines().count() == 1)
                .findFirst();
    }

    /** Accepts what the OpenStack clients accept: {@code public} and {@code publicURL}. */
    private static Form<Interface> endpointType() {
        Map<String, Interface> words = new HashMap<>();
        for (Interface type : Interface.values()) {
            String word = type.name().toLowerCase(Locale.ROOT);
            words.put(word, type);
            words.put(word + "url", type);
        }
        return Scalars.oneOf(words, List.of("public", "internal", "admin"));
    }
}
