package io.jenkins.plugins.pumphouse.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.Test;

/** A sample of the fault matrix, small enough for every build; {@code -Dfaults.seed} draws another. */
public class FaultMatrixTest {
    private static final int OF_EACH_ROW = 1;
    private static final int AT_A_TIME = 3;

    @Test
    public void noFaultRunsAServerTwiceLosesItShowsJavaOrLeavesAnotherEnd() throws Exception {
        Trials trials = new Trials(Stage.MOVE);

        List<Verdict> verdicts = FaultMatrix.run(
                trials.sample(Long.getLong("faults.seed", 1), OF_EACH_ROW), trials.undisturbed(), AT_A_TIME, System.out);

        assertThat(verdicts.stream().filter(verdict -> !verdict.good()).map(Verdict::toString).collect(Collectors.joining("\n")))
                .as(FaultTable.of(verdicts))
                .isEmpty();
    }
}
