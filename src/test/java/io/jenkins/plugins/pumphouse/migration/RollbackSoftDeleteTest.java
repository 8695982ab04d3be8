package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Rollback from a target that keeps deleted servers for a while, with what they have. */
public class RollbackSoftDeleteTest {
    /** Long before a wait for a volume would end by itself. */
    private static final long LIMIT = 240_000;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void theTargetKeepsDeletedServers() {
        clouds.target.behaviour().deletedServersKept();
    }

    @Test(timeout = LIMIT)
    public void theCopyIsDeletedByForceAndItsVolumesAndAddressesGo() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data-1", 1, "rows").make();
        clouds.source
                .project("demo")
                .server("files")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", "10.1.0.40", null)
                .owner("alice", null)
                .volume(data, false)
                .boot();
        floating(clouds.source, ADDRESS, "10.1.0.40");
        clouds.move(Verb.INSTANCES, server("files"));

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("files")), "server", "files");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        clouds.target.skip(Duration.ofMinutes(1)); // Cinder deletes in its own time
        assertThat(onTarget()).isEmpty();
        assertThat(clouds.target
                        .inside()
                        .list(
                                "volume",
                                "/v3/" + clouds.target.inside().projectId() + "/volumes/detail?all_tenants=1",
                                "volumes"))
                .isEmpty();
        assertThat(clouds.target.inside().list("network", "/v2.0/floatingips", "floatingips"))
                .isEmpty();
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.40");
    }

    @Test
    public void aCopyThatNovaOnceDeniesIsDeletedByForceAllTheSame() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("forceDelete")
                .times(1)
                .status(404);

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(onTarget()).isEmpty();
    }

    @Test
    public void aPolicyThatForbidsThatIsToldWithTheCommandAndTheNextRunGoesOn() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("forceDelete")
                .status(403);

        Outcome failed = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message())
                .contains(
                        "Server db-1 on new (" + onTarget().get(0) + ") is deleted, but Nova keeps it",
                        "reclaim_instance_interval",
                        "nova force-delete " + onTarget().get(0),
                        "then run again");
        assertThat(statusOf("db-1")).isEqualTo("ACTIVE");
        clouds.target.faults().clear();

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");
        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(onTarget()).isEmpty();
    }

    @Test
    public void aCopyThatItsOwnerHasDeletedMayBeRestoredUnlessTheOperatorSaysSo() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String copy = clouds.target.inside().servers().get(0).path("id").asText();
        clouds.target.inside().delete("compute", "/v2.1/servers/" + copy);
        clouds.target.skip(Duration.ofSeconds(5));

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");
        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("openstack server restore " + copy, "force: true");
        assertThat(onTarget()).containsExactly(copy);
        clouds.evenIfChanged();

        assertThat(outcome(clouds.plan(Verb.ROLLBACK, server("db-1")), "server", "db-1")
                        .message())
                .contains("deletes on new: server " + copy);
        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");
        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(onTarget()).isEmpty();
        assertThat(statusOf("db-1")).isEqualTo("ACTIVE");
    }

    /** Ids of the target's servers, those that it keeps too. */
    private List<String> onTarget() {
        return clouds
                .target
                .inside()
                .list("compute", "/v2.1/servers/detail?all_tenants=1&soft_deleted=True", "servers")
                .stream()
                .map(server -> server.path("id").asText())
                .toList();
    }

    private String statusOf(String name) {
        return clouds.source.inside().servers().stream()
                .filter(server -> server.path("name").asText().equals(name))
                .map((JsonNode server) -> server.path("status").asText())
                .findFirst()
                .orElseThrow();
    }
}
