package io.jenkins.plugins.pumphouse.settings.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.ExtensionList;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.After;
import org.junit.Test;

/** Who may configure a folder could have an inherited password sent to any host, if an address alone were enough. */
public class InheritedLoginsTest {
    private static final String TWO_HOSTS = """
            source: [{name: old, auth_url: "http://10.0.0.1:5000/v3", credentials: admin, tenant: admin}]
            host_defaults: {wiring: none, bmc: {timeout: 30s, credentials: bmc}}
            hosts: {cmp-12: {bmc: {address: 10.1.0.12}}, cmp-13: {bmc: {address: 10.1.0.13}}}
            """;

    @After
    public void forget() {
        PumphouseConfiguration.get().setConfigurations(null);
    }

    /** The token of the account goes to each of these addresses, and the logins of owners go to Keystone's. */
    @Test
    public void anotherAddressOfAServiceOrADatabaseInheritsNoLoginEither() {
        PumphouseConfiguration.get().setConfigurations(List.of(new NamedConfiguration("production", """
                source:
                  - {name: old, auth_url: "http://10.0.0.1:5000/v3", credentials: admin, tenant: admin,
                     identity: {connection: "mysql://10.0.0.5/keystone", credentials: database}, owners: {alice: {credentials: alice}}}
                """)));
        Folder shop = folder();
        shop.has(new NamedConfiguration(
                "production",
                "inherits: production\nsource: [{name: old, endpoints: {compute: \"http://elsewhere:8774\"}}]\n"));
        assertThat(whole(shop))
                .contains("elsewhere:8774", "credentials: database")
                .doesNotContain("credentials: admin", "credentials: alice");

        Folder keystone = folder();
        keystone.has(new NamedConfiguration(
                "production", "inherits: production\nsource: [{name: old, auth_url: \"http://elsewhere:5000\"}]\n"));
        assertThat(whole(keystone)).doesNotContain("credentials: admin", "credentials: alice");

        Folder database = folder();
        database.has(
                new NamedConfiguration(
                        "production",
                        "inherits: production\nsource: [{name: old, identity: {connection: \"mysql://elsewhere/keystone\"}}]\n"));
        assertThat(whole(database))
                .contains("mysql://elsewhere/keystone", "credentials: admin", "credentials: alice")
                .doesNotContain("credentials: database");
    }

    @Test
    public void anotherAddressOfABmcOrANewHostGetsNoInheritedDefaultLogin() {
        PumphouseConfiguration.get().setConfigurations(List.of(new NamedConfiguration("production", TWO_HOSTS)));
        for (String changed : List.of(
                "cmp-12: {bmc: {address: elsewhere}}",
                "new-1: {bmc: {address: elsewhere}, wiring: none}",
                "new-1: {ipmi: {host: elsewhere}, wiring: none}")) {
            Folder shop = folder();
            shop.has(new NamedConfiguration("production", "inherits: production\nhosts: {" + changed + "}\n"));

            assertThat(whole(shop))
                    .contains("elsewhere", "timeout: 30s")
                    .containsPattern("cmp-13:\\s+bmc:\\s*\\{?address: 10.1.0.13,?\\s+credentials: bmc")
                    .doesNotContainPattern("elsewhere,?\\s+credentials")
                    .doesNotContainPattern("timeout: 30s,?\\s+credentials");
            assertThatThrownBy(() -> PumphouseConfiguration.check(
                            shop.getProperties().get(FolderConfigurations.class).getConfigurations(), shop))
                    .hasMessageContaining(
                            "of host \"" + changed.replaceFirst(":.*", "") + "\" says nothing to log in with");
        }
    }

    /** It knows which addresses the login is for: all of those that it inherits, and its own. */
    @Test
    public void aDefaultLoginOfTheFolderGoesToItsAddressesAndToThoseThatItInherits() {
        PumphouseConfiguration.get().setConfigurations(List.of(new NamedConfiguration("production", TWO_HOSTS)));
        Folder shop = folder();
        shop.has(
                new NamedConfiguration(
                        "production",
                        "inherits: production\nhost_defaults: {bmc: {credentials: shop}}\nhosts: {new-1: {bmc: {address: 10.1.0.14}, wiring: none}}\n"));

        assertThat(whole(shop))
                .containsPattern("timeout: 30s,?\\s+credentials: shop")
                .doesNotContain("credentials: bmc");

        Folder night = new Folder(shop, "night");
        night.has(new NamedConfiguration(
                "production", "inherits: production\nhosts: {new-1: {bmc: {address: elsewhere}}}\n"));

        assertThat(whole(night))
                .containsPattern("10.1.0.12,?\\s+credentials: shop")
                .containsPattern("10.1.0.13,?\\s+credentials: shop")
                .doesNotContainPattern("elsewhere,?\\s+credentials");
    }

    private static Folder folder() {
        return new Folder(Jenkins.get(), "shop-with-addresses");
    }

    private static String whole(Folder folder) {
        return ExtensionList.lookupSingleton(NamedConfiguration.DescriptorImpl.class)
                .doShowWhole(folder, "production")
                .getMessage()
                .replace("&quot;", "\"")
                .replace("&#039;", "'")
                .replace("&#39;", "'");
    }
}
