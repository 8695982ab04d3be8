package io.jenkins.plugins.pumphouse.migration.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** How long ago a server was moved is a question of clocks: the one that says the least counts. */
public class SoakCheckTest {
    private static final Instant MOVED = Instant.parse("2020-05-01T12:00:00Z");

    @Test
    public void aControllerWhoseClockIsAheadOfTheTargetsDeletesNothingTooEarly() {
        Instant cloud = MOVED.plus(Duration.ofDays(2));

        List<String> against = against(cloud.plus(Duration.ofDays(6)), cloud);

        assertThat(against)
                .singleElement()
                .asString()
                .contains(
                        "2 d ago, and soak keeps it until 2020-05-08T12:00:00Z", "by the target's clock", "6 d ahead");
    }

    @Test
    public void aTargetWhoseClockIsAheadOfTheControllersDeletesNothingTooEarly() {
        Instant jvm = MOVED.plus(Duration.ofDays(2));

        assertThat(against(jvm, jvm.plus(Duration.ofDays(6))))
                .containsExactly("was moved at " + MOVED + ", 2 d ago, and soak keeps it until 2020-05-08T12:00:00Z:"
                        + " run again then, or with a shorter soak");
    }

    @Test
    public void nothingIsAgainstItOnceBothClocksSayThatItIsLongAgo() {
        Instant now = MOVED.plus(Duration.ofDays(8));

        assertThat(against(now, now.minusSeconds(2))).isEmpty();
        assertThat(against(now, null)).isEmpty();
    }

    private static List<String> against(Instant jvm, Instant cloud) {
        Resource server = NovaServer.of(Json.object()
                .put("id", "1")
                .put("name", "db-1")
                .set("metadata", Json.object().put("pumphouse_moved_at", MOVED.toString())));
        Resource copy = NovaServer.of(Json.object()
                .put("id", "2")
                .put("name", "db-1")
                .put("created", MOVED.minusSeconds(60).toString()));
        return new SoakCheck(Duration.ofDays(7)).against(server, copy, jvm, cloud);
    }
}
