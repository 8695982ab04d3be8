package io.jenkins.plugins.pumphouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.ExtensionList;
import hudson.model.Failure;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.host.HostSettings;
import io.jenkins.plugins.pumphouse.settings.entry.BmcEntry;
import io.jenkins.plugins.pumphouse.settings.entry.CloudEntry;
import io.jenkins.plugins.pumphouse.settings.entry.DiskEntry;
import io.jenkins.plugins.pumphouse.settings.entry.Endpoints;
import io.jenkins.plugins.pumphouse.settings.entry.HostDefaults;
import io.jenkins.plugins.pumphouse.settings.entry.HostEntry;
import io.jenkins.plugins.pumphouse.settings.entry.InterfaceEntry;
import io.jenkins.plugins.pumphouse.settings.entry.Limits;
import io.jenkins.plugins.pumphouse.settings.entry.MappingEntry;
import io.jenkins.plugins.pumphouse.settings.entry.SwitchEntry;
import io.jenkins.plugins.pumphouse.settings.entry.Template;
import io.jenkins.plugins.pumphouse.settings.entry.Timeouts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.yaml.snakeyaml.Yaml;

/** A configuration that is filled in field by field, in the form or by Configuration as Code. */
public class StructuredConfigurationTest {
    private static final String FIELDS = """
            name: production
            source:
              - name: old
                auth_url: http://10.0.0.1:5000/v2.0/
                credentials: old-admin
                tenant: admin
                timeout: 90
                insecure: true
                endpoints: {identity: "http://10.0.0.1:35357/v2.0"}
                identity: {connection: "mysql://10.0.0.5/keystone", credentials: keystone-db}
                owners: [{user: alice, credentials: alice-old}, {user: bob, trust_id: fb07b0}]
            target:
              - {name: mira-os-1, auth_url: "https://10.0.1.1:5000/v3", credentials: new, fuel_url: "http://10.20.0.2:8000/api/"}
            mapping:
              - {kind: flavors, source: m1.small, target: c1.small}
              - {kind: flavors, source: m1.tiny, target: c1.tiny}
              - {kind: networks, source: web-net, target: shop-net}
            cutover:
              - {network: web-net, when: now}
              - {network: "*", when: address}
            limits: {parallel: 4, bandwidth: 50 MB/s, perHost: 2}
            host_defaults:
              bmc: {credentials: bmc-rack3, timeout: 30s}
              switch: tor-3
              vlan: 99
              rename: false
              roles: [compute, ceph-osd]
              labels: [{name: rack, value: 3}]
              timeouts: {deploy: 3h}
            hosts:
              - name: cmp-12
                bmc: {address: 10.1.0.12}
                macs: ["00:25:90:e7:46:d0"]
                ports: [ge-0/0/17]
                disks: [{volume: os, size: 64GB, "on": first}, {volume: vm, size: rest}]
                interfaces: [{name: eth0, networks: [fuelweb_admin, management]}]
                template: {interfaces: node-9}
            switches:
              - {name: tor-3, address: 10.1.0.2, credentials: tor-3, version: v3}
            """;

    private static final String TEXT = """
            source:
              - name: old
                auth_url: http://10.0.0.1:5000/v2.0/
                credentials: old-admin
                tenant: admin
                timeout: 90
                insecure: true
                endpoints: {identity: "http://10.0.0.1:35357/v2.0"}
                identity: {connection: "mysql://10.0.0.5/keystone", credentials: keystone-db}
                owners: {alice: {credentials: alice-old}, bob: {trust_id: fb07b0}}
            target:
              - {name: mira-os-1, auth_url: "https://10.0.1.1:5000/v3", credentials: new, fuel_url: "http://10.20.0.2:8000/api/"}
            mapping:
              flavors: {m1.small: c1.small, m1.tiny: c1.tiny}
              networks: {web-net: shop-net}
            cutover: {web-net: now, "*": address}
            limits: {parallel: 4, bandwidth: 50 MB/s, perHost: 2}
            host_defaults:
              bmc: {credentials: bmc-rack3, timeout: 30s}
              switch: tor-3
              vlan: 99
              rename: false
              roles: [compute, ceph-osd]
              labels: {rack: 3}
              timeouts: {deploy: 3h}
            hosts:
              cmp-12:
                bmc: {address: 10.1.0.12}
                macs: ["00:25:90:e7:46:d0"]
                ports: [ge-0/0/17]
                disks: {os: {size: 64GB, on: first}, vm: rest}
                interfaces: {eth0: [fuelweb_admin, management]}
                template: {interfaces: node-9}
            switches:
              tor-3: {address: 10.1.0.2, credentials: tor-3, version: v3}
            """;

    /** Keys that the settings do not have, each with its reason. */
    private static final Map<String, String> NOT_IN_THE_SETTINGS = Map.of(
            "password", "a secret, which Jenkins would store as it is",
            "token", "likewise",
            "application_credential_secret", "likewise",
            "fuel_password", "likewise",
            "community", "likewise",
            "privacy_password", "likewise",
            "fuel_username", "stands with a password",
            "inventory", "names files of a workspace",
            "ipmi", "the original's word for bmc, for inventories",
            "gw ns notes ip tags", "words of the original's inventory that are passed over");

    private final PumphouseConfiguration settings = PumphouseConfiguration.get();

    @After
    public void forget() {
        settings.setConfigurations(null);
    }

    @Test
    public void itMeansTheSameAsTheText() {
        Configuration filled = fields(FIELDS).parse();
        Configuration written = Configuration.parse("production", TEXT);

        assertThat(filled)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("(?i).*position.*|warnings|inventory")
                .isEqualTo(written);
        assertThat(filled.hosts().all())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("(?i).*position.*")
                .isEqualTo(written.hosts().all());
        assertThat(filled.hosts().all()).extracting(HostSettings::name).containsExactly("cmp-12");
        assertThat(filled.hosts().switchNamed("tor-3"))
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("(?i).*position.*")
                .isEqualTo(written.hosts().switchNamed("tor-3"));
        assertThat(filled.cutover()).containsEntry("web-net", "now").containsEntry("*", "address");
    }

    @Test
    public void itIsExportedAsTextThatMeansTheSame() {
        NamedConfiguration filled = fields(FIELDS);
        NamedConfiguration pasted = new NamedConfiguration("production", filled.getExported());

        assertThat(pasted.parse())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("(?i).*position.*")
                .isEqualTo(filled.parse());
        assertThat(new NamedConfiguration("lab", Texts.CLOUDS).getExported()).isEqualTo(Texts.CLOUDS);
    }

    @Test
    public void whatTheFormLeavesEmptyIsNotGiven() {
        NamedConfiguration form = fields(FIELDS);
        HostEntry host = form.getHosts().get(0);
        host.setTrust("");
        host.setZone(" ");
        host.setTimeouts(new Timeouts());
        form.getHost_defaults().setRoles(List.of("compute, ceph-osd"));

        assertThat(form.parse())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("(?i).*position.*")
                .isEqualTo(fields(FIELDS).parse());
        assertThat(form.getHost_defaults().getRolesText()).isEqualTo("compute, ceph-osd");
    }

    @Test
    public void aMistakeIsTheReadersAndItsPlaceIsShown() {
        NamedConfiguration wrong = fields(FIELDS.replace("timeout: 90", "timeout: soon"));

        assertThatThrownBy(() -> settings.setConfigurations(List.of(wrong)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("\"timeout\" of source cloud \"old\" must be a time")
                .hasMessageContaining("Lines and columns are those of this text:\n1: source:\n2: - name: old");
        assertThat(settings.getConfigurations()).isEmpty();
    }

    @Test
    public void twoEntriesOfOneNameAreRefusedRatherThanOneLost() {
        NamedConfiguration twice = fields(FIELDS);
        HostEntry second = new HostEntry();
        second.setName("cmp-12");
        twice.setHosts(List.of(twice.getHosts().get(0), second));

        assertThatThrownBy(twice::checkAlone).hasMessageContaining("cmp-12").hasMessageContaining("twice");
    }

    @Test
    public void anEntryWithoutANameIsRefused() {
        NamedConfiguration nameless = fields(FIELDS);
        nameless.setHosts(List.of(new HostEntry()));

        assertThatThrownBy(nameless::checkAlone).hasMessageContaining("host");
    }

    @Test
    public void fieldsAndTextTogetherAreRefused() {
        NamedConfiguration both = fields(FIELDS);
        both.setYaml(TEXT);

        assertThatThrownBy(() -> settings.setConfigurations(List.of(both)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Configuration \"production\" is given as YAML and by its fields.");
    }

    @Test
    public void everyKeyOfTheFileIsAField() throws Exception {
        JsonNode top = new ObjectMapper()
                .readTree(Path.of("docs", "pumphouse.schema.json").toFile())
                .path("properties");
        JsonNode host = top.path("hosts").path("additionalProperties").path("properties");
        JsonNode defaults = top.path("host_defaults").path("properties");

        holds(NamedConfiguration.class, top);
        for (String side : List.of("source", "target")) {
            JsonNode cloud = top.path(side).path("items").path("properties");
            holds(CloudEntry.class, cloud);
            holds(Endpoints.class, cloud.path("endpoints").path("properties"));
        }
        holds(Limits.class, top.path("limits").path("properties"));
        holds(HostDefaults.class, defaults);
        holds(HostEntry.class, host);
        holds(BmcEntry.class, host.path("bmc").path("properties"));
        holds(Timeouts.class, host.path("timeouts").path("properties"));
        holds(Template.class, alternative(host.path("template")));
        holds(DiskEntry.class, alternative(host.path("disks").path("additionalProperties")));
        holds(InterfaceEntry.class, alternative(host.path("interfaces").path("additionalProperties")));
        holds(
                SwitchEntry.class,
                top.path("switches").path("additionalProperties").path("properties"));
        assertThat(values(new MappingEntry.DescriptorImpl().doFillKindItems(null, null)))
                .contains("", "flavors", "security_groups", "availability_zones")
                .filteredOn(kind -> !kind.isEmpty())
                .isSubsetOf(names(top.path("mapping").path("properties")));
    }

    private static JsonNode alternative(JsonNode schema) {
        for (JsonNode way : schema.path("anyOf")) {
            if (way.has("properties")) {
                return way.path("properties");
            }
        }
        throw new AssertionError("No map among " + schema);
    }

    private static void holds(Class<?> type, JsonNode keys) {
        assertThat(keys).as("keys for " + type).isNotEmpty();
        Set<String> expected = names(keys);
        NOT_IN_THE_SETTINGS.keySet().forEach(words -> expected.removeAll(Arrays.asList(words.split(" "))));
        if (type == InterfaceEntry.class) {
            expected.remove("vlan"); // passed over, as the original's other words
        }
        if (type == BmcEntry.class || type == SwitchEntry.class) {
            expected.remove("username"); // stands with a password
        }
        assertThat(AsCode.setters(type).keySet()).as(type.getSimpleName()).containsAll(expected);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    public void credentialsAreChosenFromThoseThatJenkinsKeeps() {
        StoredCredentials.clear(); // others that ran before in this JVM may have left some
        StoredCredentials.add(new StoredCredentials.Account("old-admin", "admin", "secret"));
        StoredCredentials.add(new StoredCredentials.SecretText("new-token", "secret"));
        StoredCredentials.add(new StoredCredentials.SshKey("deploy"));
        StoredCredentials.addForJenkins(new StoredCredentials.Account("mail", "jenkins", "secret"));
        try {
            CloudEntry.DescriptorImpl form = ExtensionList.lookupSingleton(CloudEntry.DescriptorImpl.class);
            assertThat(values(form.doFillCredentialsItems(null, "gone")))
                    .containsExactly("", "old-admin", "new-token", "gone");
            assertThat(values(form.doFillFuel_credentialsItems(null, null))).containsExactly("", "old-admin");
            try (ACLContext asReader =
                    ACL.as2(new TestingAuthenticationToken("reader", "", "hudson.model.Hudson.Read"))) {
                assertThat(asReader).isNotNull();
                assertThat(values(form.doFillCredentialsItems(null, "gone"))).containsExactly("", "gone");
            }
        } finally {
            StoredCredentials.clear();
        }
    }

    /** The browser would choose the first item of a list that lacks the stored value, and nobody would notice. */
    @Test
    public void whatIsStoredStaysChosenEvenIfTheListWouldNotOfferIt() {
        SwitchEntry.DescriptorImpl form = ExtensionList.lookupSingleton(SwitchEntry.DescriptorImpl.class);
        assertThat(values(form.doFillVersionItems(null, "2c"))).containsExactly("", "v2c", "v3", "2c");
        assertThat(values(form.doFillVersionItems(null, "v3"))).containsExactly("", "v2c", "v3");
        try (ACLContext asReader = ACL.as2(new TestingAuthenticationToken("reader", "", "hudson.model.Hudson.Read"))) {
            assertThat(asReader).isNotNull();
            assertThat(values(form.doFillVersionItems(null, "v3"))).containsExactly("", "v3");
        }
    }

    private static List<String> values(ListBoxModel items) {
        return items.stream().map(item -> item.value).toList();
    }

    @Test
    public void administratorsAreToldOfAConfigurationThatCannotBeRead() throws Exception {
        UnreadableConfigurations monitor = ExtensionList.lookupSingleton(UnreadableConfigurations.class);
        settings.setConfigurations(List.of(new NamedConfiguration("lab", Texts.CLOUDS)));
        assertThat(monitor.isActivated()).isFalse();

        settings.getConfigurations().get(0).setYaml("sorce: []");
        assertThat(monitor.isActivated()).isTrue();
        assertThat(monitor.getPlaces()).singleElement().satisfies(place -> {
            assertThat(place.folder()).isEmpty();
            assertThat(place.url()).isEqualTo("manage/configure");
            assertThat(place.mistakes())
                    .anyMatch(line -> line.startsWith("lab line 1, column 1: unknown key \"sorce\""));
        });
    }

    @Test
    public void theDocumentedExampleOfConfigurationAsCodeWorks() throws Exception {
        String page = Files.readString(Path.of("docs", "configuration.md"));
        Matcher example =
                Pattern.compile("(?ms)^```yaml\n(unclassified:.*?)^```").matcher(page);
        assertThat(example.find()).isTrue();
        JsonNode tree = new ObjectMapper().valueToTree(new Yaml().load(example.group(1)));
        JsonNode first = tree.at("/unclassified/pumphouse/configurations/0");

        Configuration configuration = fields(first.toString()).parse();

        assertThat(configuration.target(null).fuel().login().credentials()).isEqualTo("fuel-admin");
        assertThat(configuration.mapping()).containsEntry("flavor", Map.of("m1.small", "c1.small"));
        assertThat(configuration.hosts().host("cmp-12").node().roles()).containsExactly("compute");
    }

    @SuppressWarnings("unchecked") // the text is a map
    private static NamedConfiguration fields(String text) {
        return AsCode.make(NamedConfiguration.class, (Map<String, ?>) new Yaml().load(text));
    }
}
