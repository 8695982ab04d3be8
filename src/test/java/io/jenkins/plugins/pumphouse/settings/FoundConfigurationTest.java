package io.jenkins.plugins.pumphouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Where a step's {@code config} is looked for. */
public class FoundConfigurationTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root;
    private FilePath workspace;

    @Before
    public void makeWorkspace() throws Exception {
        root = folder.newFolder("workspace").toPath();
        workspace = new FilePath(root.toFile());
    }

    @After
    public void forgetSettings() {
        PumphouseConfiguration.get().setConfigurations(null);
    }

    @Test
    public void insideNodeAFileOfTheWorkspaceIsRead() throws Exception {
        write("clouds/lab.yaml", Texts.sourceCalled("in-file"));
        Configuration configuration = find("clouds/lab.yaml");
        assertThat(configuration.source(null).name()).isEqualTo("in-file");
        assertThat(configuration.file()).isEqualTo("clouds/lab.yaml");
    }

    @Test
    public void aStepThatNamesNoneMeansPumphouseYaml() throws Exception {
        write("pumphouse.yaml", Texts.sourceCalled("in-file"));
        assertThat(find(null).source(null).name()).isEqualTo("in-file");
        assertThat(find(" ").source(null).name()).isEqualTo("in-file");
    }

    @Test
    public void anAbsolutePathWithinTheWorkspaceIsRead() throws Exception {
        write("pumphouse.yaml", Texts.sourceCalled("in-file"));
        assertThat(find(root.resolve("pumphouse.yaml").toString()).source(null).name())
                .isEqualTo("in-file");
    }

    @Test
    public void withoutSuchAFileTheSettingsAreAsked() throws Exception {
        keep("lab", "in-settings");
        keep("production", "in-settings-too");
        assertThat(find("lab").source(null).name()).isEqualTo("in-settings");
    }

    @Test
    public void aFileComesBeforeTheSettings() throws Exception {
        write("lab", Texts.sourceCalled("in-file"));
        keep("lab", "in-settings");
        assertThat(find("lab").source(null).name()).isEqualTo("in-file");
    }

    @Test
    public void outsideNodeOnlyTheSettingsAreAsked() throws Exception {
        keep("lab", "in-settings");
        assertThat(FoundConfiguration.find("lab", null, null)
                        .configuration()
                        .source(null)
                        .name())
                .isEqualTo("in-settings");
    }

    @Test
    public void theOnlyOneOfTheSettingsNeedsNoName() throws Exception {
        keep("lab", "in-settings");
        assertThat(find(null).source(null).name()).isEqualTo("in-settings");
        assertThat(FoundConfiguration.find(null, null, null)
                        .configuration()
                        .source(null)
                        .name())
                .isEqualTo("in-settings");
    }

    @Test
    public void oneOfSeveralInTheSettingsNeedsAName() throws Exception {
        keep("lab", "a");
        keep("production", "b");
        assertThatThrownBy(() -> FoundConfiguration.find(null, null, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "No configuration \"pumphouse.yaml\": the step has no workspace (put the step inside node { …"
                                + " } to use a file), and Jenkins' settings and this job's folders have only lab,"
                                + " production. Say which with config: '<file or name>'.");
    }

    @Test
    public void whatIsNowhereIsMissedInBothPlaces() {
        assertThatThrownBy(() -> find("lab.yaml"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("No configuration \"lab.yaml\": no such file in the workspace " + root
                        + ", and Jenkins' settings have no configuration for Pumphouse. Say which with config:"
                        + " '<file or name>'.");
    }

    @Test
    public void severalLinesAreTheConfigurationItself() throws Exception {
        assertThat(FoundConfiguration.find(Texts.CLOUDS, null, null)
                        .configuration()
                        .targets())
                .hasSize(2);
    }

    @Test
    public void severalLinesMayHoldNoSecretSinceTheBuildKeepsThem() {
        assertThatThrownBy(() -> FoundConfiguration.find(Texts.WITH_PASSWORD, null, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The configuration in this step's argument holds a password or token of old.")
                .hasMessageContaining("change it on the cloud")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    public void aFileMayHoldSecrets() throws Exception {
        write("pumphouse.yaml", Texts.WITH_PASSWORD);
        assertThat(find(null).hasLiteralSecrets()).isTrue();
    }

    @Test
    public void nothingOutsideTheWorkspaceIsRead() throws Exception {
        Path outside = folder.newFile("secret.yaml").toPath();
        Files.writeString(outside, Texts.sourceCalled("outside"));
        for (String path : List.of(
                "../secret.yaml", "x/../../secret.yaml", outside.toString(), "../missing.yaml", "/etc/hostname")) {
            assertThatThrownBy(() -> find(path))
                    .as(path)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("\"" + path + "\" is not in the workspace " + root
                            + "; only files of the workspace are read. Copy it into the workspace, or use a configuration"
                            + " of Jenkins' settings.");
        }
    }

    @Test
    public void aLinkDoesNotLeadOutOfTheWorkspace() throws Exception {
        Path outside = folder.newFile("secret.yaml").toPath();
        Files.writeString(outside, Texts.sourceCalled("outside"));
        Files.createSymbolicLink(root.resolve("pumphouse.yaml"), outside);
        assertThatThrownBy(() -> find(null)).hasMessageStartingWith("\"pumphouse.yaml\" is not in the workspace");
    }

    @Test
    public void aWorkspaceThatIsItselfALinkIsAWorkspace() throws Exception {
        write("pumphouse.yaml", Texts.sourceCalled("in-file"));
        Path link = Files.createSymbolicLink(folder.getRoot().toPath().resolve("link"), root);
        FoundConfiguration found = FoundConfiguration.find(null, null, new FilePath(link.toFile()));
        assertThat(found.configuration().source(null).name()).isEqualTo("in-file");
    }

    @Test
    public void aFolderAndAMissingWorkspaceAreNoFiles() throws Exception {
        Files.createDirectory(root.resolve("pumphouse.yaml"));
        assertThatThrownBy(() -> find(null))
                .hasMessageStartingWith("No configuration \"pumphouse.yaml\": no such file");
        FilePath missing =
                new FilePath(folder.getRoot().toPath().resolve("missing").toFile());
        assertThatThrownBy(() -> FoundConfiguration.find(null, null, missing))
                .hasMessageStartingWith("No configuration \"pumphouse.yaml\": no such file");
    }

    @Test
    public void aFileThatIsNoTextIsRefused() throws Exception {
        Files.write(root.resolve("pumphouse.yaml"), "password: gruß".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> find(null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("pumphouse.yaml is not UTF-8 text; save it as UTF-8.");
    }

    @Test
    public void aHugeFileIsRefusedWithoutReadingItAll() throws Exception {
        Files.write(root.resolve("pumphouse.yaml"), new byte[Configuration.MAX_LENGTH + 1]);
        assertThatThrownBy(() -> find(null))
                .hasMessage("pumphouse.yaml is larger than 1024 KiB, so it is hardly a configuration.");
    }

    @Test
    public void aCertificateIsReadBesideTheConfiguration() throws Exception {
        write("clouds/lab.yaml", withCaCert("certs/ca.pem"));
        write("clouds/certs/ca.pem", "the certificate");
        FoundConfiguration found = FoundConfiguration.find("clouds/lab.yaml", null, workspace);
        assertThat(caCert(found)).isEqualTo("the certificate");
    }

    @Test
    public void aMissingCertificateIsNamedWithItsPlace() throws Exception {
        write("clouds/lab.yaml", withCaCert("ca.pem"));
        FoundConfiguration found = FoundConfiguration.find("clouds/lab.yaml", null, workspace);
        assertThatThrownBy(() -> caCert(found))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("\"ca_cert\" of cloud \"old\": there is no file clouds/ca.pem in the workspace " + root
                        + ". Write its path relative to the configuration.");
    }

    @Test
    public void aCertificateIsReadFromTheWorkspaceOnly() throws Exception {
        write("lab.yaml", withCaCert("../../ca.pem"));
        FoundConfiguration found = FoundConfiguration.find("lab.yaml", null, workspace);
        assertThatThrownBy(() -> caCert(found)).hasMessageContaining("only files of the workspace are read");
    }

    @Test
    public void whatIsNoFileHasNoCertificateBesideIt() throws Exception {
        FoundConfiguration found = FoundConfiguration.find(withCaCert("ca.pem"), null, workspace);
        assertThatThrownBy(() -> caCert(found))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("names the file ca.pem, but config is no file of a workspace")
                .hasMessageContaining("ca_cert: |");
    }

    private static String withCaCert(String path) {
        return "source:\n- name: old\n  auth_url: https://10.0.0.1:5000\n  credentials: c\n  ca_cert: " + path + "\n";
    }

    private Configuration find(String config) throws Exception {
        return FoundConfiguration.find(config, null, workspace).configuration();
    }

    private void write(String path, String text) throws Exception {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void keep(String name, String cloud) throws Exception {
        List<NamedConfiguration> configurations = PumphouseConfiguration.get().getConfigurations();
        configurations.add(new NamedConfiguration(name, Texts.sourceCalled(cloud)));
        PumphouseConfiguration.get().setConfigurations(configurations);
    }

    private static String caCert(FoundConfiguration found) throws Exception {
        return found.caCert(
                "\"ca_cert\" of cloud \"old\"",
                found.configuration().source(null).access().trust());
    }
}
