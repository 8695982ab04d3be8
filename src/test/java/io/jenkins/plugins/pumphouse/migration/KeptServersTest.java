package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * What keeps a server from being deleted on the source: one thing at a time, with nothing written and the reason told.
 */
public class KeptServersTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void aServerIsMoved() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
    }

    @Test
    public void oneThatWasNotMoved() throws Exception {
        assertThat(kept("web-1")).isEqualTo("has not been moved: run pumpInstances first");
    }

    @Test
    public void oneWhoseMoveIsNotFinished() throws Exception {
        metadata(clouds.source, "web-2", "pumphouse_power", "ACTIVE");

        assertThat(kept("web-2")).isEqualTo("its move is not finished: run pumpInstances, which ends it");
    }

    @Test
    public void oneThatWasMovedToAnotherCloud() throws Exception {
        metadata(
                clouds.source,
                "db-1",
                "pumphouse_target",
                "mars/" + copy().path("id").asText());

        assertThat(kept("db-1")).isEqualTo("was moved to mars, not to new: name mars as the target");
    }

    @Test
    public void oneThatRunsAgain() throws Exception {
        act(clouds.source, "db-1", "{\"os-start\": null}");

        assertThat(kept("db-1"))
                .contains("is ACTIVE, not SHUTOFF", "may have newer data on the source", "Nova notes start at ");
    }

    @Test
    public void oneThatRanAgainAndIsStopped() throws Exception {
        act(clouds.source, "db-1", "{\"os-start\": null}");
        act(clouds.source, "db-1", "{\"os-stop\": null}");

        assertThat(kept("db-1"))
                .startsWith("may have newer data on the source: after its snapshot of ")
                .contains("Nova notes stop at ");
    }

    @Test
    public void oneThatIsLocked() throws Exception {
        metadata(clouds.source, "db-1", "pumphouse_lock", "owner"); // as it was locked before its move

        assertThat(kept("db-1")).isEqualTo("is locked by its owner (unlock it first)");
    }

    @Test
    public void oneThatRunsOnItsHypervisorThoughNovaTookItForStopped() throws Exception {
        listedAs(server -> server.put("OS-EXT-STS:power_state", 1));

        assertThat(kept("db-1")).startsWith("is SHUTOFF, but runs on its hypervisor: find out who started it");
    }

    @Test
    public void oneThatIsBusy() throws Exception {
        listedAs(server -> server.put("OS-EXT-STS:task_state", "powering-on"));

        assertThat(kept("db-1")).isEqualTo("is busy: powering-on");
    }

    @Test
    public void oneThatSomebodyElseIsDeleting() throws Exception {
        listedAs(server -> server.put("OS-EXT-STS:task_state", "deleting"));

        assertThat(kept("db-1")).isEqualTo("is busy: deleting");
    }

    @Test
    public void oneWithAVolume() throws Exception {
        listedAs(server -> server.putArray("os-extended-volumes:volumes_attached")
                .addObject()
                .put("id", "a-volume"));

        assertThat(kept("db-1")).isEqualTo("has a-volume 0 GB on old, but no volume on new");
    }

    @Test
    public void oneWhoseCopyIsGone() throws Exception {
        clouds.target
                .inside()
                .delete("compute", "/v2.1/servers/" + copy().path("id").asText());
        clouds.target.skip(Duration.ofSeconds(5));

        assertThat(kept("db-1")).contains("is not on new any more, and this may be the only copy");
    }

    @Test
    public void oneWhoseCopyIsAnothers() throws Exception {
        metadata(clouds.target, "db-1", "pumphouse_source", "old/another");

        assertThat(kept("db-1")).contains("on new is not marked as a copy of this server");
    }

    @Test
    public void oneThatOnlyClaimsToHaveBeenMoved() throws Exception {
        act(clouds.source, "web-2", "{\"os-stop\": null}");
        metadata(
                clouds.source,
                "web-2",
                "pumphouse_target",
                "new/" + copy().path("id").asText());

        assertThat(kept("web-2")).contains("on new is not marked as a copy of this server");
    }

    @Test
    public void oneWhoseCopyIsNotWell() throws Exception {
        act(clouds.target, "db-1", "{\"os-resetState\": {\"state\": \"error\"}}");

        assertThat(kept("db-1")).startsWith("is ERROR on new, not ACTIVE or SHUTOFF");
    }

    @Test
    public void oneWhoseCopyIsPaused() throws Exception {
        act(clouds.target, "db-1", "{\"pause\": null}");

        assertThat(kept("db-1"))
                .startsWith("is PAUSED on new, not ACTIVE or SHUTOFF: bring it to one of them (openstack");
    }

    @Test
    public void oneWhoseCopyHasAnotherAddress() throws Exception {
        JsonNode port = clouds.target
                .inside()
                .list("network", "/v2.0/ports?device_id=" + copy().path("id").asText(), "ports")
                .get(0);
        ObjectNode change = new ObjectMapper().createObjectNode();
        change.putObject("port")
                .putArray("fixed_ips")
                .addObject()
                .put("ip_address", "10.2.0.99")
                .put(
                        "subnet_id",
                        port.path("fixed_ips").get(0).path("subnet_id").asText());
        clouds.target.inside().put("network", "/v2.0/ports/" + port.path("id").asText(), change);

        assertThat(kept("db-1"))
                .isEqualTo("has port fa:16:3e:aa:00:13 10.2.0.13 on old, but port fa:16:3e:aa:00:13 10.2.0.99 on new");
    }

    @Test
    public void oneWhoseContentHasAnotherHash() throws Exception {
        String image = copy().path("image").path("id").asText();
        ObjectNode other = (ObjectNode)
                clouds.target.inside().get("image", "/v2/images/" + image).deepCopy();
        other.put("os_hash_value", "0123");
        clouds.target.faults().on("GET", "/v2/images/" + image).status(200).body(other.toString());

        assertThat(kept("db-1"))
                .startsWith("its content differs: os_hash_value ")
                .endsWith(" on old, 0123 on new: take it back (pumpRollback) and move it again");
    }

    @Test
    public void oneWhoseSnapshotIsGone() throws Exception {
        clouds.source
                .inside()
                .delete("image", "/v2/images/" + snapshot().path("id").asText());

        assertThat(kept("db-1")).isEqualTo("the snapshot that was copied is gone, so its content cannot be verified");
    }

    @Test
    public void oneWhoseCopiedImageIsGone() throws Exception {
        clouds.target
                .inside()
                .delete("image", "/v2/images/" + copy().path("image").path("id").asText());

        assertThat(kept("db-1"))
                .isEqualTo("the image that it was booted from on new is gone, so its content cannot be verified");
    }

    @Test
    public void oneThatWasMadeAnewFromItsImage() throws Exception {
        clouds.fromImages();
        clouds.move(Verb.INSTANCES, server("web-2"));

        assertThat(kept("web-2")).contains("not from a snapshot of it: data written since is only on old");
    }

    @Test
    public void oneThatWasStartedSinceThePlanWasMade() throws Exception {
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                act(clouds.source, "db-1", "{\"os-start\": null}");
            }
        });

        Report report = clouds.move(Verb.CLEANUP, server("db-1"));

        Outcome outcome = outcome(report, "server", "db-1");
        assertThat(outcome.end()).isEqualTo(End.SKIPPED);
        assertThat(outcome.message()).startsWith("since the plan was made: is ACTIVE, not SHUTOFF");
        assertThat(report.failed()).isFalse();
        assertThat(report.cost().writes()).isEqualTo(2); // the mark for other controllers, and its end
    }

    @Test
    public void allReasonsAreToldAtOnce() throws Exception {
        metadata(clouds.source, "db-1", "pumphouse_lock", "owner");
        act(clouds.target, "db-1", "{\"pause\": null}");
        clouds.source
                .inside()
                .delete("image", "/v2/images/" + snapshot().path("id").asText());

        assertThat(kept("db-1").split("; ")).hasSize(3);
    }

    /** Cleans up one server, sees that it is kept and nothing written, and returns the reason. */
    private String kept(String name) throws Exception {
        Report report = clouds.move(Verb.CLEANUP, server(name));
        clouds.source.faults().clear();

        Outcome outcome = outcome(report, "server", name);
        assertThat(outcome.end()).as(outcome.message()).isEqualTo(End.SKIPPED);
        assertThat(report.failed()).isFalse();
        assertThat(report.changed()).isFalse();
        assertThat(report.cost().writes()).isZero();
        assertThat(TwoClouds.names(clouds.source.inside().servers())).contains(name);
        return outcome.message();
    }

    /** The source's list shows db-1 with a change that no API makes. */
    private void listedAs(java.util.function.Consumer<ObjectNode> change) throws Exception {
        ObjectNode list = new ObjectMapper().createObjectNode();
        ObjectNode server = named(clouds.source, "db-1").deepCopy();
        change.accept(server);
        list.putArray("servers").add(server);
        clouds.source.faults().on("GET", "/v2.1/servers/detail").status(200).body(list.toString());
    }

    private JsonNode copy() {
        return named(clouds.target, "db-1");
    }

    private JsonNode snapshot() {
        return clouds.source
                .inside()
                .list("image", "/v2/images?pumphouse=snapshot", "images")
                .get(0);
    }

    private static ObjectNode named(EmbeddedCloud cloud, String name) {
        List<JsonNode> named = cloud.inside().servers().stream()
                .filter(s -> s.path("name").asText().equals(name))
                .toList();
        assertThat(named).hasSize(1);
        return (ObjectNode) named.get(0);
    }

    private static void act(EmbeddedCloud cloud, String name, String action) {
        cloud.inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + named(cloud, name).path("id").asText() + "/action",
                        json(action));
        cloud.skip(Duration.ofSeconds(5));
    }

    private static void metadata(EmbeddedCloud cloud, String name, String key, String value) {
        ObjectNode metadata = new ObjectMapper().createObjectNode();
        metadata.putObject("metadata").put(key, value);
        cloud.inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + named(cloud, name).path("id").asText() + "/metadata",
                        metadata);
    }
}
