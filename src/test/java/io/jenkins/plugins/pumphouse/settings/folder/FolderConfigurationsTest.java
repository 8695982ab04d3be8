package io.jenkins.plugins.pumphouse.settings.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.ExtensionList;
import hudson.model.Failure;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import io.jenkins.plugins.pumphouse.settings.KnownClouds;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import io.jenkins.plugins.pumphouse.settings.StoredCredentials;
import io.jenkins.plugins.pumphouse.settings.UnreadableConfigurations;
import io.jenkins.plugins.pumphouse.settings.entry.CloudEntry;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.kohsuke.stapler.StaplerRequest2;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;

/** Which configuration a job gets that stands in folders. */
public class FolderConfigurationsTest {
    private final Folder shop = new Folder(Jenkins.get(), "shop");
    private final Folder night = new Folder(shop, "night");
    private final Folder.Project job = new Folder.Project(night);

    @Before
    public void configure() {
        StoredCredentials.add(new StoredCredentials.Account("admin", "admin", "secret"));
        PumphouseConfiguration.get()
                .setConfigurations(List.of(configuration("production", "global"), configuration("lab", "lab")));
    }

    @After
    public void forget() {
        PumphouseConfiguration.get().setConfigurations(null);
        StoredCredentials.clear();
    }

    @Test
    public void aJobInNoFolderWithConfigurationsGetsThoseOfTheSettings() throws Exception {
        assertThat(source("production")).isEqualTo("global");
        assertThat(source("lab")).isEqualTo("lab");
    }

    @Test
    public void theConfigurationOfAFolderComesBeforeThatOfTheSettings() throws Exception {
        shop.has(configuration("production", "of-shop"));

        assertThat(source("production")).isEqualTo("of-shop");
        assertThat(source("lab")).isEqualTo("lab");
    }

    /** As an older version, or somebody's editor, has left it in the folder's file. */
    @Test
    public void administratorsAreToldOfAFoldersConfigurationThatCannotBeRead() throws Exception {
        UnreadableConfigurations monitor = ExtensionList.lookupSingleton(UnreadableConfigurations.class);
        Jenkins.get().add(shop, "shop");
        Jenkins.get().add(night, "shop/night");
        shop.has(configuration("production", "of-shop"));
        night.has(configuration("lab", "of-night"));
        assertThat(monitor.isActivated()).isFalse();

        NamedConfiguration stored = night.getProperties()
                .get(FolderConfigurations.class)
                .getConfigurations()
                .get(0);
        String readable = stored.getYaml();
        stored.setYaml("sorce: []");
        try {
            assertThat(monitor.isActivated()).isTrue();
            assertThat(monitor.getPlaces()).singleElement().satisfies(place -> {
                assertThat(place.folder()).isEqualTo(night.getFullName());
                assertThat(place.url()).isEqualTo(night.getUrl() + "configure");
                assertThat(place.mistakes()).anyMatch(line -> line.startsWith("lab line 1, column 1: unknown key"));
            });
        } finally {
            stored.setYaml(readable); // Jenkins keeps the folder for the other tests
        }
    }

    @Test
    public void theNearestFolderCounts() throws Exception {
        shop.has(configuration("production", "of-shop"), configuration("lab", "lab-of-shop"));
        night.has(configuration("production", "of-night"));

        assertThat(source("production")).isEqualTo("of-night");
        assertThat(source("lab")).isEqualTo("lab-of-shop");
    }

    /** Jenkins sends the fields of every kind of property with each folder that is saved. */
    @Test
    public void aFolderThatIsSavedWithoutAConfigurationKeepsNothing() throws Exception {
        FolderConfigurations.DescriptorImpl form =
                ExtensionList.lookupSingleton(FolderConfigurations.DescriptorImpl.class);

        assertThat(form.newInstance(sent(), new JSONObject())).isNull();
        assertThat(form.newInstance(sent(configuration("lab", "old")), new JSONObject()))
                .isInstanceOfSatisfying(
                        FolderConfigurations.class,
                        kept -> assertThat(kept.getConfigurations())
                                .extracting(NamedConfiguration::getName)
                                .containsExactly("lab"));
    }

    private static StaplerRequest2 sent(NamedConfiguration... rows) {
        return new StaplerRequest2() {
            @Override
            public void bindJSON(Object bean, JSONObject src) {
                throw new UnsupportedOperationException();
            }

            @Override
            public <T> T findAncestorObject(Class<T> type) {
                return null;
            }

            @Override
            public <T> T bindJSON(Class<T> type, JSONObject src) {
                FolderConfigurations property = new FolderConfigurations();
                if (rows.length > 0) {
                    property.setConfigurations(List.of(rows));
                }
                return type.cast(property);
            }
        };
    }

    @Test
    public void jobsElsewhereDoNotSeeIt() throws Exception {
        shop.has(configuration("of-shop", "of-shop"));

        assertThatThrownBy(() -> ChosenClouds.choose(
                        "of-shop",
                        null,
                        null,
                        null,
                        new Folder.Build(new Folder.Project(new Folder(Jenkins.get(), "other"))),
                        null))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("No configuration \"of-shop\"")
                .hasMessageContaining("production, lab");
    }

    @Test
    public void theOnlyConfigurationThatAJobSeesNeedsNoName() throws Exception {
        PumphouseConfiguration.get().setConfigurations(null);
        night.has(configuration("production", "of-night"));

        assertThat(source(null)).isEqualTo("of-night");
    }

    @Test
    public void theFormOfAStepOffersThoseOfTheFoldersToo() throws Exception {
        night.has(configuration("night", "of-night"));

        assertThat(KnownClouds.configurations(job)).containsExactly("night", "production", "lab");
        assertThat(KnownClouds.sources(job, "night")).containsExactly("of-night");
        assertThat(KnownClouds.configurations(null)).containsExactly("production", "lab");
        assertThat(KnownClouds.sources(null, "night")).isEmpty();
    }

    @Test
    public void aFolderRefusesWhatTheSettingsRefuse() {
        FolderConfigurations own = new FolderConfigurations();

        assertThatThrownBy(() -> own.setConfigurations(List.of(new NamedConfiguration("lab", "sorce: []"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("unknown key \"sorce\"");
        assertThatThrownBy(() -> own.setConfigurations(List.of(configuration("lab", "a"), configuration("lab", "b"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Two configurations of Pumphouse are called \"lab\"");
        assertThat(own.getConfigurations()).isEmpty();
    }

    @Test
    public void whoMayConfigureTheFolderChoosesFromItsCredentials() {
        StoredCredentials.addIn(shop, new StoredCredentials.Account("of-shop", "admin", "secret"));
        CloudEntry.DescriptorImpl form = ExtensionList.lookupSingleton(CloudEntry.DescriptorImpl.class);

        assertThat(offered(form, shop, "hudson.model.Item.Configure")).containsExactly("", "admin", "of-shop", "gone");
        assertThat(offered(form, night, "hudson.model.Item.Configure")).containsExactly("", "admin", "gone");
        assertThat(offered(form, shop, "hudson.model.Item.Read")).containsExactly("", "gone");
        assertThat(offered(form, null, "hudson.model.Item.Configure")).containsExactly("", "gone");
    }

    private static List<String> offered(CloudEntry.DescriptorImpl form, Folder folder, String permission) {
        try (ACLContext asPerson = ACL.as2(new TestingAuthenticationToken("person", "", permission))) {
            assertThat(asPerson).isNotNull();
            return form.doFillCredentialsItems(folder, "gone").stream()
                    .map(item -> item.value)
                    .toList();
        }
    }

    @Test
    public void anAdministratorTestsAConfigurationOfAFolderWithItsCredentials() throws Exception {
        shop.has(new NamedConfiguration("shop", """
                source: [{name: old, auth_url: "http://127.0.0.1:9/v3", credentials: of-shop, tenant: admin}]
                target: [{name: new, auth_url: "http://127.0.0.1:10/v3", credentials: nobodys, tenant: admin}]
                """));
        StoredCredentials.addIn(shop, new StoredCredentials.Account("of-shop", "admin", "secret"));
        NamedConfiguration.DescriptorImpl form = ExtensionList.lookupSingleton(NamedConfiguration.DescriptorImpl.class);

        assertThat(form.doTestConnections(shop, "shop").getMessage())
                .contains("nobodys", "127.0.0.1:9")
                .doesNotContain("of-shop");
        assertThat(form.doTestConnections(null, "shop").getMessage()).contains("Save");
        try (ACLContext asPerson =
                ACL.as2(new TestingAuthenticationToken("person", "", "hudson.model.Item.Configure"))) {
            assertThat(asPerson).isNotNull();
            assertThatThrownBy(() -> form.doTestConnections(shop, "shop")).isInstanceOf(AccessDeniedException.class);
        }
    }

    private String source(String config) throws Exception {
        return ChosenClouds.choose(config, null, null, null, new Folder.Build(job), null)
                .source()
                .name();
    }

    private static NamedConfiguration configuration(String name, String source) {
        return new NamedConfiguration(name, """
                source: [{name: %s, auth_url: "http://10.0.0.1:5000/v3", credentials: admin, tenant: admin}]
                target: [{name: new, auth_url: "http://10.0.1.1:5000/v3", credentials: admin, tenant: admin}]
                """.formatted(source));
    }
}
