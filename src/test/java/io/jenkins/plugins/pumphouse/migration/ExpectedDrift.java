package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.Row;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.State;
import java.util.ArrayList;
import java.util.List;

/** What a comparison has to say after a test has changed the target: each of those things, and nothing else. */
final class ExpectedDrift {
    private final List<Found> expected = new ArrayList<>();

    /** What it has to say of one changed object. */
    private record Found(String kind, String name, State state, List<String> words) {
        boolean is(Row row) {
            return row.kind().equals(kind)
                    && row.name().contains(name)
                    && row.state() == state
                    && words.stream().allMatch(row.message()::contains);
        }
    }

    /** @param words each for a place that was changed */
    void differs(String kind, String name, String... words) {
        expected.add(new Found(kind, name, State.DIFFERS, List.of(words)));
    }

    void isMissing(String kind, String name) {
        expected.add(new Found(kind, name, State.MISSING, List.of("")));
    }

    /** How many places were changed. */
    int places() {
        return expected.stream().mapToInt(found -> found.words().size()).sum();
    }

    void isAllOf(Drift drift) {
        for (Found found : expected) {
            assertThat(drift.rows()).as(found + " in " + drift.lines()).anyMatch(found::is);
        }
        assertThat(drift.rows())
                .filteredOn(row -> row.state() != State.EQUAL)
                .as("nothing else")
                .allSatisfy(row -> assertThat(expected).anyMatch(found -> found.is(row)));
    }
}
