package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.AdoptedServerFixture.SERVER;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.disks;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** Moves with adopted volumes, and their undoing, ended after each of their writes: no volume is lost by any. */
public class AdoptedServerInterruptionTest {
    private static final int MOST_WRITES = 120;

    /** Each write takes some seconds; 1 for all of them. */
    private static final int STRIDE = Integer.getInteger("adoption.stride", 6);

    @Test
    public void whereverAMoveEndsTheNextRunBringsItToItsEnd() throws Exception {
        int write = 1;
        boolean interrupted = true;
        for (; interrupted && write < MOST_WRITES; write += STRIDE) {
            interrupted = each(write, false);
        }
        assertThat(write).isBetween(25, MOST_WRITES - 1);
    }

    @Test
    public void whereverTheUndoingOfAMoveEndsTheNextRunBringsItToItsEnd() throws Exception {
        int write = 1;
        boolean interrupted = true;
        for (; interrupted && write < MOST_WRITES; write += STRIDE) {
            interrupted = each(write, true);
        }
        assertThat(write).isBetween(35, MOST_WRITES - 1);
    }

    /** A run that ends after a number of writes, and the next one; whether the first came so far. */
    private boolean each(int write, boolean bootFails) throws Exception {
        TwoClouds clouds = TwoClouds.modern();
        clouds.before();
        try {
            AdoptedServerFixture files = new AdoptedServerFixture(clouds).boot();
            clouds.move(Verb.NETWORKS);
            clouds.move(Verb.FLAVORS);
            if (bootFails) {
                clouds.target.behaviour().bootsFail(SERVER, "No valid host was found.");
            }
            boolean interrupted = AdoptedServerFixture.endsAfter(write, clouds);
            clouds.target.behaviour().healed();
            skip(clouds);
            assertThat(files.contents()).as("after write " + write).hasSizeLessThanOrEqualTo(2);
            assertThat(files.shared.storage.sizes()).as("after write " + write).hasSizeGreaterThanOrEqualTo(2);

            Report next = clouds.move(Verb.INSTANCES, server(SERVER));

            skip(clouds);
            assertThat(next.failed())
                    .as("write " + write + ": " + next.outcomes() + "\n" + String.join("\n", clouds.lines))
                    .isFalse();
            assertThat(files.contents()).as("write " + write).containsExactly("new data-1 one", "new data-2 two");
            assertThat(disks(clouds.target, files.onTarget()))
                    .as("write " + write)
                    .containsExactly("data-1 one false", "data-2 two false");
            assertThat(disks(clouds.source, files.onSource())).isEmpty();
            assertThat(files.onTarget().path("status").asText()).isEqualTo("ACTIVE");
            assertThat(files.onSource().path("status").asText()).isEqualTo("SHUTOFF");
            assertThat(files.shared.storage.sizes()).hasSize(2);
            assertThat(AdoptionFixture.records(clouds.source))
                    .as("write " + write)
                    .hasSize(2);
            return interrupted;
        } finally {
            clouds.after();
        }
    }

    private static void skip(TwoClouds clouds) {
        List.of(clouds.source, clouds.target).forEach(cloud -> {
            cloud.skip(Duration.ofMinutes(5));
            cloud.skip(Duration.ofMinutes(5)); // what is queued begins when that is over
        });
    }
}
