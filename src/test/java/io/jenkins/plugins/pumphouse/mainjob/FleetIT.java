package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Forty servers of one project, eight at a time: no server fails although nothing was wrong, and none is lost. Takes
 * ten minutes a run, so it waits to be asked: {@code -Dfleet.runs=5} runs it five times, each time from the same state;
 * {@code -Dfleet.saved=true} takes the state that an earlier run has saved.
 */
public class FleetIT {
    private static final String PROJECT = "fleet";
    private static final int RUNS = Integer.getInteger("fleet.runs", 0);
    private static final int SERVERS = 40;
    private static final int SERVERS_IN_A_REQUEST = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String MOVE = """
            pumpRoles()
            pumpTenants tenant: 'fleet'
            pumpUsers tenant: 'fleet'
            pumpQuotas tenant: 'fleet'
            pumpFlavors()
            pumpSecgroups tenant: 'fleet'
            pumpNetworks tenant: 'fleet'
            pumpImages tenant: 'fleet'
            def fleet = pumpInstances tenant: 'fleet', parallel: 8
            def moved = fleet.resources.count { it.type == 'server' && it.outcome == 'created' }
            echo "FLEET: ${moved} moved"
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final TestbedPipeline pipeline = new TestbedPipeline();

    @BeforeClass
    public static void fortyServers() throws Exception {
        assumeTrue("-Dfleet.runs says how often", RUNS > 0);
        if (Boolean.getBoolean("fleet.saved")) {
            return;
        }
        Testbed.reset();
        try (Cloud source = Testbed.open("source")) {
            String project = id(made(
                    source,
                    Service.IDENTITY,
                    "/projects",
                    "project",
                    named(PROJECT).put("domain_id", "default")));
            ObjectNode room =
                    Json.object().put("instances", 60).put("cores", 120).put("ram", 90_000);
            source.send(
                    Request.put(Service.COMPUTE, "/os-quota-sets/" + project).body(Json.object("quota_set", room)));
            String admin = id(only(source.list(Service.IDENTITY, "/roles", "roles"), "admin"));
            String role = "/projects/" + project + "/users/" + source.caller().userId() + "/roles/" + admin;
            source.send(Request.put(Service.IDENTITY, role));
            fill(source, project);
            source.send(Request.delete(Service.IDENTITY, role)); // or the judge looks for it on the target
        }
        Testbed.save(PROJECT);
    }

    @AfterClass
    public static void leaveTheCloudsAsTheyWere() throws Exception {
        if (RUNS > 0) {
            Testbed.reset();
        }
    }

    @Test
    public void fortyServersMoveEightAtATimeAndNoneFailsFalsely() throws Exception {
        Path before = folder.getRoot().toPath().resolve("before.json");
        for (int run = 1; run <= RUNS; run++) {
            Testbed.reset(PROJECT);
            Testbed.snapshot(before);

            assertThat(pipeline.succeeds(MOVE).console()).contains("FLEET: " + SERVERS + " moved");
            assertThat(Testbed.compare(PROJECT, before))
                    .as("differences that the judge found in run " + run)
                    .isZero();
        }
    }

    private static void fill(Cloud source, String id) {
        try (Cloud project = source.as(id)) {
            ObjectNode network = made(project, Service.NETWORK, "/networks", "network", named(PROJECT));
            ObjectNode subnet = Json.object()
                    .put("network_id", id(network))
                    .put("ip_version", 4)
                    .put("cidr", "10.77.0.0/24");
            made(project, Service.NETWORK, "/subnets", "subnet", subnet);
            for (int batch = 0; batch < SERVERS / SERVERS_IN_A_REQUEST; batch++) {
                made(project, Service.COMPUTE, "/servers", "server", servers(source, network, batch));
                int running = (batch + 1) * SERVERS_IN_A_REQUEST;
                await(running + " servers run", () -> running(project) == running);
            }
        }
    }

    private static ObjectNode servers(Cloud source, ObjectNode network, int batch) {
        ObjectNode server = named("fleet-" + batch)
                .put("imageRef", id(only(source.list(Service.IMAGE, "/images", "images"), "cirros")))
                .put("flavorRef", id(only(source.list(Service.COMPUTE, "/flavors/detail", "flavors"), "m1.tiny")))
                .put("min_count", SERVERS_IN_A_REQUEST);
        server.putArray("networks").addObject().put("uuid", id(network));
        return server;
    }

    private static long running(Cloud project) {
        List<ObjectNode> servers = project.list(Service.COMPUTE, "/servers/detail", "servers");
        assertThat(servers).noneMatch(server -> "ERROR".equals(Json.text(server, "status")));
        return servers.stream()
                .filter(server -> "ACTIVE".equals(Json.text(server, "status")))
                .count();
    }

    private static ObjectNode made(Cloud cloud, Service service, String path, String kind, ObjectNode wanted) {
        return (ObjectNode) cloud.send(Request.post(service, path).body(Json.object(kind, wanted)))
                .json()
                .path(kind);
    }

    private static ObjectNode named(String name) {
        return Json.object().put("name", name);
    }

    private static ObjectNode only(List<ObjectNode> objects, String name) {
        return objects.stream()
                .filter(object -> name.equals(Json.text(object, "name")))
                .findFirst()
                .orElseThrow();
    }

    private static String id(ObjectNode object) {
        return Json.text(object, "id");
    }

    private static void await(String what, BooleanSupplier reached) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!reached.getAsBoolean()) {
            assertThat(Instant.now()).as("in time: " + what).isBefore(end);
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }
}
