package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Thirty servers on two hypervisors that between them hold every case of a move ({@code fixture/thirty.py}): what the
 * judge finds is what the steps have named. Takes half an hour, so it waits to be asked: {@code -Dthirty=true};
 * {@code -Dthirty.saved=true} takes the state that an earlier run has saved.
 */
public class ThirtyServersIT {
    private static final String PROJECT = "thirty";
    private static final int KILLS = 20;
    /** Lines of the console that a build writes, about; the kills are spread over them. */
    private static final int LINES_BETWEEN_KILLS = 12;

    /**
     * The only differences, which the servers' lines tell: the memory of two is lost, a key was deleted on the source,
     * and Nova's fake driver does not say in which order the cards are.
     */
    private static final List<String> TOLD = List.of(
            "FAIL  server paused: status: source 'PAUSED', target 'SHUTOFF'",
            "FAIL  server suspended: status: source 'SUSPENDED', target 'SHUTOFF'",
            "FAIL  server without-key: key_name: source 'lost', target None",
            "FAIL  cards of server a-b-a: ",
            "FAIL  the openstack client shows the same: 40 x server: source only [{'name': 'paused'");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path directory;
    private Path before;
    private Path targetBefore;

    @BeforeClass
    public static void thirtyServers() throws Exception {
        assumeTrue("-Dthirty=true asks for it", Boolean.getBoolean("thirty"));
        if (!Boolean.getBoolean("thirty.saved")) {
            Testbed.reset();
            Testbed.fixture("--thirty");
            Testbed.save(PROJECT);
        }
    }

    @AfterClass
    public static void leaveTheCloudsAsTheyWere() throws Exception {
        if (Boolean.getBoolean("thirty")) {
            Testbed.reset();
        }
    }

    @Before
    public void twoFreshClouds() throws Exception {
        directory = folder.getRoot().toPath();
        before = directory.resolve("source-before.json");
        Testbed.reset(PROJECT);
        Testbed.snapshot(before);
        targetBefore = directory.resolve("target-before.json");
        Testbed.differences("snapshot", targetBefore.toString(), "--cloud", "target");
    }

    @Test
    public void theyMoveAndComeBackAndNothingIsLostUnsaid() throws Exception {
        Pipeline move = build(directory, MOVE).start();
        PipelineResult moved = move.await();

        assertThat(moved.result()).as(moved.console()).isEqualTo(Result.SUCCESS);
        judge();
        secondRunWritesNothing();

        PipelineResult back = build(directory, BACK).after(move).run();

        assertThat(back.result()).as(back.console()).isEqualTo(Result.SUCCESS);
        assertThat(Testbed.differences("unchanged", before.toString(), "--cloud", "source"))
                .as("the memory of two was lost with their stop, as the move has told")
                .singleElement()
                .asString()
                .matches("FAIL  the source is as it was: \\d+ x server: "
                        + "server .* status was '(PAUSED|SUSPENDED)' and is 'SHUTOFF'; "
                        + "server [^;]* status was '(PAUSED|SUSPENDED)' and is 'SHUTOFF'");
        assertThat(Testbed.differences("unchanged", targetBefore.toString(), "--cloud", "target"))
                .isEmpty();
    }

    @Test
    public void afterTwentyKillsTheNextRunReachesTheSameState() throws Exception {
        SplittableRandom random = new SplittableRandom(20);
        for (int kill = 1; kill <= KILLS; kill++) {
            AtomicInteger lines = new AtomicInteger(1 + random.nextInt(2 * LINES_BETWEEN_KILLS * kill));
            BuildJvm.killedAt(line -> lines.decrementAndGet() == 0, ThirtyServersIT.class, directory.toString());
        }

        PipelineResult last = build(directory, MOVE).run();

        assertThat(last.result()).as(last.console()).isEqualTo(Result.SUCCESS);
        judge();
        secondRunWritesNothing();
    }

    private void judge() throws IOException, InterruptedException {
        assertThat(Testbed.differences(PROJECT, "--source-untouched", before.toString()))
                .allSatisfy(difference -> assertThat(TOLD)
                        .as(difference)
                        .anySatisfy(told -> assertThat(difference).startsWith(told)));
    }

    private void secondRunWritesNothing() throws Exception {
        PipelineResult second = build(directory, MOVE).run();

        assertThat(second.result()).as(second.console()).isEqualTo(Result.SUCCESS);
        assertThat(second.console()).contains("WRITES 0");
    }

    /** A build that moves, in a JVM of its own. */
    public static void main(String[] args) throws Exception {
        build(Path.of(args[0]), MOVE).run();
    }

    private static Pipeline build(Path directory, String steps) throws IOException {
        return TestbedPipeline.of(directory.resolve("workspace"), "", steps)
                .buildDirectory(Files.createTempDirectory(directory, "build"))
                .patience(Duration.ofMinutes(30));
    }

    private static final String MOVE = """
            int writes = 0
            writes += pumpTenants(tenant: 'thirty').writes
            writes += pumpUsers(tenant: 'thirty').writes
            writes += pumpUserRoles(tenant: 'thirty').writes
            writes += pumpQuotas(tenant: 'thirty').writes
            writes += pumpKeypairs(tenant: 'thirty').writes
            writes += pumpSecgroups(tenant: 'thirty').writes
            writes += pumpNetworks(tenant: 'thirty').writes
            writes += pumpImages(tenant: 'thirty').writes
            writes += pumpInstances(tenant: 'thirty', exclude: ['adopted'], paused: 'stop', parallel: 6).writes
            writes += pumpInstances(tenant: 'thirty', instances: ['adopted'], volumes: 'adopt').writes
            writes += pumpVolumes(tenant: 'thirty').writes
            echo "WRITES ${writes}"
            """;

    private static final String BACK = """
            echo "restored: ${pumpRollback(build: '#1').restored}"
            pumpRollback(build: '#1', resources: true)
            """;
}
