package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The promise of the whole product, kept or broken on two freshly started clouds. */
public class MainJobIT {
    private static final String TENANT = "demo";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path directory;
    private Path before;

    /** Others look at a target without servers. */
    @AfterClass
    public static void leaveTheCloudsAsTheyWere() throws Exception {
        Testbed.reset();
    }

    @Before
    public void twoFreshClouds() throws Exception {
        directory = folder.getRoot().toPath();
        before = directory.resolve("source-before.json");
        Testbed.reset();
        Testbed.snapshot(before);
    }

    @Test
    public void aTenantMovesWithAllThatItsServersNeedAndASecondRunChangesNothing() throws Exception {
        PipelineResult first = new MainJob(directory).run(TENANT);

        assertThat(first.result()).as(first.console()).isEqualTo(Result.SUCCESS);
        assertThat(Testbed.compare(TENANT, before))
                .as("differences that the judge found")
                .isZero();
        secondRunChangesNothing();
    }

    @Test
    public void aRunThatIsKilledIsContinuedByTheNextAndNothingIsThereTwice() throws Exception {
        for (String moment : List.of("+  role ", "+  subnet ", "+  image ", "is off", "boots on")) {
            BuildJvm.killedAt(line -> line.contains(moment), MainJob.class, directory.toString(), TENANT);
        }

        PipelineResult last = new MainJob(directory).run(TENANT);

        assertThat(last.result()).as(last.console()).isEqualTo(Result.SUCCESS);
        assertThat(Testbed.compare(TENANT, before))
                .as("differences that the judge found")
                .isZero();
        secondRunChangesNothing();
    }

    private void secondRunChangesNothing() throws Exception {
        MainJob job = new MainJob(directory);

        PipelineResult second = job.run(TENANT);

        assertThat(second.result()).as(second.console()).isEqualTo(Result.SUCCESS);
        assertThat(job.reports()).isNotEmpty().allSatisfy(report -> {
            assertThat(report.path("changed").asBoolean()).as(report.toString()).isFalse();
            assertThat(report.path("writes").asLong(-1)).as(report.toString()).isZero();
        });
    }
}
