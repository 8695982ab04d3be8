package io.jenkins.plugins.pumphouse.host.evacuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.Row;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The servers of cmp-12 go to other hypervisors of their cloud. */
public class EvacuationTest {
    private static final ObjectNode FLAVOR = Json.object("name", "m1.tiny", "ram", 512, "vcpus", 1, "disk", 1);

    private EmbeddedCloud cloud = EmbeddedCloud.v3("old").hosts("cmp-12", "cmp-13", "cmp-14");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> status = new CopyOnWriteArrayList<>();
    private How how = How.AUTO;
    private Set<String> cold = Set.of();
    private int parallel = 2;
    private Duration timeout = Duration.ofMinutes(1);
    private boolean dryRun;

    @Before
    public void open() {
        cloud.start();
        cloud.project("demo").image("cirros", 1000);
        cloud.inside().post("compute", compute() + "/flavors", Json.object("flavor", FLAVOR));
        cloud.journal().clear();
    }

    @After
    public void close() {
        cloud.close();
    }

    @Test
    public void runningServersLeaveLiveAndThoseThatAreOffLeaveColdAndTheHostIsKeptEmpty() {
        String web = server("web-1", "cmp-12");
        String db = server("db-1", "cmp-12", "os-stop");
        server("other", "cmp-13");

        EvacuationResult result = run();

        assertThat(result.failures()).isEmpty();
        assertThat(shown(web)).isEqualTo("ACTIVE null elsewhere");
        assertThat(shown(db)).isEqualTo("SHUTOFF null elsewhere");
        assertThat(result.servers())
                .extracting(Row::name, Row::how)
                .containsExactlyInAnyOrder(tuple("web-1", "live"), tuple("db-1", "cold"));
        assertThat(result.toMap())
                .containsEntry("changed", true)
                .containsEntry("empty", true)
                .containsEntry("disabled", true)
                .containsEntry("moved", 2L)
                .containsEntry("summary", "cmp-12: 2 servers moved; it is disabled");
        assertThat(status).last().isEqualTo("2 of 2 servers have left cmp-12, 0 under way");
        assertThat(server(db).path("metadata")).isEmpty();
    }

    @Test
    public void aSecondRunWritesNothing() {
        server("web-1", "cmp-12");
        run();
        cloud.journal().clear();

        EvacuationResult again = run();

        assertThat(cloud.journal().writes()).isEmpty();
        assertThat(again.toMap()).containsEntry("changed", false).containsEntry("empty", true);
    }

    @Test
    public void aDryRunTellsForEachServerWhatWouldHappenAndWritesNothing() {
        server("web-1", "cmp-12");
        server("db-1", "cmp-12", "os-stop");
        server("lab", "cmp-12", "pause");
        dryRun = true;

        EvacuationResult result = run();

        assertThat(cloud.journal().writes()).isEmpty();
        assertThat(result.toMap())
                .containsEntry("changed", false)
                .containsEntry("empty", false)
                .containsEntry("disabled", false)
                .containsEntry("summary", "cmp-12: 2 servers to move, 1 refused");
        assertThat(lines)
                .contains("web-1  would be migrated live", "db-1  would be migrated cold, and its resize confirmed")
                .anyMatch(line -> line.startsWith("x lab  is PAUSED") && line.contains("openstack server unpause "));
    }

    @Test
    public void aLiveMigrationThatNovaRollsBackSilentlyIsAFailureWithNovasReasonAndTheHostIsEnabledAgain() {
        String web = server("web-1", "cmp-12");
        cloud.behaviour().liveMigrationsFail("web-*", "Unsafe migration: disk of qemu has cache=writeback");

        EvacuationResult result = run();

        assertThat(shown(web)).isEqualTo("ACTIVE null cmp-12");
        assertThat(result.failures())
                .singleElement()
                .asString()
                .contains("web-1", "is on cmp-12 still", "cache=writeback", "cold:");
        assertThat(result.toMap()).containsEntry("disabled", false).containsEntry("empty", false);
        assertThat(enabled("cmp-12")).isTrue();
        assertThat(lines).contains("cmp-12  enabled again, as it was");
    }

    @Test
    public void aHostThatSomebodyElseHasDisabledStaysDisabledAfterAFailure() {
        server("web-1", "cmp-12");
        cloud.behaviour().liveMigrationsFail("web-*", "no");
        disable("cmp-12", "broken fan");

        EvacuationResult result = run();

        assertThat(result.failed()).isTrue();
        assertThat(enabled("cmp-12")).isFalse();
        assertThat(result.disabled()).isTrue();
    }

    @Test
    public void aServerThatIsNamedColdIsStoppedForItsMigrationAndRunsAgainAfterwards() {
        String web = server("web-1", "cmp-12");
        cold = Set.of("web-1");

        EvacuationResult result = run();

        assertThat(shown(web)).isEqualTo("ACTIVE null elsewhere");
        assertThat(actions()).containsExactly("202", "204");
        assertThat(result.servers()).extracting(Row::how).containsExactly("cold");
    }

    @Test
    public void aServerThatIsOffIsRefusedWhereAllAreToLeaveLive() {
        server("db-1", "cmp-12", "os-stop");
        how = How.LIVE;

        assertThat(run().failures())
                .singleElement()
                .asString()
                .contains("is SHUTOFF", "how: 'auto'", "openstack server start");
        assertThat(cloud.journal().writes()).isEmpty();
    }

    @Test
    public void aServerInAStateThatNovaDoesNotMigrateIsRefusedWithTheCommandAndTheOthersLeave() {
        server("lab", "cmp-12", "suspend");
        String web = server("web-1", "cmp-12");

        EvacuationResult result = run();

        assertThat(shown(web)).isEqualTo("ACTIVE null elsewhere");
        assertThat(result.failures()).singleElement().asString().contains("openstack server resume");
        assertThat(enabled("cmp-12")).isTrue();
    }

    @Test
    public void theCopyThatAMigrationToTheTargetHasLeftIsKept() {
        String moved = server("web-1", "cmp-12", "os-stop");
        cloud.inside()
                .post(
                        "compute",
                        compute() + "/servers/" + moved + "/metadata",
                        Json.object("metadata", Json.object("pumphouse_target", "mira/1")));

        EvacuationResult result = run();

        assertThat(result.failures()).isEmpty();
        assertThat(shown(moved)).isEqualTo("SHUTOFF null cmp-12");
        assertThat(lines).contains("web-1  the target has its copy: pumpCleanup(host: 'cmp-12') removes it");
    }

    @Test
    public void withoutAnotherComputeHostThatTakesServersNothingIsBegun() {
        server("web-1", "cmp-12");
        cloud.hostDown("cmp-13");
        disable("cmp-14", "broken fan");
        cloud.journal().clear();

        assertThat(run().failures())
                .singleElement()
                .asString()
                .contains("no other compute host of old is up and enabled");
        assertThat(cloud.journal().writes()).isEmpty();
    }

    @Test
    public void aServerThatFitsOnNoOtherHypervisorIsRefusedInThePlan() {
        cloud.inside()
                .post(
                        "compute",
                        compute() + "/flavors",
                        Json.object("flavor", Json.object("name", "huge", "ram", 512, "vcpus", 1, "disk", 1500)));
        server("db-9", "cmp-13", "huge", new String[0]);
        server("db-8", "cmp-14", "huge", new String[0]);
        server("db-1", "cmp-12", "huge", new String[0]);
        cloud.journal().clear();

        assertThat(run().failures())
                .singleElement()
                .asString()
                .contains("no other hypervisor of old has room for 1 vCPU, 512 MB of memory and 1500 GB of disk");
        assertThat(cloud.journal().writes()).isEmpty();
    }

    @Test
    public void aHostWhoseNovaComputeIsSilentIsRefused() {
        server("web-1", "cmp-12");
        cloud.hostDown("cmp-12");

        assertThat(run().failures())
                .singleElement()
                .asString()
                .contains("does not report", "openstack server evacuate");
    }

    @Test
    public void aHostThatThereIsNotNamesTheNearest() {
        assertThatThrownBy(() -> run("cpm-12"))
                .hasMessageContaining("No compute host \"cpm-12\" in old. Did you mean cmp-12?");
    }

    @Test
    public void anInterruptedRunTellsWhatNovaGoesOnWithAndEnablesTheHostAndTheNextRunConfirms() throws Exception {
        String db = server("db-1", "cmp-12", "os-stop");
        String web = server("web-1", "cmp-12");
        cloud.behaviour().power(Duration.ofHours(1));
        CompletableFuture<EvacuationResult> over = new CompletableFuture<>();
        Thread thread = new Thread(() -> over.complete(run()));
        thread.start();
        await(() -> actions().size() == 2);
        thread.interrupt();

        EvacuationResult result = over.get();

        assertThat(result.toMap()).containsEntry("empty", false).containsEntry("disabled", false);
        assertThat(result.interrupted()).isTrue();
        assertThat(result.failures())
                .anyMatch(line -> line.contains("openstack server resize confirm " + db))
                .anyMatch(line -> line.contains("nova live-migration-abort " + web + " "));
        assertThat(enabled("cmp-12")).isTrue();

        cloud.behaviour().power(Duration.ofMillis(1));
        cloud.skip(Duration.ofHours(2));
        assertThat(shown(db)).isEqualTo("VERIFY_RESIZE null elsewhere");

        assertThat(run().failures()).isEmpty();
        assertThat(shown(db)).isEqualTo("SHUTOFF null elsewhere");
        assertThat(server(db).path("metadata")).isEmpty();
    }

    @Test
    public void aLiveMigrationThatIsUnderWayAlreadyIsWaitedFor() {
        String web = server("web-1", "cmp-12");
        cloud.behaviour().power(Duration.ofMillis(300));
        cloud.inside()
                .post("compute", compute() + "/servers/" + web + "/action", Json.object("os-migrateLive", live()));
        cloud.journal().clear();

        assertThat(run().failures()).isEmpty();
        assertThat(actions()).isEmpty();
        assertThat(shown(web)).isEqualTo("ACTIVE null elsewhere");
    }

    @Test
    public void somebodysResizeIsNeverConfirmed() {
        String web = server("web-1", "cmp-12");
        cloud.inside().post("compute", compute() + "/servers/" + web + "/action", Json.object("migrate", null));
        cloud.skip(Duration.ofMinutes(1));
        cloud.journal().clear();

        assertThat(run().failures()).singleElement().asString().contains("openstack server resize confirm " + web);
        assertThat(shown(web)).isEqualTo("VERIFY_RESIZE null elsewhere");
    }

    @Test
    public void anAnswerThatIsLostIsLookedUpAndTheServerIsMigratedOnce() {
        String web = server("web-1", "cmp-12");
        cloud.faults().on("POST", "/**/action").resetAfterwards().times(1);

        assertThat(run().failures()).isEmpty();
        assertThat(shown(web)).isEqualTo("ACTIVE null elsewhere");
        assertThat(actions()).hasSize(1);
    }

    @Test
    public void aServerThatIsNotThereInTimeIsToldAndNotWaitedFor() {
        server("web-1", "cmp-12");
        cloud.behaviour().power(Duration.ofHours(1));
        timeout = Duration.ZERO;

        assertThat(run().failures()).singleElement().asString().contains("has not arrived after 0 min", "abort");
    }

    @Test
    public void anOldNovaIsToldWhetherToCopyTheDisks() {
        old();
        String web = server("web-1", "cmp-12");
        String db = server("db-1", "cmp-12", "os-stop");

        assertThat(run().failures()).isEmpty();
        assertThat(shown(web)).isEqualTo("ACTIVE null elsewhere");
        assertThat(shown(db)).isEqualTo("SHUTOFF null elsewhere");
        assertThat(actions()).containsExactlyInAnyOrder("400", "202", "202", "204");
    }

    @Test
    public void anOldNovaWithSharedDisksCopiesNone() {
        old();
        cloud.behaviour().storageShared();
        server("web-1", "cmp-12");

        assertThat(run().failures()).isEmpty();
        assertThat(actions()).containsExactly("202");
    }

    private void old() {
        cloud.close();
        cloud = EmbeddedCloud.v2("old").hosts("cmp-12", "cmp-13", "cmp-14");
        open();
    }

    private EvacuationResult run() {
        return run("cmp-12");
    }

    private EvacuationResult run(String host) {
        EvacuationRequest request = new EvacuationRequest(
                access(), host, how, cold, parallel, Duration.ofMillis(10), timeout, "a test", dryRun);
        return new Evacuation(request, lines::add, status::add, Clock.systemUTC()).run();
    }

    private String server(String name, String host, String... actions) {
        return server(name, host, "m1.tiny", actions);
    }

    private String server(String name, String host, String flavor, String[] actions) {
        cloud.project("demo")
                .server(name)
                .image("cirros")
                .flavor(flavor)
                .host(host)
                .then(actions)
                .boot();
        String id = cloud.inside().servers().stream()
                .filter(server -> Json.text(server, "name").equals(name))
                .map(server -> Json.text(server, "id"))
                .findFirst()
                .orElseThrow();
        cloud.journal().clear();
        return id;
    }

    private JsonNode server(String id) {
        return cloud.inside().servers().stream()
                .filter(server -> Json.text(server, "id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Status, task and where it is. */
    private String shown(String id) {
        JsonNode server = server(id);
        String host = Json.text(server, "OS-EXT-SRV-ATTR:host");
        return Json.text(server, "status") + " " + Json.text(server, "OS-EXT-STS:task_state") + " "
                + (host.equals("cmp-12") ? host : "elsewhere");
    }

    private static ObjectNode live() {
        return Json.object("host", null, "block_migration", "auto");
    }

    private void disable(String host, String reason) {
        try (Cloud opened = Cloud.open(access())) {
            new ComputeHost(opened, host).disable(reason);
        }
    }

    private CloudAccess access() {
        return CloudAccess.ofPassword("old", cloud.authUrl(), "admin", "admin", "admin");
    }

    private boolean enabled(String host) {
        return cloud.inside().list("compute", compute() + "/os-services", "services").stream()
                .anyMatch(service -> Json.text(service, "binary").equals("nova-compute")
                        && Json.text(service, "host").equals(host)
                        && Json.text(service, "status").equals("enabled"));
    }

    /** The answers to the actions on servers. */
    private List<String> actions() {
        return cloud.journal().writes().stream()
                .filter(entry -> entry.path().endsWith("/action"))
                .map(entry -> Integer.toString(entry.status()))
                .toList();
    }

    private String compute() {
        return cloud.authUrl().endsWith("/v3")
                ? "/v2.1"
                : "/v2/" + cloud.inside().projectId();
    }

    private static void await(BooleanSupplier what) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
