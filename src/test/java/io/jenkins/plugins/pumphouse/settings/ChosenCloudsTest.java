package io.jenkins.plugins.pumphouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import jenkins.model.Jenkins;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** From a step's arguments to two clouds that can be connected to. */
public class ChosenCloudsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Run<?, ?> run;

    @Before
    public void startBuild() throws IOException {
        run = new Build();
    }

    @After
    public void forgetCredentials() {
        StoredCredentials.clear();
    }

    private static final String WITH_OWNERS = """
            source:
              - {name: old, auth_url: "https://10.0.0.1:5000/v2.0/", credentials: admin}
            target:
              - name: new
                auth_url: https://10.0.1.1:5000/v3
                credentials: admin
                owners:
                  alice: {credentials: alice}
                  bob: {application_credential_id: 3f1c, credentials: bob}
                  carol: {trust_id: fb07b0}
            """;

    @Test
    public void credentialsBecomeTheLoginOfTheirCloud() throws Exception {
        StoredCredentials.add(new StoredCredentials.Account("old-admin", "admin", "hunter2"));
        StoredCredentials.add(new StoredCredentials.SecretText("new-token", "3f1c"));
        ChosenClouds clouds = ChosenClouds.choose(Texts.CLOUDS, "old", "mira-os-2", null, run, null);
        assertThat(clouds.source())
                .extracting(CloudAccess::name, CloudAccess::username, CloudAccess::password, CloudAccess::token)
                .containsExactly("old", "admin", "hunter2", null);
        assertThat(clouds.target())
                .extracting(CloudAccess::name, CloudAccess::authUrl, CloudAccess::username, CloudAccess::token)
                .containsExactly("mira-os-2", "http://10.0.1.2:5000/v3", null, "3f1c");
        assertThat(clouds.mapping()).isEqualTo(Map.of("flavor", Map.of("m1.small", "c1")));
        assertThat(clouds.warnings())
                .containsExactly(
                        "cloud \"old\" is called over plain http (http://10.0.0.1:5000/v2.0/): anyone on the network"
                                + " path can read its password and tokens. Use https if the cloud has it.",
                        "cloud \"mira-os-2\" is called over plain http (http://10.0.1.2:5000/v3): anyone on the"
                                + " network path can read its password and tokens. Use https if the cloud has it.");
    }

    @Test
    public void whatIsEncryptedOrStaysOnThisMachineIsNotWarnedOf() throws Exception {
        StoredCredentials.add(new StoredCredentials.Account("a", "admin", "hunter2"));
        String clouds = """
            source:
              - {name: old, auth_url: "HTTPS://10.0.0.1:5000/v2.0/", credentials: a}
            target:
              - {name: new, auth_url: "http://127.0.0.1:5000/v3", credentials: a}
            """;
        assertThat(ChosenClouds.choose(clouds, null, null, null, run, null).warnings())
                .isEmpty();
    }

    @Test
    public void theSecretOfAnApplicationCredentialIsKeptByJenkins() throws Exception {
        StoredCredentials.add(new StoredCredentials.SecretText("new-app", "s3cret-app"));
        StoredCredentials.add(new StoredCredentials.Account("old-admin", "admin", "hunter2"));
        String clouds = """
            source:
              - {name: old, auth_url: "https://10.0.0.1:5000/v2.0/", credentials: old-admin}
            target:
              - {name: new, auth_url: "https://10.0.1.1:5000/v3", application_credential_id: 3f1c, credentials: new-app}
            """;
        CloudAccess target =
                ChosenClouds.choose(clouds, null, null, null, run, null).target();
        assertThat(target.login().secret().text()).isEqualTo("s3cret-app");
        assertThat(target.applicationCredential().id()).isEqualTo("3f1c");
        assertThat(target)
                .extracting(CloudAccess::username, CloudAccess::password, CloudAccess::token)
                .containsOnlyNulls();
        assertThat(target.toString())
                .contains("application credential \"3f1c\"")
                .doesNotContain("s3cret");
    }

    @Test
    public void theLoginsOfOwnersAreKeptByJenkins() throws Exception {
        StoredCredentials.add(new StoredCredentials.Account("admin", "admin", "hunter2"));
        StoredCredentials.addFor("https://10.0.1.1:5000", new StoredCredentials.Account("alice", "alice", "hers"));
        StoredCredentials.add(new StoredCredentials.SecretText("bob", "s3cret-app"));

        CloudAccess target =
                ChosenClouds.choose(WITH_OWNERS, null, null, null, run, null).target();

        assertThat(target.owner("alice", null).orElseThrow().login().password()).isEqualTo("hers");
        assertThat(target.owner("bob", null).orElseThrow().login().secret().text())
                .isEqualTo("s3cret-app");
        assertThat(target.owner("carol", null).orElseThrow().trust()).isEqualTo("fb07b0");
        assertThat(target.toString() + target.owners()).doesNotContain("hers", "s3cret-app");
    }

    @Test
    public void missingCredentialsOfAnOwnerAreNamedWithTheOwner() {
        StoredCredentials.add(new StoredCredentials.Account("admin", "admin", "hunter2"));
        StoredCredentials.add(new StoredCredentials.SecretText("bob", "s3cret-app"));
        assertThatThrownBy(() -> ChosenClouds.choose(WITH_OWNERS, null, null, null, run, null))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("No credentials \"alice\" for \"alice\" in \"owners\" of cloud \"new\""
                        + " (https://10.0.1.1:5000/v3). Add them as \"Username with password\"");
    }

    @Test
    public void aLiteralPasswordNeedsNoCredentialsAndIsWarnedOf() throws Exception {
        StoredCredentials.add(new StoredCredentials.SecretText("new-token", "3f1c"));
        Files.writeString(folder.getRoot().toPath().resolve("pumphouse.yaml"), Texts.WITH_PASSWORD);
        ChosenClouds clouds = ChosenClouds.choose(null, null, null, null, run, new FilePath(folder.getRoot()));
        assertThat(clouds.source().password()).isEqualTo("hunter2");
        assertThat(clouds.warnings())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("pumphouse.yaml line 2, column 5: holds passwords or tokens of old");
    }

    @Test
    public void aBuildIsWarnedOnceHoweverManyStepsItHas() throws Exception {
        StoredCredentials.add(new StoredCredentials.SecretText("new-token", "3f1c"));
        Files.writeString(folder.getRoot().toPath().resolve("pumphouse.yaml"), Texts.WITH_PASSWORD);
        FilePath workspace = new FilePath(folder.getRoot());
        assertThat(ChosenClouds.choose(null, null, null, null, run, workspace).warnings())
                .hasSize(3);
        assertThat(ChosenClouds.choose(null, null, null, null, run, workspace).warnings())
                .isEmpty();
        assertThat(ChosenClouds.choose(null, null, null, null, new Build(), workspace)
                        .warnings())
                .hasSize(3);
    }

    @Test
    public void missingCredentialsAreNamedWithTheirCloudAndTheKindsThatFit() {
        StoredCredentials.add(new StoredCredentials.SecretText("new-token", "3f1c"));
        assertThatThrownBy(() -> ChosenClouds.choose(Texts.CLOUDS, null, "mira-os-1", null, run, null))
                .isInstanceOf(AbortException.class)
                .hasMessage("No credentials \"old-admin\" for cloud \"old\" (http://10.0.0.1:5000/v2.0/). Add them as"
                        + " \"Username with password\", or \"Secret text\" for a token, in Jenkins' global"
                        + " credentials or in a folder of this job; if they exist, their domain may not cover that"
                        + " address, or their scope is \"System\", which no build can use.");
    }

    @Test
    public void credentialsOfJenkinsItselfAreForNoBuild() {
        StoredCredentials.addForJenkins(new StoredCredentials.Account("old-admin", "admin", "secret"));
        assertThatThrownBy(() -> ChosenClouds.choose(Texts.CLOUDS, null, "mira-os-1", null, run, null))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("their scope is \"System\", which no build can use");
    }

    @Test
    public void credentialsOfAnotherKindAreRefused() {
        StoredCredentials.add(new StoredCredentials.SshKey("old-admin"));
        assertThatThrownBy(() -> ChosenClouds.choose(Texts.CLOUDS, null, "mira-os-1", null, run, null))
                .isInstanceOf(AbortException.class)
                .hasMessage("Credentials \"old-admin\" for cloud \"old\" (http://10.0.0.1:5000/v2.0/) are SshKey; what"
                        + " fits is \"Username with password\", or \"Secret text\" for a token.");
    }

    @Test
    public void mistakesAndUnknownCloudsAbortWithoutAStackTrace() {
        assertThatThrownBy(() -> ChosenClouds.choose("source:\n- {nane: old}\n", null, null, null, run, null))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("config line 2, column 4: unknown key \"nane\"")
                .hasNoCause();
        assertThatThrownBy(() -> ChosenClouds.choose(Texts.CLOUDS, null, "mira", null, run, null))
                .isInstanceOf(AbortException.class)
                .hasMessage("No cloud \"mira\" among the targets of config. There are: mira-os-1, mira-os-2.");
    }

    @Test
    public void aCloudIsNotMigratedToItself() {
        String same = """
            source:
              - {name: old, auth_url: "http://10.0.0.1:5000/v2.0/", credentials: a}
            target:
              - {name: new, auth_url: "http://10.0.0.1:5000/v3", credentials: b}
            """;
        assertThatThrownBy(() -> ChosenClouds.choose(same, null, null, null, run, null))
                .isInstanceOf(AbortException.class)
                .hasMessage("Source \"old\" and target \"new\" of config are the same cloud (http://10.0.0.1:5000/v3);"
                        + " there is nothing to migrate between them. Name two clouds with source and target.");
    }

    @Test
    public void nothingPrintsASecret() throws Exception {
        StoredCredentials.add(new StoredCredentials.Account("old-admin", "admin", "hunter2"));
        StoredCredentials.add(new StoredCredentials.SecretText("new-token", "hunter2"));
        assertThat(ChosenClouds.choose(Texts.CLOUDS, null, "mira-os-1", null, run, null)
                        .toString())
                .contains("mira-os-1")
                .doesNotContain("hunter2");
    }

    private static final class Project extends Job<Project, Build> {
        Project() {
            super(Jenkins.get(), "move");
        }
    }

    private static final class Build extends Run<Project, Build> {
        Build() throws IOException {
            super(new Project());
        }
    }
}
