package io.jenkins.plugins.pumphouse.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** What is said of a finding that was looked at a second time. */
public class RetrialTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<Trial> asked = new ArrayList<>();

    @Test
    public void aFindingThatDoesNotComeAgainIsPrintedWithItsFirstText() throws Exception {
        List<Verdict> again = look(List.of(bad(1, "web-1 is on both clouds")), List.of(good(1)));

        assertThat(again).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("did not come again: ended before a write @ write #1")
                .contains("web-1 is on both clouds");
    }

    @Test
    public void aFindingThatComesAgainIsReturnedWithItsLaterText() throws Exception {
        List<Verdict> again = look(List.of(bad(1, "first"), bad(2, "once")), List.of(bad(1, "later"), good(2)));

        assertThat(again).singleElement().asString().contains("later").doesNotContain("first");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("once").doesNotContain("#1");
    }

    @Test
    public void whatFoundNothingIsNotMadeAgain() throws Exception {
        look(List.of(good(1), bad(2, "once")), List.of(good(2)));

        assertThat(asked).containsExactly(trial(2));
    }

    private List<Verdict> look(List<Verdict> first, List<Verdict> later) throws Exception {
        return Retrial.of(
                first,
                trials -> {
                    asked.addAll(trials);
                    return later;
                },
                new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private static Trial trial(int write) {
        return new KillTrial(Stage.MOVE, write, false, false);
    }

    private static Verdict good(int write) {
        return new Verdict(trial(write));
    }

    private static Verdict bad(int write, String text) {
        Verdict verdict = new Verdict(trial(write));
        verdict.found(Finding.BOTH_RUN, text);
        return verdict;
    }
}
