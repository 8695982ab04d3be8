package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * The image of a shelved server's disk is all that there is of it: a server that comes back keeps it, and nothing of
 * the move stands in it any more.
 */
public class ShelvedRollbackTest {
    private static final int MOST_WRITES = 60;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void shelved() throws Exception {
        act("shelve");
        clouds.move(Verb.INSTANCES, server("web-2"));
    }

    @Test
    public void itsImageIsWhatItWasBeforeTheMove() throws Exception {
        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("web-2")), "server", "web-2");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        asBefore("");
        act("unshelve");
        assertThat(named().path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void whereverItsRollbackEndsTheNextRunBringsItToItsEnd() throws Exception {
        Interruption interruption = new Interruption(clouds);
        boolean interrupted = true;
        int write = 0;
        while (interrupted && write < MOST_WRITES) {
            int ends = ++write;
            interrupted = interruption.after(ends, () -> clouds.move(Verb.ROLLBACK, server("web-2")));
            String said = "write " + ends + ", " + clouds.lines;
            if (interrupted) {
                Report next = clouds.move(Verb.ROLLBACK, server("web-2"));
                said += ": " + next.outcomes();
                assertThat(next.failed()).as(said).isFalse();
            }
            asBefore(said);
            clouds.move(Verb.INSTANCES, server("web-2"));
        }
        assertThat(write).isBetween(8, MOST_WRITES - 1);
    }

    private void asBefore(String said) {
        List<JsonNode> images = clouds.source.inside().list("image", "/v2/images", "images").stream()
                .filter(image -> "web-2-shelved".equals(WireJson.text(image, "name")))
                .toList();
        assertThat(images).as(said).hasSize(1);
        List<String> properties = new ArrayList<>();
        images.get(0).fieldNames().forEachRemaining(properties::add);
        assertThat(properties).as(said).noneMatch(property -> property.startsWith("pumphouse"));
        assertThat(named().path("status").asText()).isEqualTo("SHELVED_OFFLOADED");
    }

    private void act(String action) {
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + WireJson.text(named(), "id") + "/action",
                        WireJson.object(action, WireJson.node(null)));
        clouds.source.skip(clouds.source.behaviour().power());
    }

    private JsonNode named() {
        return clouds.source.inside().list("compute", "/v2.1/servers/detail?all_tenants=1", "servers").stream()
                .filter(server -> "web-2".equals(WireJson.text(server, "name")))
                .findFirst()
                .orElseThrow();
    }
}
