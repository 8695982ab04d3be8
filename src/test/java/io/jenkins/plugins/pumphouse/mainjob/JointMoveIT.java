package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ExternalResource;
import org.junit.rules.RuleChain;

/** Two servers that run and share a volume move between real clouds at the same time, and come back. */
public class JointMoveIT {
    @Rule
    public final TestbedPipeline pipeline = new TestbedPipeline();

    private final TestbedProject project = new TestbedProject("cluster");

    @Rule
    public final RuleChain clouds =
            RuleChain.outerRule(new SharedType(project.name)).around(project);

    @Test
    public void bothAreOffBeforeTheirVolumeIsCopiedAndBothComeBack() throws Exception {
        project.network("10.88.0.0/24").boot("node-1", "source-compute1").boot("node-2", "source-compute2");
        volume("quorum", "node-1", "node-2");
        Map<String, JsonNode> before = project.onSource();

        PipelineResult moved = pipeline.succeeds("""
                echo "failed: ${pumpInstances(tenant: '%1$s', parallel: 1).failed}"
                echo "again: ${pumpInstances(tenant: '%1$s').writes}"
                """.formatted(project.name));

        assertThat(moved.console()).contains("failed: 0", "again: 0");
        assertThat(moved.console().lines().filter(line -> line.matches(".*node-[12].*(is off|copies volume quorum).*")))
                .as("both are off, then it is copied, once")
                .map(line -> line.contains("copies"))
                .containsExactly(false, false, true);
        assertThat(project.onTarget("servers")).containsExactlyInAnyOrder("node-1", "node-2");
        assertThat(project.volumes("target"))
                .singleElement()
                .satisfies(copy -> assertThat(copy.path("attachments")).hasSize(2));

        PipelineResult back = pipeline.succeeds("""
                echo "failed: ${pumpRollback(tenant: '%1$s').failed}"
                """.formatted(project.name));

        assertThat(back.console()).contains("failed: 0");
        assertThat(project.onTarget("servers", "volumes")).isEmpty();
        assertThat(project.onSource()).isEqualTo(before);
    }

    /** Makes a volume of 1 GB, and gives it to all of these servers. */
    private void volume(String called, String... servers) {
        Cloud own = project.source().as(Json.text(project.server(servers[0]), "tenant_id"));
        ObjectNode wanted = Json.object().put("name", called).put("size", 1).put("volume_type", project.name);
        own.send(Request.post(Service.VOLUME, "/volumes").body(Json.object("volume", wanted)));
        TestbedProject.await(called + " is available", () -> "available".equals(Json.text(volume(), "status")));
        for (String server : servers) {
            String id = Json.text(project.server(server), "id");
            own.send(Request.post(Service.COMPUTE, "/servers/" + id + "/os-volume_attachments")
                    .microversion("2.60") // the first that takes a volume which another server has
                    .body(Json.object("volumeAttachment", Json.object().put("volumeId", Json.text(volume(), "id")))));
            TestbedProject.await(
                    server + " has " + called,
                    () -> volume().path("attachments")
                                    .findValuesAsText("server_id")
                                    .contains(id)
                            && "in-use".equals(Json.text(volume(), "status")));
        }
    }

    private ObjectNode volume() {
        return project.volumes("source").get(0);
    }

    /** A type of volumes on both clouds that several servers may have. */
    private static final class SharedType extends ExternalResource {
        private final String name;

        SharedType(String name) {
            this.name = name;
        }

        @Override
        protected void before() {
            List.of("source", "target")
                    .forEach(name -> with(name, cloud -> {
                        ObjectNode type = Json.object().put("name", this.name);
                        type.set("extra_specs", Json.object().put("multiattach", "<is> True"));
                        cloud.send(Request.post(Service.VOLUME, "/types").body(Json.object("volume_type", type)));
                    }));
        }

        /** Cinder keeps it while a volume has it. */
        @Override
        protected void after() {
            List.of("source", "target")
                    .forEach(name -> with(
                            name,
                            cloud -> TestbedProject.await("no volume has the type", () -> {
                                List<ObjectNode> types = cloud.list(Service.VOLUME, "/types", "volume_types").stream()
                                        .filter(type -> this.name.equals(Json.text(type, "name")))
                                        .toList();
                                types.forEach(type -> delete(cloud, Json.text(type, "id")));
                                return types.isEmpty();
                            })));
        }

        private static void delete(Cloud cloud, String type) {
            try {
                cloud.send(Request.delete(Service.VOLUME, "/types/" + type));
            } catch (CloudException e) {
                return; // looked at again
            }
        }

        private static void with(String name, Consumer<Cloud> work) {
            try (Cloud cloud = Testbed.open(name)) {
                work.accept(cloud);
            }
        }
    }
}
