package io.jenkins.plugins.pumphouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.Failure;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.junit.After;
import org.junit.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;

/** The configurations that Jenkins keeps. */
public class PumphouseConfigurationTest {
    private final PumphouseConfiguration settings = PumphouseConfiguration.get();
    private final NamedConfiguration.DescriptorImpl form =
            ExtensionList.lookupSingleton(NamedConfiguration.DescriptorImpl.class);

    @After
    public void forget() {
        settings.setConfigurations(null);
    }

    @Test
    public void configurationsAreFoundByName() throws Exception {
        NamedConfiguration lab = new NamedConfiguration(" lab ", Texts.CLOUDS);
        settings.setConfigurations(List.of(lab));
        assertThat(lab.getName()).isEqualTo("lab");
        assertThat(lab.getYaml()).isEqualTo(Texts.CLOUDS);
        assertThat(VisibleConfigurations.to(null).named("lab")).containsSame(lab);
        assertThat(VisibleConfigurations.to(null).named("production")).isEmpty();
    }

    @Test
    public void administratorsAreToldOfAFileThatJenkinsCouldNotReadAndItIsKept() throws Exception {
        Path file = Jenkins.get().getRootDir().toPath().resolve(PumphouseConfiguration.class.getName() + ".xml");
        Path kept = file.resolveSibling(file.getFileName() + ".unreadable");
        UnreadableConfigurations monitor = ExtensionList.lookupSingleton(UnreadableConfigurations.class);
        String half = "<?xml version='1.1' encoding='UTF-8'?>\n<" + PumphouseConfiguration.class.getName()
                + "><configurations><name>lab</na";
        Files.createDirectories(file.getParent());
        Files.writeString(file, half);
        try {
            settings.load();

            assertThat(monitor.isActivated()).isTrue();
            assertThat(monitor.getPlaces().get(0).mistakes())
                    .singleElement()
                    .satisfies(why -> assertThat(why).contains("could not read " + file, "copied to " + kept));
            assertThat(kept).hasContent(half);
            settings.setConfigurations(List.of(new NamedConfiguration("lab", Texts.CLOUDS)));
            assertThat(monitor.isActivated()).isFalse();

            settings.setConfigurations(null);
            Files.writeString(
                    file,
                    half.replaceFirst(
                            "<configurations>.*",
                            "<configurations/></"
                                    + file.getFileName().toString().replace(".xml", "") + ">"));
            settings.load();
            assertThat(monitor.isActivated())
                    .as("a file without configurations")
                    .isFalse();
        } finally {
            Files.deleteIfExists(kept);
            Files.deleteIfExists(file);
            settings.load();
        }
    }

    @Test
    public void settingNoneRemovesAll() throws Exception {
        settings.setConfigurations(List.of(new NamedConfiguration("lab", Texts.CLOUDS)));
        settings.setConfigurations(null);
        assertThat(settings.getConfigurations()).isEmpty();
    }

    /** Stapler calls no setter for a list that has no row, and Jenkins sends no key for it. */
    @Test
    public void removingTheLastRowOfTheFormRemovesAll() throws Exception {
        settings.setConfigurations(List.of(new NamedConfiguration("lab", Texts.CLOUDS)));
        settings.configure((bean, form) -> {}, new JSONObject());
        assertThat(settings.getConfigurations()).isEmpty();
    }

    @Test
    public void aFormWithRowsReplacesAllAtOnceOrNothing() throws Exception {
        NamedConfiguration lab = new NamedConfiguration("lab", Texts.CLOUDS);
        settings.setConfigurations(List.of(lab));
        JSONObject form = new JSONObject();
        form.put("configurations", "a row");
        assertThatThrownBy(() -> settings.configure(
                        (bean, rows) -> settings.setConfigurations(List.of(new NamedConfiguration("", Texts.CLOUDS))),
                        form))
                .isInstanceOf(Failure.class);
        assertThat(settings.getConfigurations()).containsExactly(lab);
    }

    @Test
    public void changingTheReturnedListChangesNothing() throws Exception {
        settings.getConfigurations().add(new NamedConfiguration("lab", Texts.CLOUDS));
        assertThat(settings.getConfigurations()).isEmpty();
    }

    @Test
    public void twoOfTheSameNameAreRefused() throws Exception {
        NamedConfiguration lab = new NamedConfiguration("lab", Texts.CLOUDS);
        assertThatThrownBy(() -> settings.setConfigurations(List.of(lab, lab)))
                .isInstanceOf(Failure.class)
                .hasMessage("Two configurations of Pumphouse are called \"lab\"; give one another name.");
        assertThat(settings.getConfigurations()).isEmpty();
    }

    @Test
    public void aSecretIsNotStoredInTheSettings() {
        NamedConfiguration lab = new NamedConfiguration("lab", Texts.WITH_PASSWORD);
        assertThatThrownBy(() -> settings.setConfigurations(List.of(lab)))
                .isInstanceOf(Failure.class)
                .hasMessage("lab holds a password or token of old. Jenkins would store it unencrypted; add it as"
                        + " credentials and name them in the text: credentials: <id>.");
    }

    @Test
    public void neitherANamelessNorAWrongConfigurationIsStored() {
        assertThatThrownBy(() -> settings.setConfigurations(List.of(new NamedConfiguration(" ", Texts.CLOUDS))))
                .isInstanceOf(Failure.class)
                .hasMessage("A configuration of Pumphouse has no name. Give it one.");
        assertThatThrownBy(() -> settings.setConfigurations(List.of(new NamedConfiguration("lab", "sorce: []"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(
                        "lab line 1, column 1: unknown key \"sorce\" in the configuration; did you mean \"source\"?");
        assertThat(settings.getConfigurations()).isEmpty();
    }

    @Test
    public void theConstructorLeavesTheRefusalToTheSetter() throws Exception {
        Exception hidden = new Descriptor.FormException("shown behind names of classes and arguments", "yaml");
        assertThat(NamedConfiguration.class.getConstructor(String.class).getExceptionTypes())
                .doesNotContain(hidden.getClass());
    }

    @Test
    public void everyMistakeOfEveryConfigurationIsShownInALineOfItsOwn() {
        List<NamedConfiguration> wrong = List.of(
                new NamedConfiguration("lab", "sorce: []\ntraget: []\n"), new NamedConfiguration("rack", "a: b: c"));
        assertThatThrownBy(() -> settings.setConfigurations(wrong))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.getMessage().lines())
                                .hasSize(4)
                                .anyMatch(line -> line.startsWith("lab line 1, column 1: unknown key \"sorce\""))
                                .anyMatch(line -> line.startsWith("lab line 2, column 1: unknown key \"traget\""))
                                .anyMatch(
                                        line -> line.startsWith("rack line 1, column 5: a second \":\" in one line")));
    }

    @Test
    public void theFormSaysWhatACorrectConfigurationOffers() {
        FormValidation check = form.doCheckYaml(null, Texts.CLOUDS, "lab");
        assertThat(check.kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(check).hasMessage("Source clouds: old; Target clouds: mira-os-1, mira-os-2");
    }

    @Test
    public void theFormTellsEveryMistakeInALineOfItsOwnAndEscaped() {
        FormValidation check = form.doCheckYaml(null, "<b>: 1\nsource: []\n", null);
        assertThat(check.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(check.getMessage().split("<br>")).hasSize(2);
        assertThat(check.getMessage())
                .startsWith("text line 1, column 1: unknown key &quot;&lt;b&gt;&quot;")
                .contains("<br>text line 2");
    }

    @Test
    public void theFormRefusesSecretsAndWarnsOfWhatIsUnsafe() {
        assertThat(form.doCheckYaml(null, Texts.WITH_PASSWORD, "lab").kind).isEqualTo(FormValidation.Kind.ERROR);
        FormValidation insecure =
                form.doCheckYaml(null, Texts.CLOUDS.replace("tenant: admin", "tenant: admin, insecure: true"), "lab");
        assertThat(insecure.kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(insecure.getMessage()).contains("is &quot;insecure&quot;");
    }

    @Test
    public void theFormWantsAName() {
        assertThat(form.doCheckName(null, "").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckName(null, "lab").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    public void theFormTellsNothingToWhoMayNotChangeSettings() {
        TestingAuthenticationToken reader = new TestingAuthenticationToken("reader", "", "hudson.model.Hudson.Read");
        try (ACLContext asReader = ACL.as2(reader)) {
            assertThat(Jenkins.get().hasPermission(Jenkins.ADMINISTER)).isFalse();
            assertThat(form.doCheckYaml(null, "sorce: []", "lab").kind).isEqualTo(FormValidation.Kind.OK);
            assertThat(form.doCheckYaml(null, Texts.CLOUDS, "lab").getMessage()).isNull();
            assertThat(form.doCheckName(null, "").kind).isEqualTo(FormValidation.Kind.OK);
        }
    }

    @Test
    public void configurationAsCodeKnowsThemAsPumphouse() throws Exception {
        assertThat(PumphouseConfiguration.class.getAnnotation(Symbol.class).value())
                .containsExactly("pumphouse");
        try (InputStream index =
                getClass().getResourceAsStream("/META-INF/services/annotations/org.jenkinsci.Symbol")) {
            assertThat(new String(index.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .contains(PumphouseConfiguration.class.getName());
        }
    }
}
