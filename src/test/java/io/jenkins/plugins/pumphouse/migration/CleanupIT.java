package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.mainjob.Testbed;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Moved servers are deleted on a real cloud. Works in a project of its own, and removes it again from both clouds. */
public class CleanupIT {
    private static final String PROJECT =
            "cleanup-" + UUID.randomUUID().toString().substring(0, 8);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Cloud source;
    private Cloud target;
    private Cloud project;
    private String projectId;
    private String network;

    @Before
    public void aProjectWithANetwork() {
        source = Testbed.open("source");
        target = Testbed.open("target");
        ObjectNode wanted = Json.object().put("name", PROJECT).put("domain_id", "default");
        projectId = id(source.send(Request.post(Service.IDENTITY, "/projects").body(Json.object("project", wanted)))
                .json()
                .path("project"));
        String admin = id(named(source.list(Service.IDENTITY, "/roles", "roles"), "admin"));
        source.send(Request.put(
                Service.IDENTITY,
                "/projects/" + projectId + "/users/" + source.caller().userId() + "/roles/" + admin));
        project = source.as(projectId);
        network = made("network", Json.object().put("name", PROJECT));
        made(
                "subnet",
                Json.object().put("network_id", network).put("ip_version", 4).put("cidr", "10.88.0.0/24"));
    }

    @After
    public void nothingOfItIsLeft() {
        for (Cloud cloud : List.of(source, target)) {
            cloud.list(Service.IDENTITY, "/projects", "projects").stream()
                    .filter(p -> PROJECT.equals(Json.text(p, "name")))
                    .forEach(p -> remove(cloud, id(p)));
            cloud.close();
        }
    }

    @Test
    public void whatWasMovedGoesAndWhatWasStartedAgainStays() throws Exception {
        ObjectNode given = Json.object().put("network_id", network).put("mac_address", "fa:16:3e:88:00:01");
        String port = made("port", given);
        boot("gone-1", Json.object().put("port", port), Json.object().put("uuid", network));
        boot("again-1", Json.object().put("uuid", network));
        Report moved = run(Verb.INSTANCES, false);
        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        act("again-1", "os-start", "ACTIVE");
        act("again-1", "os-stop", "SHUTOFF");

        Report plan = run(Verb.CLEANUP, true);
        assertThat(plan.summary()).isEqualTo("1 to delete, 1 to skip");
        assertThat(plan.cost().writes()).isZero();
        Report report = run(Verb.CLEANUP, false);

        assertThat(ended(report, End.DELETED)).as(report.outcomes().toString()).containsExactly("server gone-1");
        assertThat(outcome(report, "server", "gone-1").message())
                .contains("snapshot deleted", "stays on source: Nova had not made it");
        assertThat(outcome(report, "server", "again-1").message())
                .startsWith("may have newer data on the source")
                .contains("Nova notes stop at");
        assertThat(servers(source, projectId))
                .extracting(server -> Json.text(server, "name"))
                .containsExactly("again-1");
        assertThat(snapshotsOf("gone-1")).isEmpty();
        assertThat(snapshotsOf("again-1")).hasSize(1);
        List<ObjectNode> unbound =
                source.list(Request.get(Service.NETWORK, "/ports").query("network_id", network), "ports").stream()
                        .filter(p -> Json.text(p, "device_id").isEmpty())
                        .toList();
        assertThat(unbound).extracting(CleanupIT::id).containsExactly(port); // the one that Nova made went along
        String there = id(named(target.list(Service.IDENTITY, "/projects", "projects"), PROJECT));
        assertThat(servers(target, there))
                .hasSize(2)
                .allSatisfy(server -> assertThat(Json.text(server, "status")).isEqualTo("ACTIVE"));
        assertThat(run(Verb.CLEANUP, false).cost().writes()).isZero();
    }

    private Report run(Verb verb, boolean dryRun) throws InterruptedException {
        return new Migration(
                        new MigrationRequest(
                                verb,
                                source.access(),
                                target.access(),
                                Selection.ofTenant(PROJECT),
                                Mapping.NONE,
                                Options.DEFAULT,
                                dryRun),
                        line -> {})
                .run();
    }

    private String made(String kind, ObjectNode wanted) {
        return id(project.send(Request.post(Service.NETWORK, "/" + kind + "s").body(Json.object(kind, wanted)))
                .json()
                .path(kind));
    }

    private void boot(String name, ObjectNode... cards) {
        ObjectNode server = Json.object().put("name", name);
        server.put(
                "imageRef",
                id(named(
                        source.list(Request.get(Service.IMAGE, "/images").query("visibility", "public"), "images"),
                        "cirros")));
        server.put("flavorRef", id(named(source.list(Service.COMPUTE, "/flavors/detail", "flavors"), "m1.tiny")));
        for (ObjectNode card : cards) {
            server.withArray("networks").add(card);
        }
        project.send(Request.post(Service.COMPUTE, "/servers").body(Json.object("server", server)));
        await(name + " runs", () -> at(name, "ACTIVE"));
    }

    private void act(String name, String action, String status) {
        project.send(Request.post(
                        Service.COMPUTE, "/servers/" + id(named(servers(source, projectId), name)) + "/action")
                .body(Json.object(action, Json.object().nullNode())));
        await(name + " is " + status, () -> at(name, status));
    }

    private boolean at(String name, String status) {
        ObjectNode server = named(servers(source, projectId), name);
        return status.equals(Json.text(server, "status")) && Json.text(server, "OS-EXT-STS:task_state") == null;
    }

    private List<ObjectNode> snapshotsOf(String server) {
        return source.list(Request.get(Service.IMAGE, "/images").query("pumphouse", "snapshot"), "images").stream()
                .filter(image -> Json.text(image, "name").equals("pumphouse " + server))
                .toList();
    }

    private void remove(Cloud cloud, String there) {
        servers(cloud, there).forEach(server -> delete(cloud, Service.COMPUTE, "/servers/", id(server)));
        await("no server of " + PROJECT, () -> servers(cloud, there).isEmpty());
        cloud.list(Service.IMAGE, "/images", "images").stream()
                .filter(image -> there.equals(Json.text(image, "owner"))
                        || List.of("pumphouse gone-1", "pumphouse again-1").contains(Json.text(image, "name")))
                .forEach(image -> delete(cloud, Service.IMAGE, "/images/", id(image)));
        for (String kind : List.of("ports", "networks", "security-groups")) {
            cloud.list(Request.get(Service.NETWORK, "/" + kind).query("tenant_id", there), kind.replace('-', '_'))
                    .forEach(object -> delete(cloud, Service.NETWORK, "/" + kind + "/", id(object)));
        }
        delete(cloud, Service.IDENTITY, "/projects/", there);
    }

    private static void delete(Cloud cloud, Service service, String path, String id) {
        try {
            cloud.send(Request.delete(service, path + id));
        } catch (CloudException.NotFound e) {
            return; // went along with something else
        }
    }

    private static List<ObjectNode> servers(Cloud cloud, String there) {
        return cloud.list(
                Request.get(Service.COMPUTE, "/servers/detail")
                        .query("all_tenants", "1")
                        .query("tenant_id", there),
                "servers");
    }

    private static ObjectNode named(List<ObjectNode> objects, String name) {
        return objects.stream()
                .filter(object -> name.equals(Json.text(object, "name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " among " + objects.size()));
    }

    private static String id(JsonNode object) {
        return Json.text(object, "id");
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }
}
