package io.jenkins.plugins.pumphouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** When the bench ends with an error. */
public class ContestTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Contest contest =
            new Contest("groups", 0.9, 3, new PrintStream(printed, true, StandardCharsets.UTF_8));
    private final List<String> order = new ArrayList<>();

    private Contest.Way taking(String who, double... seconds) {
        return round -> {
            order.add(who);
            return new Contest.Turn(seconds[round + 1], 7);
        };
    }

    @Test
    public void aRatioAboveTheAimHolds() throws Exception {
        assertThat(contest.holds(taking("cheap", 9, 10, 10, 10), taking("ours", 50, 10, 11, 10)))
                .isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("groups, warm-up: cheapest way 9.0 s with 7 requests, Pumphouse 50.0 s with 7 requests")
                .contains("groups, round 3: ", "load ")
                .contains("ratio 1.00 (median of 3 rounds), noise 0.00, aim 0.90: reached");
    }

    @Test
    public void aRatioThatMissesTheAimByMoreThanTheNoiseDoesNot() throws Exception {
        assertThat(contest.holds(taking("cheap", 9, 10, 10, 10), taking("ours", 9, 20, 20, 20)))
                .isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("MISSED");
    }

    @Test
    public void oneOddRoundDoesNotExcuseTheOthers() throws Exception {
        assertThat(contest.holds(taking("cheap", 9, 10, 10, 90), taking("ours", 9, 20, 20, 20)))
                .isFalse();
    }

    @Test
    public void whatTheRoundsCannotTellApartHolds() throws Exception {
        assertThat(contest.holds(taking("cheap", 9, 8, 8.6, 9.5), taking("ours", 9, 10, 10, 10)))
                .isTrue();
    }

    @Test
    public void whoBeginsChangesFromRoundToRound() throws Exception {
        contest.holds(taking("cheap", 9, 10, 10, 10), taking("ours", 9, 10, 10, 10));
        assertThat(order).containsExactly("ours", "cheap", "cheap", "ours", "ours", "cheap", "cheap", "ours");
    }
}
