package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** A server keeps the size that it carries, whatever has become of its flavor. */
public class ServerSizeTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Rule
    public final TwoClouds fromOld = TwoClouds.fromIcehouse();

    @Test
    public void aFlavorThatWasDeletedIsMadeOfWhatTheServerSays() throws Exception {
        deleteFlavor(clouds, "demo.small");

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        Outcome moved = outcome(report, "server", "db-1");
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(outcome(report, "flavor", "demo.small").message())
                .as("nothing of it is left behind")
                .isEmpty();
        assertThat(size("db-1")).isEqualTo("demo.small 1 768 2 0 0");
        JsonNode flavor =
                clouds.target.inside().named("compute", "/v2.1/flavors/detail?is_public=None", "flavors", "demo.small");
        assertThat(flavor.path("os-flavor-access:is_public").asBoolean())
                .as("nobody knows whether it was for all")
                .isFalse();
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
    }

    /** Which the source itself knows of no more. */
    @Test
    public void aFlavorThatWasMadeOfWhatTheServerSaysGoesBackWithItsBuild() throws Exception {
        deleteFlavor(clouds, "demo.small");
        List<CreatedObject> created = clouds.move(Verb.INSTANCES, server("db-1")).outcomes().stream()
                .filter(outcome ->
                        outcome.end() == End.CREATED && !outcome.kind().equals("server"))
                .map(QuotaRollbackTest::created)
                .toList();
        clouds.move(Verb.ROLLBACK, server("db-1"));

        Report back = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(outcome(back, "flavor", "demo.small").end())
                .as(back.outcomes().toString())
                .isEqualTo(End.DELETED);
        assertThat(TwoClouds.names(
                        clouds.target.inside().list("compute", "/v2.1/flavors/detail?is_public=None", "flavors")))
                .doesNotContain("demo.small");
    }

    @Test
    public void aMappingOfADeletedFlavorIsTheOperatorsWordAlsoForTheCleanUp() throws Exception {
        clouds.mapping("flavor", deleteFlavor(clouds, "demo.small"), "m1.small");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(size("db-1")).isEqualTo("m1.small 1 2048 20 0 0");
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void aFlavorMadeAnewUnderTheSameIdDoesNotChangeTheSize() throws Exception {
        String id = deleteFlavor(clouds, "demo.small");
        makeFlavor(clouds, "demo.small", id, 4096, 4, 40);

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(size("db-1")).isEqualTo("demo.small.1vcpu.768mb.2gb 1 768 2 0 0");
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
    }

    @Test
    public void anEphemeralDiskOfTheFlavorThatTheServerCarriesRefusesIt() throws Exception {
        makeFlavor(clouds, "big", "big-id", 512, 1, 1, 10);
        clouds.source
                .project("demo")
                .server("scratch")
                .image("cirros")
                .flavor("big")
                .owner("alice", null)
                .boot();
        clouds.source.inside().delete("compute", "/v2.1/flavors/big-id");
        makeFlavor(clouds, "big", "big-id", 512, 1, 1);

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("scratch")), "server", "scratch");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("has an ephemeral disk of 10 GB");
    }

    @Test
    public void theLossOfAnEphemeralDiskIsToldWhereTheOperatorAllowsIt() throws Exception {
        makeFlavor(clouds, "big", "big-id", 512, 1, 1, 10);
        clouds.source
                .project("demo")
                .server("scratch")
                .image("cirros")
                .flavor("big")
                .owner("alice", null)
                .boot();
        clouds.accepting("scratch: ephemeral disk");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("scratch")), "server", "scratch");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("the content of its ephemeral disk of 10 GB (the copy has an empty one)");
    }

    @Test
    public void theCleanUpKeepsAServerWhoseCopyHasAnotherSize() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        JsonNode copy = clouds.target.inside().servers().get(0);
        Map<String, String> sizes = Map.of(
                "vcpus", "3 vCPU, 768 MB RAM, 2 GB disk",
                "ram", "1 vCPU, 3 MB RAM, 2 GB disk",
                "disk", "1 vCPU, 768 MB RAM, 3 GB disk",
                "ephemeral", "1 vCPU, 768 MB RAM, 2 GB disk, 3 GB ephemeral",
                "swap", "1 vCPU, 768 MB RAM, 2 GB disk, 3 MB swap");
        for (Map.Entry<String, String> size : sizes.entrySet()) {
            ObjectNode other = copy.deepCopy();
            ((ObjectNode) other.path("flavor")).put(size.getKey(), 3);
            clouds.target.faults().clear();
            clouds.target
                    .faults()
                    .on("GET", "/v2.1/servers/" + copy.path("id").asText())
                    .status(200)
                    .body(new ObjectMapper()
                            .createObjectNode()
                            .set("server", other)
                            .toString());

            Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");

            assertThat(kept.end()).as(size.getKey()).isEqualTo(End.SKIPPED);
            assertThat(kept.message())
                    .contains("has 1 vCPU, 768 MB RAM, 2 GB disk on old, but " + size.getValue() + " on new");
        }
    }

    @Test
    public void aSizeThatTheSourceTellsAsNonsenseIsNoConsentToAnother() throws Exception {
        JsonNode db = clouds.source.inside().server("db-1");
        ObjectNode nonsense = db.deepCopy();
        ((ObjectNode) nonsense.path("flavor")).put("ram", "seven");
        nonsense.put("status", "SHUTOFF").put("OS-EXT-STS:vm_state", "stopped").put("OS-EXT-STS:power_state", 4);
        String body =
                new ObjectMapper().createObjectNode().set("server", nonsense).toString();
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                clouds.source
                        .faults()
                        .on("GET", "/v2.1/servers/" + db.path("id").asText())
                        .status(200)
                        .body(body);
            }
        });

        Outcome doubtful = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(doubtful.end()).isEqualTo(End.FAILED);
        assertThat(doubtful.message()).contains("size: 1 vCPU, 0 MB RAM");
        clouds.onLine(line -> {});
        clouds.source.faults().clear();
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).failed()).isFalse();
        assertThat(clouds.source.inside().servers())
                .extracting(server -> server.path("metadata").path("pumphouse_accepted"))
                .allMatch(JsonNode::isMissingNode);
    }

    @Test
    public void anOldCloudsRecordsOfUseTellThatAFlavorWasMadeAnew() throws Exception {
        String id = deleteFlavor(fromOld, "demo.small");
        makeFlavor(fromOld, "demo.small", id, 4096, 4, 40);

        Outcome refused = outcome(fromOld.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("has 1 vCPU, 768 MB RAM, 2 GB root and ephemeral disk", "was replaced since", "Resize it");
    }

    private String path(TwoClouds at) {
        return at == fromOld ? "/v2/" + at.source.inside().projectId() + "/flavors" : "/v2.1/flavors";
    }

    private String deleteFlavor(TwoClouds at, String name) {
        String id = at.source.inside().id("compute", path(at) + "/detail?is_public=None", "flavors", name);
        at.source.inside().delete("compute", path(at) + "/" + id);
        return id;
    }

    private void makeFlavor(TwoClouds at, String name, String id, int ram, int vcpus, int disk, int... ephemeral) {
        ObjectNode flavor = new ObjectMapper()
                .createObjectNode()
                .put("name", name)
                .put("id", id)
                .put("ram", ram)
                .put("vcpus", vcpus)
                .put("disk", disk)
                .put("OS-FLV-EXT-DATA:ephemeral", ephemeral.length == 0 ? 0 : ephemeral[0]);
        at.source.inside().make("compute", path(at), "flavor", flavor);
    }

    /** Of the server on the target: name of the flavor, vCPUs, RAM, root disk, ephemeral disk, swap. */
    private String size(String name) {
        JsonNode flavor = clouds.target.inside().server(name).path("flavor");
        return String.join(
                " ",
                flavor.path("original_name").asText(),
                flavor.path("vcpus").asText(),
                flavor.path("ram").asText(),
                flavor.path("disk").asText(),
                flavor.path("ephemeral").asText(),
                flavor.path("swap").asText());
    }
}
