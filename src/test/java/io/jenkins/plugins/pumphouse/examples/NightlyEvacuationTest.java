package io.jenkins.plugins.pumphouse.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TimeZone;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code examples/nightly-evacuation} takes two nights for a host that has servers, and does nothing by day. */
public class NightlyEvacuationTest {
    private static final int HOURS = 24;
    private static final int NIGHT = 23;
    private static final int NOON = 12;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Datacenter datacenter =
            Datacenter.with("cmp-12", "cmp-13").wiredBySwitch().living();

    private final TimeZone zone = TimeZone.getDefault();
    private Path workspace;

    @Before
    public void aServerOnCmp12() throws Exception {
        Fixture.target(datacenter.source());
        Fixture.target(datacenter.target());
        Fixture.serverOn("cmp-12", datacenter.source());
        workspace = folder.newFolder("nights").toPath();
        Files.writeString(workspace.resolve("pumphouse.yaml"), datacenter.configuration());
    }

    @After
    public void theZoneIsTheMachines() {
        TimeZone.setDefault(zone);
    }

    @Test
    public void aHostIsEmptiedInOneNightAndMovedInTheNextAndByDayNothingBegins() throws Exception {
        itIs(NIGHT);
        PipelineResult first = example("cmp-12\ncmp-13", "20h");
        assertThat(first.console())
                .contains("+  server           web-1", "cmp-13  ready", "pumpCleanup(host: 'cmp-12')")
                .doesNotContain("cmp-12  ready");

        itIs(NOON);
        PipelineResult day = example("cmp-12", "20h");
        assertThat(day.console()).contains("not started").doesNotContain("cmp-12  ready");
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
        assertThat(datacenter.source().inside().servers()).hasSize(1); // they have not run for long enough

        itIs(NIGHT);
        PipelineResult second = example("cmp-12", "0s");

        assertThat(second.result()).as(second.console()).isEqualTo(Result.SUCCESS);
        assertThat(second.console()).contains("cmp-12  ready");
        assertThat(datacenter.source().inside().servers()).isEmpty();
        assertThat(datacenter.target().inside().list("compute", "/v2.1/servers/detail?all_tenants=1", "servers"))
                .singleElement()
                .satisfies(server -> assertThat(server.path("status").asText()).isEqualTo("ACTIVE"));
    }

    /** The machine's zone becomes one in which it is this hour. */
    private static void itIs(int hour) {
        int now = LocalTime.now(ZoneOffset.UTC).getHour();
        int ahead = Math.floorMod(hour - now + HOURS / 2, HOURS) - HOURS / 2;
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.ofHours(ahead)));
    }

    private PipelineResult example(String hosts, String soak) throws Exception {
        String script = Files.readString(Path.of("examples/nightly-evacuation/Jenkinsfile"));
        return Pipeline.of(script.replace("maxParallel: 2", "maxParallel: 2, poll: 1"))
                .buildDirectory(folder.newFolder().toPath())
                .parameters(Map.of("HOSTS", hosts, "SOAK", soak, "CHECK_ONLY", false))
                .patience(Duration.ofMinutes(10))
                .workspace(workspace)
                .run();
    }
}
