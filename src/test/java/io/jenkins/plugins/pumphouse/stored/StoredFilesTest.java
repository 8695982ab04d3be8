package io.jenkins.plugins.pumphouse.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.host.HostJournal;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.report.ReportHead;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.w3c.dom.Element;

/** Settings, builds and journals that a release has stored are read by a later one with all their values. */
public class StoredFilesTest {
    private static final String SETTINGS = "settings.xml";
    private static final String BUILD = "build.xml";
    private static final String HOSTS = "hosts.json";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Before
    public void write() throws Exception {
        if (StoredRelease.isToBeWritten()) {
            write(SETTINGS, utf8(StoredXml.write(settings())), settings());
            write(BUILD, utf8(StoredXml.write(action())), action());
            write(HOSTS, journal(hosts()), hosts());
        }
    }

    private static void write(String name, byte[] stored, Object values) throws Exception {
        StoredRelease.current().write(name, stored);
        StoredRelease.current().writeValues(name, FieldLines.of(values));
    }

    @Test
    public void theSettingsOfReleasesAreRead() throws Exception {
        assertThat(StoredRelease.all()).isNotEmpty();
        for (StoredRelease release : StoredRelease.all()) {
            PumphouseConfiguration read =
                    StoredXml.fill(new PumphouseConfiguration(), root(release, SETTINGS, PumphouseConfiguration.class));

            assertThat(FieldLines.of(read)).containsAll(release.valuesOf(SETTINGS));
            assertThat(read.getConfigurations())
                    .extracting(NamedConfiguration::getName)
                    .contains("lab", "a name");
        }
    }

    @Test
    public void aConfigurationOfAReleaseMeansWhatItMeant() throws Exception {
        for (StoredRelease release : StoredRelease.all()) {
            PumphouseConfiguration read =
                    StoredXml.fill(new PumphouseConfiguration(), root(release, SETTINGS, PumphouseConfiguration.class));

            String text = read.getConfigurations().get(0).getExported();
            assertThat(Configuration.parse("lab", text).target(null).authUrl()).isEqualTo("http://10.0.1.1:5000/v3");
        }
    }

    @Test
    public void theActionOfABuildOfAReleaseIsRead() throws Exception {
        for (StoredRelease release : StoredRelease.all()) {
            MigrationAction read =
                    StoredXml.fill(StoredXml.made(MigrationAction.class), root(release, BUILD, MigrationAction.class));

            assertThat(FieldLines.of(read)).containsAll(release.valuesOf(BUILD));
            assertThat(read)
                    .extracting("heads")
                    .asInstanceOf(InstanceOfAssertFactories.list(ReportHead.class))
                    .extracting(ReportHead::getStep, ReportHead::getBytes)
                    .containsExactly(tuple("pumpInstances", 7L));
        }
    }

    @Test
    public void theHostsOfARunningMoveAreRead() throws Exception {
        for (StoredRelease release : StoredRelease.all()) {
            List<HostState> read = new HostJournal(release.folder().resolve(HOSTS)).read();

            assertThat(FieldLines.of(read)).containsAll(release.valuesOf(HOSTS));
            assertThat(read)
                    .extracting(HostState::status)
                    .containsExactly(HostState.Status.MOVING, HostState.Status.FAILED, HostState.Status.EMPTYING);
        }
    }

    @Test
    public void whatIsStoredNowIsReadWithAllItsValues() throws Exception {
        PumphouseConfiguration settings = settings();
        PumphouseConfiguration read =
                StoredXml.fill(new PumphouseConfiguration(), StoredXml.parse(utf8(StoredXml.write(settings))));
        assertThat(FieldLines.of(read)).isEqualTo(FieldLines.of(settings));

        Path journal = folder.newFile().toPath();
        Files.write(journal, journal(hosts()));
        assertThat(FieldLines.of(new HostJournal(journal).read())).isEqualTo(FieldLines.of(hosts()));
    }

    /** One as a person writes it, and one with every field that there is. */
    private static PumphouseConfiguration settings() throws Exception {
        List<NamedConfiguration> configurations = new ArrayList<>();
        configurations.add(new NamedConfiguration("lab", """
                source: [{name: old, auth_url: "http://10.0.0.1:5000/v2.0/", credentials: old-admin}]
                target: [{name: new, auth_url: "http://10.0.1.1:5000/v3", credentials: new-admin}]
                """));
        configurations.add(Filled.of(new NamedConfiguration(null)));
        PumphouseConfiguration settings = new PumphouseConfiguration();
        set(settings, "configurations", configurations);
        return settings;
    }

    private static void set(Object object, String name, Object value) throws ReflectiveOperationException {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(object, value);
    }

    private static MigrationAction action() throws Exception {
        MigrationAction action = StoredXml.made(MigrationAction.class);
        ReportHead head = Filled.of(head());
        set(action, "heads", new ArrayList<>(List.of(head)));
        return action;
    }

    private static ReportHead head() throws ReflectiveOperationException {
        ReportHead head = StoredXml.made(ReportHead.class);
        set(head, "step", "pumpInstances");
        set(head, "summary", "3 created");
        return head;
    }

    private static List<HostState> hosts() {
        Instant now = Instant.ofEpochSecond(1_700_000_000);
        HostState moving = HostState.of("cmp-12");
        moving.note("node", "17");
        moving.enter(Phase.values()[0], now, Duration.ofHours(1));
        moving.repeat(now.plusSeconds(60), "the BMC gave no answer");
        moving.announced().announce("power-off");
        moving.doubt(now.plusSeconds(90));
        moving.awaitOutside("the block that rewires it");
        moving.progress("powering off");
        HostState failed = HostState.of("cmp-13");
        failed.enter(Phase.values()[1], now, Duration.ofHours(1));
        failed.announced().announce("delete");
        failed.announced().done(now.plusSeconds(20));
        failed.fail(now.plusSeconds(30), "its disk is gone");
        HostState emptying = HostState.of("cmp-14");
        emptying.beginEmptying(now);
        return List.of(moving, failed, emptying);
    }

    private byte[] journal(List<HostState> states) throws Exception {
        Path file = folder.newFile().toPath();
        new HostJournal(file).write(states);
        return Files.readAllBytes(file);
    }

    private static Element root(StoredRelease release, String name, Class<?> type) throws Exception {
        Element root = StoredXml.parse(release.read(name));
        assertThat(root.getTagName()).isEqualTo(type.getName());
        return root;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
