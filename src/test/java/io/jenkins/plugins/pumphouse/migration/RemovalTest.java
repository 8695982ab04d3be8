package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A service that does not find what it is asked to remove, although it is there, is not believed at once. */
public class RemovalTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void theTemporaryKeypairIsTakenBack() throws Exception {
        notFoundOnce(clouds.target, "/v2.1/os-keypairs/*");

        clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(inside().list("compute", "/v2.1/os-keypairs", "keypairs")).isEmpty();
    }

    @Test
    public void theTemporaryRoleAndTheNotesOfWhatIsBorrowedAreTakenBack() throws Exception {
        notFoundOnce(clouds.target, "/v3/projects/*/users/*/roles/*");
        notFoundOnce(clouds.target, "/v3/projects/*/tags/*");

        clouds.move(Verb.INSTANCES, server("db-1"));

        JsonNode demo = inside().named("identity", "/v3/projects", "projects", "demo");
        String roles = "/v3/projects/" + demo.path("id").asText() + "/users/" + inside().userId() + "/roles";
        assertThat(inside().list("identity", roles, "roles")).isEmpty();
        assertThat(demo.path("tags")).isEmpty();
    }

    @Test
    public void aKeypairThatIsNeverFoundForItsRemovalIsNamedWithTheCommand() throws Exception {
        clouds.target.faults().on("DELETE", "/v2.1/os-keypairs/*").status(404);

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(report.notes())
                .filteredOn(note -> note.contains("keypair"))
                .singleElement()
                .asString()
                .contains("keypair laptop", "openstack keypair delete laptop");
    }

    @Test
    public void nothingThatTheCopyOfAVolumeNeedsIsLeft() throws Exception {
        new VolumeFixture(clouds.source, "demo", "backup", 1, "data").make();
        for (String list : List.of("volumes", "snapshots")) {
            notFoundOnce(clouds.source, "/v3/*/" + list + "/*");
        }
        notFoundOnce(clouds.source, "/v2/images/*");
        notFoundOnce(clouds.target, "/v2/images/*");

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            String root = "/v3/" + cloud.inside().projectId();
            assertThat(names(cloud, "volume", root + "/snapshots/detail?all_tenants=1", "snapshots"))
                    .isEmpty();
            assertThat(names(cloud, "volume", root + "/volumes/detail?all_tenants=1", "volumes"))
                    .noneMatch(name -> name.startsWith("pumphouse "));
            assertThat(names(cloud, "image", "/v2/images", "images")).noneMatch(name -> name.startsWith("pumphouse "));
        }
    }

    @Test
    public void theSnapshotAndTheContentImageOfAMoveThatFailedAreRemoved() throws Exception {
        clouds.target.faults().on("POST", "/v2.1/servers").status(400);
        notFoundOnce(clouds.source, "/v2/images/*");
        notFoundOnce(clouds.target, "/v2/images/*");
        int before =
                clouds.source.inside().list("image", "/v2/images", "images").size();

        clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(clouds.source.inside().list("image", "/v2/images", "images")).hasSize(before);
        assertThat(names(clouds.target, "image", "/v2/images", "images")).noneMatch(name -> name.contains("db-1"));
    }

    @Test
    public void anImageWhoseBytesBrokeOffIsRemoved() throws Exception {
        clouds.source.faults().on("GET", "/v2/images/*/file").truncateAfter(3);
        clouds.target.faults().on("DELETE", "/v2/images/*").status(404).times(1);

        clouds.move(Verb.IMAGES);

        assertThat(inside().list("image", "/v2/images", "images"))
                .noneMatch(image -> image.path("status").asText().equals("queued"));
    }

    @Test
    public void aGroupThatNeutronOnceSaysIsGoneIsNotReportedAsDeleted() throws Exception {
        clouds.move(Verb.SECGROUPS);
        notFoundOnce(clouds.target, "/v2.0/security-groups/*");

        Report back = clouds.move(Verb.ROLLBACK_RESOURCES, TwoClouds.DEMO);

        List<String> left = inside().list("network", "/v2.0/security-groups", "security_groups").stream()
                .map(group -> group.path("id").asText())
                .toList();
        assertThat(back.outcomes())
                .noneMatch(group -> group.end() == Outcome.End.DELETED && left.contains(group.target()));
        assertThat(back.failed()).isTrue();
        assertThat(clouds.move(Verb.ROLLBACK_RESOURCES, TwoClouds.DEMO).failed())
                .isFalse();
    }

    private static void notFoundOnce(EmbeddedCloud cloud, String path) {
        cloud.faults().on("DELETE", path).status(404).times(1);
    }

    private Inside inside() {
        return clouds.target.inside();
    }

    private static List<String> names(EmbeddedCloud cloud, String service, String path, String key) {
        return TwoClouds.names(cloud.inside().list(service, path, key));
    }
}
