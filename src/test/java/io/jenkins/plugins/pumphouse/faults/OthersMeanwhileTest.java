package io.jenkins.plugins.pumphouse.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.Test;

/**
 * Others who have a part in a migration while it runs: a server is on one side, nobody else's fails by it, and the next
 * run brings all to its end.
 */
public class OthersMeanwhileTest {
    private static final int AT_A_TIME = 3;

    @Test
    public void whateverAnOwnerDoesToAServerThatIsMovedHarmsNeitherItNorAnother() throws Exception {
        harmsNothing(Trials::ofOwners);
    }

    @Test
    public void whateverAnotherControllerComesForHarmsNoServer() throws Exception {
        harmsNothing(Trials::ofOtherControllers);
    }

    /** By one trial of each row. */
    private static void harmsNothing(Function<Trials, List<? extends Trial>> choice) throws Exception {
        Trials trials = new Trials(Stage.MOVE);
        Collection<Trial> chosen = new MatrixPart(1, 1)
                .of(List.copyOf(choice.apply(trials)), 1).stream()
                        .collect(Collectors.<Trial, String, Trial>toMap(Trial::row, trial -> trial, (one, next) -> one))
                        .values();

        List<Verdict> first = run(List.copyOf(chosen), trials, AT_A_TIME);

        assertThat(Retrial.of(first, suspicious -> run(suspicious, trials, 1), System.out))
                .extracting(Verdict::toString)
                .isEmpty();
    }

    private static List<Verdict> run(List<Trial> chosen, Trials trials, int atATime)
            throws InterruptedException, ExecutionException {
        return FaultMatrix.run(chosen, trials.undisturbed(), atATime, System.out);
    }
}
