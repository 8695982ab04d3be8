package io.jenkins.plugins.pumphouse.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.junit.Test;

/** A sample of the fault matrix, small enough for every build; {@code -Dfaults.seed} draws another. */
public class FaultMatrixTest {
    private static final int OF_EACH_ROW = 1;
    private static final int AT_A_TIME = 3;

    @Test
    public void noFaultRunsAServerTwiceLosesItShowsJavaOrLeavesAnotherEnd() throws Exception {
        Trials trials = new Trials(Stage.MOVE);

        List<Verdict> verdicts = run(trials.sample(Long.getLong("faults.seed", 1), OF_EACH_ROW), trials, AT_A_TIME);
        List<Verdict> bad = Retrial.of(verdicts, suspicious -> run(suspicious, trials, 1), System.out);

        assertThat(bad.stream().map(Verdict::toString).collect(Collectors.joining("\n")))
                .as(FaultTable.of(verdicts))
                .isEmpty();
    }

    private static List<Verdict> run(List<Trial> chosen, Trials trials, int atATime)
            throws InterruptedException, ExecutionException {
        return FaultMatrix.run(chosen, trials.undisturbed(), atATime, System.out);
    }
}
