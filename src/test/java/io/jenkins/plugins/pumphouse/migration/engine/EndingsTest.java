package io.jenkins.plugins.pumphouse.migration.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;

/** What a change learns of those that it needs. */
public class EndingsTest {
    private static final Kind KIND = new Kind("network");

    private final Endings endings = new Endings();
    private final CompletableFuture<Outcome> first = new CompletableFuture<>();

    @Test(timeout = 60_000)
    public void ofTwoThatNeedEachOtherTheFirstGoesAheadAndTheSecondWaits() {
        Change blue = change("blue", Reference.to(KIND, "red"));
        Change red = change("red", Reference.to(KIND, "blue"));

        assertThat(endings.ofNeeds(blue)).isDone();
        endings.add(blue, first);
        CompletableFuture<Void> needsOfRed = endings.ofNeeds(red);
        endings.add(red, new CompletableFuture<>());

        assertThat(endings.cause(blue)).isEmpty();
        assertThat(needsOfRed).isNotDone();
        first.complete(failed(blue, "no room"));
        assertThat(needsOfRed).isDone();
        assertThat(endings.cause(red).orElseThrow().message()).isEqualTo("no room");
    }

    @Test
    public void whatFailsOnlyBecauseOfAnotherNamesTheFailureThatAPersonHasToMend() {
        Change blue = change("blue");
        Change red = change("red", Reference.to(KIND, "blue"));
        Change green = change("green", Reference.to(KIND, "red"));
        endings.add(blue, CompletableFuture.completedFuture(failed(blue, "no room")));

        assertThat(endings.cause(red)).isPresent();
        endings.add(red, CompletableFuture.completedFuture(failed(red, "needs blue")));

        assertThat(endings.cause(green).orElseThrow().message()).isEqualTo("no room");
    }

    @Test
    public void whatAChangeCanDoWithoutKeepsItFromNothing() {
        Change blue = change("blue");
        Change red = change("red", Reference.known(KIND, "blue"));
        endings.add(blue, CompletableFuture.completedFuture(failed(blue, "no room")));

        assertThat(endings.cause(red)).isEmpty();
        assertThat(endings.leftBehind(red)).containsExactly("network blue (which failed)");
    }

    private static Change change(String name, Reference... needs) {
        return Change.of(
                new Resource(KIND, name, name, Json.object()),
                Decision.CREATE,
                "",
                Optional.empty(),
                List.of(needs),
                "");
    }

    private static Outcome failed(Change change, String why) {
        return Outcomes.of(change, End.FAILED, null, why, 0, Map.of());
    }
}
