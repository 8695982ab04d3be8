package io.jenkins.plugins.pumphouse.settings.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.ExtensionList;
import hudson.model.Failure;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.pumphouse.config.Limit;
import io.jenkins.plugins.pumphouse.settings.AsCode;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import io.jenkins.plugins.pumphouse.settings.ChosenLimits;
import io.jenkins.plugins.pumphouse.settings.KnownClouds;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import io.jenkins.plugins.pumphouse.settings.StoredCredentials;
import io.jenkins.plugins.pumphouse.settings.UnreadableConfigurations;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.kohsuke.stapler.StaplerRequest2;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.yaml.snakeyaml.Yaml;

/** A configuration of a folder that says only what is different in it, and inherits the rest. */
public class InheritedConfigurationTest {
    private static final String PRODUCTION = """
            source:
              - {name: old, auth_url: "http://10.0.0.1:5000/v3", credentials: admin, tenant: admin, region: one}
            target:
              - {name: new, auth_url: "http://10.0.1.1:5000/v3", credentials: admin, tenant: admin}
            mapping:
              flavors: {m1.small: c1.small, m1.tiny: c1.tiny}
            cutover: {web-net: now}
            host_defaults: {switch: tor-3, vlan: 99, bmc: {credentials: bmc, timeout: 30s}}
            switches: {tor-3: {address: 10.1.0.2, credentials: tor}}
            hosts:
              cmp-12: {bmc: {address: 10.1.0.12}, ports: [ge-0/0/17], macs: ["00:25:90:e7:46:d0"], disks: {os: 64GB, vm: rest}}
            """;

    private final Folder shop = new Folder(Jenkins.get(), "shop-that-inherits");
    private final Folder night = new Folder(shop, "night");
    private final Folder.Project job = new Folder.Project(night);

    @Before
    public void configure() {
        for (String id : List.of("admin", "shop-admin")) {
            StoredCredentials.add(new StoredCredentials.Account(id, id, "secret"));
        }
        PumphouseConfiguration.get()
                .setConfigurations(List.of(
                        new NamedConfiguration("production", PRODUCTION),
                        new NamedConfiguration("lab", PRODUCTION.replace("m1.tiny", "m1.lab"))));
    }

    @After
    public void forget() {
        PumphouseConfiguration.get().setConfigurations(null);
        StoredCredentials.clear();
    }

    @Test
    public void aFolderWithAnotherMappingRepeatsNoCloud() throws Exception {
        shop.has(fields("""
                name: production
                inherits: production
                mapping: [{kind: flavors, source: m1.small, target: shop.small}, {kind: projects, source: demo, target: shop}]
                """));

        ChosenClouds chosen = chosen("production");

        assertThat(chosen.source().name()).isEqualTo("old");
        assertThat(chosen.source().username()).isEqualTo("admin");
        assertThat(whole(shop, "production"))
                .contains("m1.small: shop.small", "m1.tiny: c1.tiny", "demo: shop")
                .doesNotContain("inherits:");
    }

    @Test
    public void aFolderWithAnotherAccountForOneCloudSaysOnlyThat() throws Exception {
        shop.has(fields("""
                name: production
                inherits: production
                target: [{name: new, credentials: shop-admin}]
                """));

        ChosenClouds chosen = chosen("production");

        assertThat(chosen.target().username()).isEqualTo("shop-admin");
        assertThat(chosen.target().name()).isEqualTo("new");
        assertThat(chosen.source().username()).isEqualTo("admin");
        assertThat(whole(shop, "production")).contains("region: one");
    }

    /** Who may configure a folder could else have the password of a cloud sent to any host. */
    @Test
    public void anotherAddressInheritsNoLogin() throws Exception {
        shop.has(fields("""
                name: production
                inherits: production
                target: [{name: new, auth_url: "https://elsewhere.example:5000/v3"}]
                """));

        assertThat(whole(shop, "production"))
                .contains("https://elsewhere.example:5000/v3", "tenant: admin")
                .doesNotContainPattern("name: new\\s[^-]*credentials:");
        assertThatThrownBy(() -> chosen("production")).hasMessageContaining("credentials");
    }

    /** Each of them sees what the one further out says, also two levels away. */
    @Test
    public void aFolderInheritsFromTheOneAroundIt() throws Exception {
        shop.has(new NamedConfiguration("production", """
                inherits: production
                host_defaults: {vlan: 7}
                """));
        night.has(new NamedConfiguration("production", """
                inherits: production
                cutover: {db-net: address}
                """));

        assertThat(whole(night, "production")).contains("vlan: 7", "switch: tor-3", "web-net: now", "db-net: address");
        assertThat(chosen("production").source().name()).isEqualTo("old");
    }

    /** A folder may be slower or faster than others; what it does not say holds as before. */
    @Test
    public void aFolderChangesALimitAndKeepsTheOthers() throws Exception {
        PumphouseConfiguration.get()
                .setConfigurations(List.of(new NamedConfiguration(
                        "production", PRODUCTION + "limits: {parallel: 4, bandwidth: 50 MB/s}\n")));
        shop.has(fields("""
                name: production
                inherits: production
                limits: {parallel: 8, perHost: 2}
                """));

        ChosenLimits limits = chosen("production").limits();

        assertThat(limits.of("parallel")).map(Limit::most).contains(8L);
        assertThat(limits.of("perHost")).map(Limit::most).contains(2L);
        assertThat(limits.of("bandwidth")).map(Limit::written).contains("50 MB/s");
        assertThat(limits.of("transfers")).isEmpty();
        assertThat(limits.place("parallel")).isEqualTo("\"production\" of folder " + shop.getFullName());
        assertThat(limits.place("bandwidth")).isEqualTo("\"production\" of Jenkins' settings");
    }

    @Test
    public void thePageShowsWhereEachSectionIsFrom() {
        shop.has(new NamedConfiguration("production", """
                inherits: lab
                mapping: {flavors: {m1.small: shop.small}}
                """));

        assertThat(whole(shop, "production"))
                .contains(
                        "# source: from \"lab\" of Jenkins' settings\n",
                        "# mapping: from \"production\" of folder " + shop.getFullName()
                                + ", the rest from \"lab\" of Jenkins' settings\n",
                        "m1.lab: c1.tiny");
    }

    /** The settings of Jenkins are not for everybody who may configure a folder. */
    @Test
    public void whoConfiguresOnlyTheFolderSeesOfTheSettingsWhereASectionIsFrom() {
        shop.has(new NamedConfiguration("production", "inherits: production\n"));
        try (ACLContext asOwner = ACL.as2(new TestingAuthenticationToken("owner", "", "hudson.model.Item.Configure"))) {
            assertThat(asOwner).isNotNull();
            assertThat(whole(shop, "production"))
                    .contains("# source: from \"production\" of Jenkins' settings")
                    .doesNotContain("10.0.0.1");
        }
    }

    @Test
    public void whoMayNotConfigureTheFolderIsShownNothing() {
        shop.has(new NamedConfiguration("production", "inherits: production\n"));
        try (ACLContext asReader = ACL.as2(new TestingAuthenticationToken("reader", "", "hudson.model.Item.Read"))) {
            assertThat(asReader).isNotNull();
            assertThat(form().doShowWhole(shop, "production").getMessage()).isNull();
            assertThat(form().doFillInheritsItems(shop, "").stream().map(item -> item.value))
                    .containsExactly("");
        }
        assertThat(form().doFillInheritsItems(shop, "").stream().map(item -> item.value))
                .containsExactly("", "production", "lab");
    }

    @Test
    public void keysOfAHostAreTakenOneByOneButItsDisksAsAWhole() {
        shop.has(new NamedConfiguration("production", """
                inherits: production
                hosts: {cmp-12: {bmc: {suite: 3}, disks: {os: rest}}}
                """));

        assertThat(whole(shop, "production"))
                .contains("suite: 3", "address: 10.1.0.12", "ge-0/0/17", "{os: rest}")
                .doesNotContain("vm: rest");
    }

    @Test
    public void theLoginOfACloudIsTakenAsAWhole() throws Exception {
        StoredCredentials.add(new StoredCredentials.SecretText("application", "secret"));
        shop.has(new NamedConfiguration("production", """
                inherits: production
                target: [{name: new, application_credential_id: 21dced0f, credentials: application}]
                """));
        night.has(new NamedConfiguration("production", """
                inherits: production
                target: [{name: new, credentials: shop-admin, tenant: admin}]
                """));

        assertThat(whole(shop, "production")).contains("application_credential_id");
        assertThat(chosen("production").target().username()).isEqualTo("shop-admin");
        assertThat(whole(night, "production")).doesNotContain("application_credential_id");
    }

    @Test
    public void aKeyThatIsUnknownMissingOrGivenTwiceIsRefused() {
        assertRefused("inherits: production\nmapping: {flavour: {a: b}}\n", "unknown key \"flavour\"");
        assertRefused(
                "inherits: production\nmapping: {flavors: {a: b}}\nmapping: {flavors: {c: d}}\n",
                "\"mapping\" is given twice");
        assertRefused(
                "inherits: production\ntarget: [{name: other}]\n",
                "production, with what it inherits: target cloud \"other\" has no \"auth_url\"");
        assertRefused("inherits: [production]\n", "\"inherits\" must be the name of a configuration, not a list");
    }

    @Test
    public void whatDoesNotExistOrInheritsFromItselfIsRefused() {
        assertRefused(
                "inherits: prodution\n",
                "inherits from \"prodution\", which neither the folders around it nor Jenkins' settings have; they have production, lab.");

        assertThatThrownBy(() -> PumphouseConfiguration.get()
                        .setConfigurations(List.of(
                                new NamedConfiguration("a", "inherits: b\n"),
                                new NamedConfiguration("b", "inherits: a\n"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("\"a\" inherits from itself in the end");
        assertThatThrownBy(() -> PumphouseConfiguration.get()
                        .setConfigurations(List.of(new NamedConfiguration("a", "inherits: a\n"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("inherits from \"a\"");
    }

    /** It is not in its folder yet when it is made of the form: only the request knows the folder. */
    private void assertRefused(String yaml, String message) {
        assertThatThrownBy(() -> ExtensionList.lookupSingleton(FolderConfigurations.DescriptorImpl.class)
                        .newInstance(sentFor(shop, yaml), new JSONObject()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(message);
    }

    private static StaplerRequest2 sentFor(Folder folder, String yaml) {
        return new StaplerRequest2() {
            @Override
            public void bindJSON(Object bean, JSONObject src) {
                throw new UnsupportedOperationException();
            }

            @Override
            public <T> T bindJSON(Class<T> type, JSONObject src) {
                FolderConfigurations property = new FolderConfigurations();
                property.setConfigurations(List.of(new NamedConfiguration("production", yaml)));
                return type.cast(property);
            }

            @Override
            public <T> T findAncestorObject(Class<T> type) {
                return type.cast(folder);
            }
        };
    }

    @Test
    public void aSecretIsStoredInNoFolder() {
        FolderConfigurations own = new FolderConfigurations();
        for (String secret : List.of(
                "target: [{name: new, username: admin, password: Hidden1}]",
                "host_defaults: {bmc: {username: ADMIN, password: Hidden1}}",
                "source: [{name: old, identity: {connection: \"mysql://keystone:Hidden1@10.0.0.5/keystone\"}}]")) {
            assertThatThrownBy(() -> own.setConfigurations(
                            List.of(new NamedConfiguration("production", "inherits: production\n" + secret + "\n"))))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("holds a password or token")
                    .hasMessageNotContaining("Hidden1");
        }
        own.setConfigurations(List.of(
                new NamedConfiguration("production", "inherits: production\nmapping: {users: {password: token}}\n")));
    }

    /** Somebody has renamed the configuration of the settings. */
    @Test
    public void administratorsAreToldThatWhatAFolderInheritsFromIsGone() throws Exception {
        UnreadableConfigurations monitor = ExtensionList.lookupSingleton(UnreadableConfigurations.class);
        Jenkins.get().add(shop, shop.getName());
        shop.has(new NamedConfiguration("production", "inherits: lab\n"));
        assertThat(monitor.isActivated()).isFalse();

        PumphouseConfiguration.get().setConfigurations(List.of(new NamedConfiguration("production", PRODUCTION)));
        try {
            assertThat(monitor.getPlaces())
                    .singleElement()
                    .satisfies(place -> assertThat(place.mistakes())
                            .singleElement()
                            .asString()
                            .contains("inherits from \"lab\""));
            assertThatThrownBy(() -> chosen("production"))
                    .isInstanceOf(AbortException.class)
                    .hasMessageContaining("inherits from \"lab\"");
        } finally {
            NamedConfiguration stored = shop.getProperties()
                    .get(FolderConfigurations.class)
                    .getConfigurations()
                    .get(0);
            stored.setYaml(PRODUCTION); // Jenkins keeps the folder for the other tests
        }
    }

    /** A file of a workspace is read by whoever has it, also outside of Jenkins. */
    @Test
    public void aTextOfAStepInheritsFromNothing() {
        assertThat(KnownClouds.check(job, "inherits: production\nmapping: {}\n").getMessage())
                .contains("only a configuration of Jenkins' settings or of a folder may inherit");
    }

    private ChosenClouds chosen(String config) throws Exception {
        return ChosenClouds.choose(config, null, null, null, new Folder.Build(job), null);
    }

    private static String whole(Folder folder, String name) {
        return form().doShowWhole(folder, name)
                .getMessage()
                .replace("&quot;", "\"")
                .replace("&#039;", "'")
                .replace("&#39;", "'");
    }

    private static NamedConfiguration.DescriptorImpl form() {
        return ExtensionList.lookupSingleton(NamedConfiguration.DescriptorImpl.class);
    }

    private static NamedConfiguration fields(String code) {
        return AsCode.make(NamedConfiguration.class, new Yaml().load(code));
    }
}
