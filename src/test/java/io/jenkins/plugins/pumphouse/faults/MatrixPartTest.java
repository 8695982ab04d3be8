package io.jenkins.plugins.pumphouse.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Test;

public class MatrixPartTest {
    private static final List<Trial> ALL = IntStream.rangeClosed(1, 500)
            .boxed()
            .flatMap(write -> Stream.<Trial>of(
                    new KillTrial(Stage.MOVE, write, false, false), new KillTrial(Stage.VOLUMES, write, true, false)))
            .toList();

    @Test
    public void allPartsTogetherAreEachTrialOnce() {
        List<Trial> together = new ArrayList<>();
        for (int number = 1; number <= 12; number++) {
            together.addAll(new MatrixPart(number, 12).of(ALL, 1));
        }

        assertThat(together).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    public void partsAreOfLikeSize() {
        assertThat(IntStream.rangeClosed(1, 10)
                        .map(number -> new MatrixPart(number, 10).of(ALL, 1).size()))
                .allMatch(size -> size > 70 && size < 130);
    }

    @Test
    public void aTrialIsInTheSamePartInWhateverOrderAndAmongWhateverOthersItWasRecorded() {
        List<Trial> others = new ArrayList<>(ALL.subList(100, 900));
        Collections.shuffle(others, new Random(5));

        assertThat(new MatrixPart(3, 7).of(ALL, 1).stream().filter(others::contains))
                .containsExactlyElementsOf(new MatrixPart(3, 7).of(others, 1));
    }

    @Test
    public void anotherSeedDrawsAnotherPart() {
        assertThat(new MatrixPart(1, 10).of(ALL, 2)).isNotEqualTo(new MatrixPart(1, 10).of(ALL, 1));
    }

    @Test
    public void whatIsNoPartIsRefusedInWords() {
        assertThatThrownBy(() -> MatrixPart.of("3")).hasMessage("a part is like 2/12, not 3");
        assertThatThrownBy(() -> MatrixPart.of("0/4")).hasMessage("a part is 1/4 to 4/4");
        assertThatThrownBy(() -> MatrixPart.of("5/4")).hasMessage("a part is 1/4 to 4/4");
    }
}
