package io.jenkins.plugins.pumphouse.migration.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.HandClock;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Listener;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class ProgressTest {
    private static final Kind IMAGE = new Kind("image");
    private static final Kind SERVER = new Kind("server");
    private static final long GB = 1_000_000_000L;

    private final List<String> told = new ArrayList<>();
    private final HandClock clock = new HandClock();

    @Test
    public void imagesTellHowManyBytesOfHowManyHowFastAndHowLongStill() {
        Progress progress = progress(IMAGE, 5, 8 * GB);
        progress.begins(IMAGE);
        progress.moved(IMAGE, 10 * GB);
        ended(progress, IMAGE, 1);
        pass(120);

        progress.tell();

        assertThat(told).containsExactly("images 1 of 5, 10.0 of 40.0 GB, 83.3 MB/s, 6 min 0 s left");
    }

    @Test
    public void serversTellWhoIsDoneWhoIsCopiedAndWhoWaits() {
        Progress progress = progress(SERVER, 50, 0);
        for (int i = 0; i < 4; i++) {
            progress.begins(SERVER);
        }
        progress.moved(SERVER, 12 * GB);
        ended(progress, SERVER, 12);
        pass(720);

        progress.tell();

        assertThat(told)
                .containsExactly("servers 12 of 50 done, 4 copying, 34 waiting, 12.0 GB, 16.7 MB/s, about 38 min");
    }

    @Test
    public void itIsToldEveryHalfMinuteAndNotMoreOften() {
        Progress progress = progress(SERVER, 2, 0);
        progress.begins(SERVER);
        for (int second = 0; second < 95; second += 5) {
            progress.tell();
            pass(5);
        }

        assertThat(told).hasSize(3);
    }

    @Test
    public void aTenthMoreIsToldAtOnceButNotInTheFirstSeconds() {
        Progress progress = progress(IMAGE, 1, 10 * GB);
        progress.begins(IMAGE);
        progress.moved(IMAGE, 2 * GB);
        pass(4);
        progress.tell();
        assertThat(told).isEmpty();

        pass(2);
        progress.tell();
        progress.tell();

        assertThat(told).singleElement().asString().startsWith("images 0 of 1, 2.0 of 10.0 GB");
    }

    @Test
    public void whatTransfersNothingOrIsDoneIsNotTold() {
        Progress progress = progress(IMAGE, 1, GB);
        progress.begins(IMAGE);
        progress.moved(IMAGE, GB);
        progress.ends(IMAGE);
        ended(progress, IMAGE, 1);
        pass(60);
        progress.tell();
        pass(60);

        progress(new Kind("network"), 3, 0).tell();

        assertThat(told).isEmpty();
    }

    private void pass(int seconds) {
        clock.pass(Duration.ofSeconds(seconds));
    }

    private static void ended(Progress progress, Kind kind, int count) {
        for (int i = 0; i < count; i++) {
            progress.ended(new Outcome(kind.word(), "x", "1", "2", Outcome.End.CREATED, "", 0, Map.of(), true));
        }
    }

    private Progress progress(Kind kind, int count, long size) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Resource resource = new Resource(
                    kind,
                    "id-" + i,
                    "name-" + i,
                    size == 0 ? Json.object() : Json.object().put("size", size));
            changes.add(Change.of(resource, Decision.CREATE, "", Optional.empty(), List.of(), ""));
        }
        return new Progress(new Plan(changes), listener(), clock);
    }

    private Listener listener() {
        return new Listener() {
            @Override
            public void planned(Plan plan) {
                // not asked for
            }

            @Override
            public void ended(Outcome outcome) {
                // not asked for
            }

            @Override
            public void said(Resource resource, String line) {
                // not asked for
            }

            @Override
            public void progressed(List<String> lines) {
                told.addAll(lines);
            }
        };
    }
}
