package io.jenkins.plugins.pumphouse.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.junit.Test;

/**
 * Twenty ends of a migration of servers with volumes and floating addresses, each between two other requests: run
 * again, both clouds are as after one that nothing has disturbed, with no temporary object left and every address in
 * its place.
 */
public class VolumeKillsTest {
    private static final int KILLS = 20;
    private static final int ADOPTION_KILLS = 8;
    private static final int SHARED_KILLS = 4;

    private static final int AT_A_TIME = 3;

    @Test
    public void whereverAMigrationEndsTheNextOneReachesTheSameEndWithNothingLeftOver() throws Exception {
        reachesTheSameEnd(Stage.VOLUMES, KILLS);
    }

    @Test
    public void whereverAnAdoptionEndsTheNextRunReachesTheSameEndAndNoVolumeIsLost() throws Exception {
        reachesTheSameEnd(Stage.ADOPTION, ADOPTION_KILLS);
    }

    @Test
    public void whereverAMoveOfServersThatShareAVolumeEndsTheNextOneReachesTheSameEnd() throws Exception {
        reachesTheSameEnd(Stage.SHARED, SHARED_KILLS);
    }

    private static void reachesTheSameEnd(Stage stage, int kills) throws Exception {
        Trials trials = new Trials(stage);
        List<Trial> ends = trials.all(1).stream()
                .filter(trial -> trial.kills() && !trial.inOwnJvm())
                .toList();
        List<Trial> chosen = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            chosen.add(ends.get((int) ((long) ends.size() * kill / kills)));
        }

        List<Verdict> first = run(chosen, trials, AT_A_TIME);

        assertThat(Retrial.of(first, suspicious -> run(suspicious, trials, 1), System.out).stream()
                        .map(Verdict::toString)
                        .collect(Collectors.joining("\n")))
                .isEmpty();
    }

    private static List<Verdict> run(List<Trial> chosen, Trials trials, int atATime)
            throws InterruptedException, ExecutionException {
        return FaultMatrix.run(chosen, trials.undisturbed(), atATime, System.out);
    }
}
