package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/**
 * The availability zone that a server's boot named, beside the one that it is in: Nova shows it from 2.96 on
 * ({@code pinned_availability_zone}); null where the scheduler chose.
 */
public class PinnedZoneTest {
    private static final int CARACAL = 96;

    private static final String ITEM = "availability zone";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void theZoneThatAServerIsPinnedToIsToldAsLostWithoutAMapping() throws Exception {
        newest(CARACAL);
        zone(clouds.source, "rack-1");
        boot("rack-1");

        Outcome moved = move();

        assertThat(moved.message())
                .contains("availability zone rack-1, to which it is pinned (name one of new for it in mapping:"
                        + " availability_zones:)");
        assertThat(ledger(moved).get(ITEM)).startsWith("lost (availability zone rack-1");
        assertThat(pin()).isNull();
    }

    /** An explicit wish, though most clouds call their only zone so; a copy without it may be moved to any other. */
    @Test
    public void soIsTheDefaultZoneWhereItIsPinnedToIt() throws Exception {
        newest(CARACAL);
        boot("nova");

        assertThat(ledger(move()).get(ITEM)).startsWith("lost (availability zone nova, to which it is pinned");
    }

    @Test
    public void theCopyIsPinnedToTheZoneThatTheMappingNames() throws Exception {
        newest(CARACAL);
        zone(clouds.source, "rack-1");
        zone(clouds.target, "rack-7");
        boot("rack-1");
        clouds.mapping("availability zone", "rack-1", "rack-7");

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("odd")), "server", "odd");
        Outcome moved = move();

        assertThat(planned.message()).doesNotContain(ITEM);
        assertThat(pin()).isEqualTo("rack-7");
        assertThat(ledger(moved)).containsEntry(ITEM, "changed (rack-1 -> rack-7)");
    }

    @Test
    public void aZoneOfTheSameNameIsKept() throws Exception {
        newest(CARACAL);
        zone(clouds.source, "rack-1");
        zone(clouds.target, "rack-1");
        boot("rack-1");
        clouds.mapping("availability zone", "rack-1", "rack-1");

        assertThat(ledger(move())).containsEntry(ITEM, "kept");
        assertThat(pin()).isEqualTo("rack-1");
    }

    /** Its host has been put into another zone since; Nova's next migration of it would ask for the first. */
    @Test
    public void whatItAskedForCountsNotWhereItIs() throws Exception {
        newest(CARACAL);
        boot("nova");
        zone(clouds.source, "rack-1");
        zone(clouds.target, "rack-7");
        clouds.mapping("availability zone", "nova", "rack-7");

        assertThat(ledger(move())).containsEntry(ITEM, "changed (nova -> rack-7)");
        assertThat(pin()).isEqualTo("rack-7");
    }

    @Test
    public void aServerThatIsPinnedToNoneLosesNone() throws Exception {
        newest(CARACAL);
        zone(clouds.source, "rack-1");
        boot(null);
        clouds.failIfLost(ITEM);

        Outcome moved = move();

        assertThat(moved.message()).doesNotContain(ITEM);
        assertThat(ledger(moved)).doesNotContainKey(ITEM);
        assertThat(pin()).isNull();
    }

    @Test
    public void aMappingPinsTheCopyOfAServerThatIsPinnedToNoneAndSaysSo() throws Exception {
        newest(CARACAL);
        zone(clouds.source, "rack-1");
        zone(clouds.target, "rack-7");
        boot(null);
        clouds.mapping("availability zone", "rack-1", "rack-7");
        clouds.failIfLost(ITEM);

        Outcome moved = move();

        assertThat(pin()).isEqualTo("rack-7");
        assertThat(moved.message())
                .contains("free choice of availability zone (mapping: availability_zones: pins the copy to rack-7)");
        assertThat(ledger(moved)).containsEntry(ITEM, "changed (pinned to none -> pinned to rack-7)");
    }

    @Test
    public void beforeNovaShowsItTheZoneThatTheServerIsInIsTold() throws Exception {
        newest(CARACAL - 1);
        zone(clouds.source, "rack-1");
        boot(null);

        assertThat(move().message())
                .contains("availability zone rack-1 (name one of new for it in mapping: availability_zones:)");
    }

    private void newest(int minor) {
        clouds.source.behaviour().newestCompute(minor);
        clouds.target.behaviour().newestCompute(minor);
    }

    private void boot(String zone) {
        var server = DiskFixture.small(clouds.source, "odd");
        if (zone != null) {
            server.with("availability_zone", zone);
        }
        server.boot();
    }

    private Outcome move() throws Exception {
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd");
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        return moved;
    }

    /** The zone of the copy's boot. */
    private String pin() {
        JsonNode pin = clouds.target.inside().server("odd").path("pinned_availability_zone");
        return pin.isNull() ? null : pin.asText();
    }

    /** A zone of all hypervisors. */
    private static void zone(EmbeddedCloud cloud, String name) {
        Inside admin = cloud.inside();
        String aggregate = admin.post(
                        "compute",
                        "/v2.1/os-aggregates",
                        WireJson.object("aggregate", WireJson.object("name", name, "availability_zone", name)))
                .path("aggregate")
                .path("id")
                .asText();
        admin.list("compute", "/v2.1/os-hypervisors", "hypervisors")
                .forEach(host -> admin.post(
                        "compute",
                        "/v2.1/os-aggregates/" + aggregate + "/action",
                        WireJson.object(
                                "add_host",
                                WireJson.object(
                                        "host", host.path("hypervisor_hostname").asText()))));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> ledger(Outcome outcome) {
        return (Map<String, String>) outcome.facts().get("ledger");
    }
}
