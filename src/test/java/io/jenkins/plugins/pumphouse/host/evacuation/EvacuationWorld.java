package io.jenkins.plugins.pumphouse.host.evacuation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.rules.ExternalResource;

/** A cloud with the hypervisors cmp-12, cmp-13 and cmp-14, and an evacuation of one of them. */
final class EvacuationWorld extends ExternalResource {
    private static final ObjectNode FLAVOR = WireJson.object("name", "m1.tiny", "ram", 512, "vcpus", 1, "disk", 1);

    EmbeddedCloud cloud = EmbeddedCloud.v3("old").hosts("cmp-12", "cmp-13", "cmp-14");
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<String> status = new CopyOnWriteArrayList<>();
    How how = How.AUTO;
    Set<String> cold = Set.of();
    Duration timeout = Duration.ofMinutes(1);
    boolean dryRun;

    @Override
    protected void before() {
        cloud.start();
        cloud.project("demo").image("cirros", 1000);
        cloud.inside().post("compute", compute() + "/flavors", WireJson.object("flavor", FLAVOR));
        cloud.journal().clear();
    }

    @Override
    protected void after() {
        cloud.close();
    }

    /** Has an Icehouse in place of a Zed. */
    void old() {
        cloud.close();
        cloud = EmbeddedCloud.v2("old").hosts("cmp-12", "cmp-13", "cmp-14");
        before();
    }

    /** Has another Zed, in which nothing has happened yet. */
    void anew() {
        cloud.close();
        cloud = EmbeddedCloud.v3("old").hosts("cmp-12", "cmp-13", "cmp-14");
        before();
    }

    EvacuationResult run() {
        return run("cmp-12");
    }

    EvacuationResult run(String host) {
        EvacuationRequest request =
                new EvacuationRequest(access(), host, how, cold, 2, Duration.ofMillis(10), timeout, "a test", dryRun);
        return new Evacuation(request, lines::add, status::add, Clock.systemUTC()).run();
    }

    String server(String name, String host, String... actions) {
        return server(name, host, "m1.tiny", actions);
    }

    String server(String name, String host, String flavor, String[] actions) {
        cloud.project("demo")
                .server(name)
                .image("cirros")
                .flavor(flavor)
                .host(host)
                .then(actions)
                .boot();
        String id = cloud.inside().servers().stream()
                .filter(server -> WireJson.text(server, "name").equals(name))
                .map(server -> WireJson.text(server, "id"))
                .findFirst()
                .orElseThrow();
        cloud.journal().clear();
        return id;
    }

    JsonNode server(String id) {
        return cloud.inside().servers().stream()
                .filter(server -> WireJson.text(server, "id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Status, task and where it is. */
    String shown(String id) {
        JsonNode server = server(id);
        String host = WireJson.text(server, "OS-EXT-SRV-ATTR:host");
        return WireJson.text(server, "status") + " " + WireJson.text(server, "OS-EXT-STS:task_state") + " "
                + (host.equals("cmp-12") ? host : "elsewhere");
    }

    static ObjectNode live() {
        return WireJson.object("host", null, "block_migration", "auto");
    }

    void note(String server, String key, String value) {
        cloud.inside()
                .post(
                        "compute",
                        compute() + "/servers/" + server + "/metadata",
                        WireJson.object("metadata", WireJson.object(key, value)));
    }

    /** The server has one more volume. */
    void attach(String server, String name) {
        String volume = new VolumeFixture(cloud, "demo", name, 1, "rows").make();
        cloud.machines().attach(server, volume);
        cloud.journal().clear();
    }

    /** Somebody brings a server to a host. */
    void bring(String server, String host) {
        cloud.machines().bring(server, host);
    }

    void disable(String host, String reason) {
        try (Cloud opened = Cloud.open(access())) {
            new ComputeHost(opened, host).disable(reason);
        }
    }

    CloudAccess access() {
        return CloudAccess.ofPassword("old", cloud.authUrl(), "admin", "admin", "admin");
    }

    boolean enabled(String host) {
        return cloud.inside().list("compute", compute() + "/os-services", "services").stream()
                .anyMatch(service -> WireJson.text(service, "binary").equals("nova-compute")
                        && WireJson.text(service, "host").equals(host)
                        && WireJson.text(service, "status").equals("enabled"));
    }

    /** The answers to the actions on servers. */
    List<String> actions() {
        return cloud.journal().writes().stream()
                .filter(entry -> entry.path().endsWith("/action"))
                .map(entry -> Integer.toString(entry.status()))
                .toList();
    }

    String compute() {
        return cloud.authUrl().endsWith("/v3")
                ? "/v2.1"
                : "/v2/" + cloud.inside().projectId();
    }

    static void await(BooleanSupplier what) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
