package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.JUnitSoftAssertions;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Every case of metadata that a copy gets wrong ({@code fixture/six.py}), between two real clouds: moved, compared by
 * the judge, moved again without a write, changed in twenty places, each of them found, and taken away again.
 */
public class SectionSixIT {
    private static final String MOVE = """
            int writes = 0
            writes += pumpRoles().writes
            writes += pumpTenants(tenant: 'six-parent').writes
            writes += pumpTenants(tenant: 'six').writes
            writes += pumpTenants(tenant: 'six-closed').writes
            writes += pumpUsers(tenant: 'six').writes
            writes += pumpUserRoles(tenant: 'six').writes
            writes += pumpFlavors().writes
            writes += pumpKeypairs(tenant: 'six').writes
            writes += pumpQuotas(tenant: 'six').writes
            writes += pumpSecgroups(tenant: 'six').writes
            writes += pumpFloatingIps(tenant: 'six').writes
            writes += pumpNetworks(tenant: 'six').writes
            writes += pumpImages(tenant: 'six').writes
            echo "WRITES ${writes}"
            echo "DRIFT ${pumpVerify(tenant: 'six', failOn: 'never').summary}"
            """;

    /** What the plan refuses, each with words of its reason. */
    private static final List<String> REFUSED = List.of(
            "image six-withdrawn: is deactivated",
            "image six-signed: .*sign",
            "image six-encrypted: is encrypted",
            "network six-taken: .*somebody else",
            "flavor six.size: .*1024");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final JUnitSoftAssertions softly = new JUnitSoftAssertions();

    private Path directory;
    private Path sourceBefore;
    private Path targetBefore;

    /** Others look at a target without any of it. */
    @AfterClass
    public static void leaveTheCloudsAsTheyWere() throws Exception {
        Testbed.reset();
    }

    @Before
    public void everyCaseIsOnTheSource() throws Exception {
        directory = folder.getRoot().toPath();
        sourceBefore = directory.resolve("source.json");
        targetBefore = directory.resolve("target.json");
        Testbed.reset();
        Testbed.fixture("--six");
        Testbed.snapshot(sourceBefore);
        Testbed.targetSnapshot(targetBefore);
    }

    @Test
    public void everyCaseIsMovedChangedFoundAndTakenBackAndBothCloudsAreAsBefore() throws Exception {
        refusedWithTheReason();
        assertThat(succeeds("move", MOVE).console()).contains("DRIFT ");
        softly.assertThat(Testbed.differences("six", "--source-untouched", sourceBefore.toString()))
                .as("differences that the judge found")
                .isEmpty();

        softly.assertThat(succeeds("again", MOVE).console()).contains("WRITES 0");

        List<String> changes = TargetChanges.make();
        assertThat(changes).hasSizeGreaterThanOrEqualTo(20);
        String found = succeeds("verify", """
                        def read = pumpVerify(tenant: 'six', failOn: 'never').resources
                        read += pumpVerify(types: ['flavor'], failOn: 'never').resources
                        for (r in read) {
                            if (r.outcome != 'equal') {
                                echo "FOUND ${r.type} ${r.name} ${r.outcome}: ${r.differences*.field}"
                            }
                        }
                        """).console();
        List<String> lines =
                found.lines().filter(line -> line.startsWith("FOUND ")).toList();
        changes.forEach(one -> softly.assertThat(lines).as(one).anyMatch(line -> line.matches("FOUND " + one)));

        succeeds("back", "pumpRollback build: 'move #1', resources: true, force: true");

        softly.assertThat(Testbed.differences("unchanged", targetBefore.toString(), "--cloud", "target"))
                .isEmpty();
        softly.assertThat(Testbed.differences("unchanged", sourceBefore.toString()))
                .isEmpty();
    }

    private void refusedWithTheReason() throws Exception {
        String told = run("plan", "", """
                def all = []
                all += pumpImages(tenant: 'six-odd', dryRun: true).conflicts
                all += pumpNetworks(tenant: 'six-odd', dryRun: true).conflicts
                all += pumpFlavors(dryRun: true).conflicts
                for (c in all) { echo "REFUSED ${c}" }
                """).console();
        List<String> lines =
                told.lines().filter(line -> line.startsWith("REFUSED ")).toList();
        REFUSED.forEach(words -> assertThat(lines).as(words).anyMatch(line -> line.matches("REFUSED " + words + ".*")));
        assertThat(lines).hasSize(REFUSED.size());
    }

    private PipelineResult succeeds(String job, String steps) throws Exception {
        PipelineResult result = run(job, "mapping:\n  flavors:\n    six.size: six.size\n", steps);
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        return result;
    }

    private PipelineResult run(String job, String mapping, String steps) throws Exception {
        return TestbedPipeline.of(directory.resolve("workspace"), mapping, steps)
                .build(job, 1)
                .patience(Duration.ofMinutes(10))
                .run();
    }
}
