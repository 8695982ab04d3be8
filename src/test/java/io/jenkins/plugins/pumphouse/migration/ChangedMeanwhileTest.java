package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Rule;
import org.junit.Test;

/** A server that its owner changes between the plan and its stop is not moved as it was: it is not stopped. */
public class ChangedMeanwhileTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void oneThatIsResizedAndConfirmedIsMovedByTheNextRun() throws Exception {
        meanwhile(() -> {
            resize();
            act("confirmResize", null);
        });

        Outcome failed = move();

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("was changed since the plan was made: flavor ");
        assertThatItRunsUntouched();
        Outcome moved = move();
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(named(clouds.target).path("flavor").path("ram"))
                .isEqualTo(named(clouds.source).path("flavor").path("ram"));
    }

    @Test
    public void oneWhoseResizeWaitsForItsOwnersWordIsNotTouched() throws Exception {
        meanwhile(this::resize);

        Outcome failed = move();

        assertThat(failed.message()).contains("has become VERIFY_RESIZE since the plan was made");
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("VERIFY_RESIZE");
    }

    @Test
    public void oneWhoseResizeIsRevertedIsMoved() throws Exception {
        meanwhile(() -> {
            resize();
            act("revertResize", null);
        });

        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
    }

    @Test
    public void oneThatHasGotAVolumeIsNotMovedWithoutIt() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data", 1, "rows").make();
        meanwhile(() ->
                clouds.source.machines().attach(named(clouds.source).path("id").asText(), data));

        Outcome failed = move();

        assertThat(failed.message()).contains("was changed since the plan was made: volumes none became " + data);
        assertThatItRunsUntouched();
    }

    @Test
    public void oneThatItsOwnerHasDescribedOtherwiseIsMovedByTheNextRunWithThat() throws Exception {
        meanwhile(this::describe);

        Outcome failed = move();

        assertThat(failed.message())
                .contains("was changed since the plan was made: accessIPv4 ", " became 192.0.2.7", "\"tier\":\"gold\"");
        assertThatItRunsUntouched();
        assertThat(move().end()).isEqualTo(End.CREATED);
        assertThatTheCopyIsDescribedSo();
    }

    @Test
    public void whatItsOwnerSaysOfItWhileItIsCopiedIsBroughtByTheNextRun() throws Exception {
        String path = "/v2.1/servers/" + named(clouds.source).path("id").asText() + "/metadata";
        once(
                "boots on new",
                () -> clouds.source
                        .inside()
                        .post("compute", path, WireJson.object("metadata", WireJson.object("tier", "gold"))));

        Outcome failed = move();

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("metadata: ", "\"tier\":\"gold\"} on old, ");
        Outcome next = move();
        assertThat(next.end()).as(next.message()).isEqualTo(End.UPDATED);
        assertThat(named(clouds.target).path("metadata").path("tier").asText()).isEqualTo("gold");
    }

    @Test
    public void anAddressPairThatACardHasGotSinceThePlanIsBroughtByTheNextRun() throws Exception {
        JsonNode pair = WireJson.object("ip_address", "10.1.0.200", "mac_address", "fa:16:3e:00:aa:aa");
        meanwhile(() -> clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/ports/" + card(clouds.source).path("id").asText(),
                        WireJson.object("port", WireJson.object("allowed_address_pairs", WireJson.array(pair)))));

        Outcome failed = move();

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("allowed_address_pairs", "10.1.0.200");
        Outcome next = move();
        assertThat(next.end()).as(next.message()).isIn(End.CREATED, End.UPDATED);
        assertThat(card(clouds.target).path("allowed_address_pairs").toString()).contains("10.1.0.200");
    }

    @Test
    public void aVolumeThatItsOwnerHasExtendedAndDescribedMovesAsItIs() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data", 1, "rows").make();
        DiskFixture.boot(clouds.source, "files", List.of(data));
        meanwhile(() -> {
            VolumeFixture.change(clouds.source, "data", "size", WireJson.node(3));
            VolumeFixture.change(clouds.source, "data", "description", WireJson.node("the ledger"));
            VolumeFixture.change(clouds.source, "data", "metadata", WireJson.object("backup", "weekly"));
        });

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        JsonNode copy = DiskFixture.volumes(clouds.target).get(0);
        assertThat(copy.path("size").asInt()).isEqualTo(3);
        assertThat(copy.path("description").asText()).isEqualTo("the ledger");
        assertThat(copy.path("metadata").path("backup").asText()).isEqualTo("weekly");
    }

    private static JsonNode card(EmbeddedCloud cloud) {
        String id = named(cloud).path("id").asText();
        return cloud.inside()
                .list("network", "/v2.0/ports?device_id=" + id, "ports")
                .get(0);
    }

    private void once(String words, Runnable change) {
        AtomicBoolean done = new AtomicBoolean();
        clouds.onLine(line -> {
            if (line.contains(words) && !done.getAndSet(true)) {
                change.run();
            }
        });
    }

    private void describe() {
        String path = "/v2.1/servers/" + named(clouds.source).path("id").asText();
        Inside inside = clouds.source.inside();
        inside.post("compute", path + "/metadata", WireJson.object("metadata", WireJson.object("tier", "gold")));
        inside.put("compute", path, WireJson.object("server", WireJson.object("accessIPv4", "192.0.2.7")));
    }

    private void assertThatTheCopyIsDescribedSo() {
        JsonNode copy = named(clouds.target);
        assertThat(copy.path("metadata").path("tier").asText()).isEqualTo("gold");
        assertThat(copy.path("accessIPv4").asText()).isEqualTo("192.0.2.7");
    }

    private void assertThatItRunsUntouched() {
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(named(clouds.source).path("metadata").has("pumphouse_power")).isFalse();
    }

    /** After the plan, and before the stop. */
    private void meanwhile(Runnable change) {
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing("pumphouse_mover")
                .times(1)
                .answersInstead(answer -> {
                    change.run();
                    return answer;
                });
    }

    private void resize() {
        String tiny = clouds.source.inside().list("compute", "/v2.1/flavors/detail?is_public=None", "flavors").stream()
                .filter(flavor -> flavor.path("name").asText().equals("m1.tiny"))
                .map(flavor -> flavor.path("id").asText())
                .findFirst()
                .orElseThrow();
        act("resize", WireJson.object("flavorRef", tiny));
    }

    private void act(String action, JsonNode body) {
        String path = "/v2.1/servers/" + named(clouds.source).path("id").asText() + "/action";
        clouds.source.inside().post("compute", path, WireJson.object(action, body));
        clouds.source.skip(Duration.ofMinutes(5));
    }

    private Outcome move() throws InterruptedException {
        return outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
    }

    private static JsonNode named(EmbeddedCloud cloud) {
        return cloud.inside().server("db-1");
    }
}
