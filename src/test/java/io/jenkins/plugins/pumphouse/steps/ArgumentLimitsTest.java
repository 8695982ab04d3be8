package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.config.Limit;
import io.jenkins.plugins.pumphouse.migration.options.HostLimits;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.settings.ChosenLimits;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import io.jenkins.plugins.pumphouse.settings.StoredCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** The limits of a configuration hold for what pipelines ask of steps. */
public class ArgumentLimitsTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    private final List<String> log = new ArrayList<>();

    @Test
    public void anArgumentAboveItsLimitIsRefusedAndNothingIsDone() throws Exception {
        configured("limits: {parallel: 2, bandwidth: 50 MB/s}");

        PipelineResult refused = clouds.pipeline("pumpInstances tenant: 'demo', parallel: 3, bandwidth: '1 GB/s'")
                .run();

        assertThat(refused.result()).isEqualTo(Result.FAILURE);
        assertThat(refused.console())
                .contains("ERROR: pumpInstances: parallel is 3, and the limit is 2 (limits of pumphouse.yaml);"
                        + " bandwidth is '1 GB/s', and the limit is 50 MB/s (limits of pumphouse.yaml). Give less, or"
                        + " leave the argument out to take the limit");
        assertThat(clouds.source.journal().writes()).isEmpty();
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void anArgumentThatIsNotGivenTakesItsLimitAndTheLogSaysSo() throws Exception {
        configured("limits: {parallel: 2, transfers: 1, perHost: 1, maxParallel: 1}");

        PipelineResult planned =
                clouds.pipeline("pumpInstances tenant: 'demo', dryRun: true").run();

        assertThat(planned.result()).as(planned.console()).isEqualTo(Result.SUCCESS);
        assertThat(planned.console())
                .containsOnlyOnce("limits  parallel 2, transfers 1, perHost 1 (limits of pumphouse.yaml)\n")
                .contains("1 transfers at a time");
    }

    @Test
    public void withinItsLimitAnArgumentIsTakenAsItIs() throws Exception {
        configured("limits: {transfers: 3, bandwidth: 50 MB/s}");

        PipelineResult planned = clouds.pipeline(
                        "pumpVolumes tenant: 'demo', transfers: 3, bandwidth: '20 MB/s', dryRun: true\npumpRoles dryRun: true")
                .run();

        assertThat(planned.result()).as(planned.console()).isEqualTo(Result.SUCCESS);
        assertThat(planned.console()).doesNotContain("limits ");
    }

    @Test
    public void theMessageNamesTheStoredConfigurationThatSetsTheLimit() throws Exception {
        NamedConfiguration stored = clouds.stored("lab");
        PumphouseConfiguration.get()
                .setConfigurations(
                        List.of(new NamedConfiguration("lab", stored.getYaml() + "limits: {transfers: 1}\n")));
        try {
            PipelineResult refused = Pipeline.of("pumpVolumes config: 'lab', tenant: 'demo', transfers: 2")
                    .run();

            assertThat(refused.result()).isEqualTo(Result.FAILURE);
            assertThat(refused.console())
                    .contains(
                            "pumpVolumes: transfers is 2, and the limit is 1 (limits of \"lab\" of Jenkins' settings)");
        } finally {
            PumphouseConfiguration.get().setConfigurations(null);
            StoredCredentials.clear();
        }
    }

    @Test
    public void whereNothingLimitsAllIsUsualOrAsGiven() throws Exception {
        ArgumentLimits none = limits(Map.of());

        Options options = none.pace(Options.DEFAULT, 500, null, "1 GB/s", new HostLimits(0, 64));
        none.settle(new EarlierTries(), log::add);

        assertThat(options.parallelism()).isEqualTo(500);
        assertThat(options.transfers()).isEqualTo(Options.DEFAULT.transfers());
        assertThat(options.bandwidth()).isEqualTo(1_000_000_000);
        assertThat(options.hosts()).isEqualTo(new HostLimits(0, 64));
        assertThat(log).isEmpty();
    }

    /** What has no bound of its own takes the limit, and a default is lowered to it and never raised. */
    @Test
    public void theSmallerOfDefaultAndLimitCounts() throws Exception {
        ArgumentLimits limits = limits(Map.of(
                "parallel", limit(100),
                "transfers", limit(2),
                "bandwidth", new Limit(50_000_000, "50 MB/s"),
                "perHost", limit(3),
                "perTargetHost", limit(5)));

        Options options = limits.pace(Options.DEFAULT, null, null, null, HostLimits.NONE);
        limits.settle(new EarlierTries(), log::add);

        assertThat(options.parallelism()).isEqualTo(Options.DEFAULT.parallelism());
        assertThat(options.transfers()).isEqualTo(2);
        assertThat(options.bandwidth()).isEqualTo(50_000_000);
        assertThat(options.hosts()).isEqualTo(new HostLimits(3, 5));
        assertThat(log)
                .containsExactly(
                        "limits  transfers 2, bandwidth 50 MB/s, perHost 3, perTargetHost 5 (limits of production)");
    }

    /** Servers that it has stopped would stay so until somebody changes the pipeline. */
    @Test
    public void aStepThatResumesTakesALimitThatWasLoweredMeanwhile() throws Exception {
        EarlierTries interrupted = new EarlierTries();
        interrupted.lost();
        ArgumentLimits limits = limits(Map.of("parallel", limit(2)));

        assertThat(limits.number("parallel", 3, 8)).isEqualTo(2);
        limits.settle(interrupted, log::add);

        assertThat(log).containsExactly("limits  parallel 2 (limits of production)");
        assertThatThrownBy(() -> limits.settle(new EarlierTries(), log::add)).isInstanceOf(AbortException.class);
    }

    private static ArgumentLimits limits(Map<String, Limit> byArgument) {
        return new ArgumentLimits("pumpInstances", new ChosenLimits(byArgument, argument -> "production"));
    }

    private static Limit limit(int most) {
        return new Limit(most, String.valueOf(most));
    }

    private void configured(String more) throws IOException {
        Path file = clouds.workspace().resolve("pumphouse.yaml");
        Files.writeString(file, Files.readString(file) + more + "\n");
    }
}
