package io.jenkins.plugins.pumphouse.migration.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.Test;

/** Whether a server can have changed since its snapshot, by Nova's notes of it; the times are minutes past noon. */
public class ServerHistoryTest {
    @Test
    public void aServerThatWasStoppedAndSnapshottedHasNotChanged() {
        assertThat(history("create 0", "stop 10", "createImage 11").changeSince(at(11)))
                .isEmpty();
    }

    @Test
    public void aServerThatWasLockedOrSnapshottedOnceMoreHasNotChanged() {
        assertThat(history("create 0", "stop 10", "createImage 11", "lock 12", "createImage 30")
                        .changeSince(at(11)))
                .isEmpty();
    }

    @Test
    public void aServerThatWasStartedAfterwardsMayHaveChangedThoughItIsStoppedAgain() {
        assertThat(history("stop 10", "createImage 11", "start 20", "stop 21").changeSince(at(11)))
                .hasValueSatisfying(change -> assertThat(change.word()).isIn("start", "stop"));
    }

    @Test
    public void aStopOfAServerThatWasStoppedTellsThatItRan() {
        assertThat(history("stop 10", "createImage 11", "stop 20")
                        .changeSince(at(11))
                        .map(Action::word))
                .contains("stop");
    }

    @Test
    public void whatNobodyKnowsMayHaveChangedIt() {
        assertThat(history("stop 10", "createImage 11", "evacuate 20")
                        .changeSince(at(11))
                        .map(Action::word))
                .contains("evacuate");
    }

    @Test
    public void anotherSnapshotAfterAStartDoesNotHideIt() {
        assertThat(history("stop 10", "createImage 11", "start 20", "stop 25", "createImage 26")
                        .changeSince(at(11)))
                .isPresent();
    }

    @Test
    public void whatCameBeforeTheSnapshotDoesNotCountEvenWhenTheClocksDiffer() {
        assertThat(history("start 8", "stop 10", "createImage 11").changeSince(at(7)))
                .isEmpty();
        assertThat(history("stop 10", "createImage 11", "start 12")
                        .changeSince(at(14))
                        .map(Action::word))
                .contains("start");
    }

    @Test
    public void anOldNovaThatNotesNoSnapshotsIsHeldAgainstTheTimeOfTheImage() {
        assertThat(history("create 0", "start 5", "stop 10").changeSince(at(11)))
                .isEmpty();
        assertThat(history("create 0", "stop 10", "start 11")
                        .changeSince(at(11))
                        .map(Action::word))
                .contains("start");
        assertThat(history("create 0", "stop 10", "reboot 12")
                        .changeSince(at(11))
                        .map(Action::word))
                .contains("reboot");
    }

    private static Instant at(int minute) {
        return Instant.parse("2026-03-01T12:00:00Z").plusSeconds(60L * minute);
    }

    /** Actions as {@code "word minute"}, the oldest first, as a person tells a story. */
    private static ServerHistory history(String... oldestFirst) {
        List<Action> actions = new ArrayList<>();
        for (String action : oldestFirst) {
            String[] parts = action.split(" ");
            actions.add(new Action(parts[0], at(Integer.parseInt(parts[1])), null, null));
        }
        Collections.reverse(actions);
        return new ServerHistory(actions);
    }
}
