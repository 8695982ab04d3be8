package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Hypervisors of the real source give their servers to the real target and then come there themselves. */
public class HostsIT {
    private static final String JENKINSFILE = """
        def hosts = ['source-compute3', 'source-compute4', 'source-compute5']
        node {
            pumphouse(config: 'pumphouse.yaml') {
                stage('Instances') {
                    for (host in hosts) {
                        pumpInstances host: host
                    }
                }
                stage('Clean up') {
                    for (host in hosts) {
                        pumpCleanup host: host
                    }
                }
                stage('Hosts') {
                    def moved = pumpHost hosts: hosts, disable: true, maxParallel: 2, poll: 1
                    for (host in moved.hosts) {
                        echo "${host.host}: ${host.outcome}, node ${host.node} with ${host.roles} after ${host.seconds} s"
                    }
                }
            }
        }
        """;

    /**
     * Which server is brought onto which of the new hypervisors; the source keeps two others, so none is the last of
     * the zone.
     */
    private static final Map<String, String> SERVERS =
            new TreeMap<>(Map.of("source-compute3", "web-1", "source-compute4", "app-1", "source-compute5", "db-1"));

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final TestbedRack rack = new TestbedRack(List.copyOf(SERVERS.keySet()));

    private Cloud source;
    private Cloud target;

    @Before
    public void aServerOnEach() {
        source = rack.source();
        target = rack.target();
        SERVERS.forEach((host, server) ->
                source.send(Request.post(Service.COMPUTE, "/servers/" + id(source, server) + "/action")
                        .body(liveMigration(host))
                        .microversion("2.30")));
        SERVERS.forEach((host, server) -> await(
                server + " on " + host,
                () -> names(host).equals(List.of(server))
                        && server(source, server).path("status").asText().equals("ACTIVE")));
    }

    @Test
    public void threeHypervisorsGiveTheirServersAndThenThemselvesTwoAtATime() throws Exception {
        Path workspace = folder.getRoot().toPath();
        Files.writeString(workspace.resolve("pumphouse.yaml"), rack.configuration());
        Pipeline build = Pipeline.of(JENKINSFILE)
                .workspace(workspace)
                .patience(Duration.ofMinutes(15))
                .log(System.out)
                .start();

        PipelineResult result = build.await();

        assertThat(rack.troubles()).isEmpty();
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .containsSubsequence(
                        "ready; nova-compute up on mira-os-1", "source-compute5  ready to release", "3 ready");
        SERVERS.forEach((host, server) -> {
            assertThat(server(target, server).path("status").asText())
                    .as(server)
                    .isEqualTo("ACTIVE");
            assertThat(new ComputeHost(source, host).find())
                    .as(host + " in the source")
                    .isEmpty();
            assertThat(source.list(
                            Request.get(Service.PLACEMENT, "/resource_providers")
                                    .query("name", host),
                            "resource_providers"))
                    .as("providers of " + host + " in the source")
                    .isEmpty();
            assertThat(new ComputeHost(target, host).look().whyNotServing())
                    .as(host + " in the target")
                    .isNull();
            assertThat(result.console()).containsPattern(host + ": ready, node \\d+ with \\[compute]");
            assertThat(rack.isInAdminVlan(rack.host(host)))
                    .as(host + " in the Admin VLAN")
                    .isTrue();
            assertThat(rack.host(host).machine().acts())
                    .containsExactly("power soft-off", "boot PXE once BIOS", "power on");
        });
    }

    private static ObjectNode liveMigration(String host) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("os-migrateLive").put("host", host).put("block_migration", "auto");
        return body;
    }

    private List<String> names(String host) {
        return servers(source).stream()
                .filter(server -> server.path("OS-EXT-SRV-ATTR:host").asText().equals(host))
                .map(server -> server.path("name").asText())
                .toList();
    }

    private static String id(Cloud cloud, String name) {
        return server(cloud, name).path("id").asText();
    }

    private static ObjectNode server(Cloud cloud, String name) {
        return servers(cloud).stream()
                .filter(server -> server.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No server " + name + " in " + cloud.name()));
    }

    private static List<ObjectNode> servers(Cloud cloud) {
        return cloud.list(Request.get(Service.COMPUTE, "/servers/detail").query("all_tenants", "1"), "servers");
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }
}
