package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.FlavorFixture;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.engine.LocalClaims;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Mover;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.Rule;
import org.junit.Test;

/**
 * Two controllers that know nothing of each other ask at the same moment for the same object, of which the service
 * would make two: one is left, and both take it.
 */
public class TwoControllersMakeOneTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aProjectAndItsUsersAreMadeOnce() throws Exception {
        List<Report> reports = together(Verb.USERS, PairedRequests.making("/v3/(projects|users)"));

        assertThat(reports).allSatisfy(TwoControllersMakeOneTest::isWell);
        assertThat(reports).anySatisfy(report -> tookTheOthers(report, "user"));
        assertThat(TwoClouds.names(clouds.target.inside().list("identity", "/v3/users", "users")))
                .doesNotHaveDuplicates();
        assertThat(clouds.move(Verb.USERS).cost().writes()).isZero();
    }

    @Test
    public void aNetworkAndARouterAreMadeOnce() throws Exception {
        clouds.move(Verb.TENANTS);

        List<Report> reports = together(Verb.NETWORKS, PairedRequests.makingAny("/v2.0/(networks|routers)"));

        assertThat(reports).allSatisfy(TwoControllersMakeOneTest::isWell);
        assertThat(names("networks")).containsExactlyInAnyOrder("demo-net", "demo-backend");
        assertThat(names("subnets")).doesNotHaveDuplicates();
        assertThat(names("routers")).containsExactly("demo-router");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aSubnetThatTheOtherHasMadeAndNotFinishedIsFinished() throws Exception {
        clouds.move(Verb.TENANTS);

        List<Report> reports = together(
                Verb.NETWORKS, PairedRequests.makingAny("/v2.0/subnets"), first("PUT", "/v2.0/subnets/[^/]+/tags"));

        assertThat(reports).allSatisfy(TwoControllersMakeOneTest::isWell);
        assertThat(reports).anySatisfy(report -> tookTheOthers(report, "subnet"));
        assertThat(names("subnets")).doesNotHaveDuplicates();
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void anInterfaceOfARouterIsMadeOnce() throws Exception {
        clouds.move(Verb.TENANTS);

        List<Report> reports = together(
                Verb.NETWORKS,
                asked -> asked.path().endsWith("/add_router_interface")
                        ? Optional.of(asked.path() + asked.body())
                        : Optional.empty());

        assertThat(reports).allSatisfy(TwoControllersMakeOneTest::isWell);
        assertThat(reports)
                .allSatisfy(
                        report -> assertThat(made(report, "router interface")).hasSize(2));
        assertThat(clouds.ofDemo("network", "/v2.0/ports", "ports"))
                .filteredOn(port -> port.path("device_owner").asText().equals("network:router_interface"))
                .hasSize(2);
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aFlavorThatTheOtherHasMadeAndNotFinishedIsFinished() throws Exception {
        FlavorFixture.extraSpec(clouds.source, "demo.small", "hw:cpu_policy", "dedicated");
        clouds.move(Verb.TENANTS);

        List<Report> reports = together(
                Verb.FLAVORS,
                asked -> asked.body().contains("\"id\"")
                        ? PairedRequests.making(".*/flavors").apply(asked)
                        : Optional.empty(), // without the source's id, which the other has taken by then
                first("POST", ".*/flavors/[^/]+/os-extra_specs"));

        assertThat(reports).allSatisfy(TwoControllersMakeOneTest::isWell);
        assertThat(reports).anySatisfy(report -> tookTheOthers(report, "flavor"));
        assertThat(clouds.move(Verb.FLAVORS).cost().writes()).isZero();
    }

    @Test
    public void aSecurityGroupIsMadeOnce() throws Exception {
        clouds.move(Verb.TENANTS);

        List<Report> reports = together(Verb.SECGROUPS, PairedRequests.makingAny("/v2.0/security-groups"));

        assertThat(reports).allSatisfy(TwoControllersMakeOneTest::isWell);
        assertThat(TwoClouds.names(clouds.ofDemo("network", "/v2.0/security-groups", "security_groups")))
                .containsExactlyInAnyOrder("default", "web", "db");
        assertThat(clouds.move(Verb.SECGROUPS).cost().writes()).isZero();
    }

    @Test
    public void anImageIsUploadedOnce() throws Exception {
        clouds.move(Verb.TENANTS);

        List<Report> reports = together(Verb.IMAGES, PairedRequests.making("/v2/images"));

        assertThat(reports).allSatisfy(TwoControllersMakeOneTest::isWell);
        assertThat(TwoClouds.names(images())).contains("golden").doesNotHaveDuplicates();
        assertThat(images().toString()).doesNotContain("pumphouse_mover_");
        assertThat(clouds.move(Verb.IMAGES).cost().writes()).isZero();
    }

    @Test
    public void anUploadUnderWayIsWaitedForAndNotRemoved() throws Exception {
        String id = begun(Instant.now());
        List<String> statuses = new CopyOnWriteArrayList<>();
        clouds.onLine(line -> {
            if (line.contains("waits for Jenkins on another host, which uploads it to new")) {
                statuses.add(clouds.target
                        .inside()
                        .get("image", "/v2/images/" + id)
                        .path("status")
                        .asText());
                clouds.target.inside().delete("image", "/v2/images/" + id); // the other gives up
            }
        });

        Report report = clouds.move(Verb.IMAGES);

        assertThat(statuses).containsExactly("queued");
        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(TwoClouds.names(images())).contains("golden").doesNotHaveDuplicates();
    }

    @Test
    public void anUploadThatNobodyContinuesIsRemovedAndDoneAnew() throws Exception {
        String id = begun(Instant.now().minus(Duration.ofHours(1)));

        Report report = clouds.move(Verb.IMAGES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(images()).noneMatch(image -> image.path("id").asText().equals(id));
        assertThat(images().toString()).doesNotContain("pumphouse_mover_");
    }

    @Test
    public void anUploadThatWasBegunSinceThePlanAndLeftIsRemovedAndDoneAnew() throws Exception {
        clouds.move(Verb.TENANTS);
        String golden = clouds.source.inside().id("image", "/v2/images", "images", "golden");
        AtomicBoolean planned = new AtomicBoolean();
        clouds.onLine(line -> {
            if (line.startsWith("plan") && !planned.getAndSet(true)) {
                record(Instant.now().minus(Duration.ofHours(1)), "id", golden);
            }
        });

        Report report = clouds.move(Verb.IMAGES);

        assertThat(planned).isTrue();
        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(TwoClouds.names(images())).contains("golden").doesNotHaveDuplicates();
        assertThat(images().toString()).doesNotContain("pumphouse_mover_");
    }

    @Test
    public void theMarkOfAnUploadThatCouldNotBeRemovedIsRemovedByTheNextRun() throws Exception {
        clouds.target.faults().on("PATCH", "/v2/images/*").status(503).times(1);
        clouds.move(Verb.IMAGES);
        clouds.target.faults().clear();

        clouds.move(Verb.IMAGES);

        assertThat(images().toString()).doesNotContain("pumphouse_mover_");
        assertThat(clouds.move(Verb.IMAGES).cost().writes()).isZero();
    }

    @Test
    public void aVolumeIsCopiedOnce() throws Exception {
        volume();
        clouds.move(Verb.TENANTS);

        List<Report> reports = together(Verb.VOLUMES, PairedRequests.making(".*/volumes"));

        assertThat(reports).allSatisfy(TwoControllersMakeOneTest::isWell);
        assertThat(TwoClouds.names(volumes(clouds.target))).containsExactly("backup");
        assertThat(TwoClouds.names(volumes(clouds.source))).containsExactly("backup");
        assertThat(volumes(clouds.source).toString()).doesNotContain("pumphouse_mover_");
        assertThat(clouds.move(Verb.VOLUMES).cost().writes()).isZero();
    }

    @Test
    public void aVolumeThatAnotherControllerCopiesIsWaitedFor() throws Exception {
        String metadata = volume() + "/metadata";
        note(metadata, "pumphouse_mover_0dd0dd00");
        List<String> waited = new CopyOnWriteArrayList<>();
        clouds.onLine(line -> {
            if (line.contains("waits for Jenkins on another host, which copies volume backup")) {
                waited.add(line);
                clouds.source.inside().delete("volume", metadata + "/pumphouse_mover_0dd0dd00");
            }
        });

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(waited).hasSize(1);
        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(TwoClouds.names(volumes(clouds.target))).containsExactly("backup");
    }

    @Test
    public void theNoteOfACopyThatWasKilledAtItsEndIsRemovedByTheNextRun() throws Exception {
        String metadata = volume() + "/metadata";
        clouds.move(Verb.VOLUMES);
        note(metadata, "pumphouse_mover_" + Options.DEFAULT.mover().id());

        Report next = clouds.move(Verb.VOLUMES);

        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        assertThat(volumes(clouds.source).toString()).doesNotContain("pumphouse_mover_");
        assertThat(clouds.move(Verb.VOLUMES).cost().writes()).isZero();
    }

    /** The path of a volume of the source. */
    private String volume() {
        return "/v3/" + clouds.source.inside().projectId() + "/volumes/"
                + new VolumeFixture(clouds.source, "demo", "backup", 1, "data").make();
    }

    private void note(String metadata, String key) {
        clouds.source
                .inside()
                .post(
                        "volume",
                        metadata,
                        WireJson.object("metadata", WireJson.object(key, Instant.now() + " Jenkins on another host")));
    }

    private static List<JsonNode> volumes(EmbeddedCloud cloud) {
        return cloud.inside()
                .list("volume", "/v3/" + cloud.inside().projectId() + "/volumes/detail?all_tenants=1", "volumes");
    }

    /** The record of an image that another controller is uploading, or was. */
    private String begun(Instant seen) throws Exception {
        clouds.move(Verb.TENANTS);
        return record(seen);
    }

    private String record(Instant seen, Object... more) {
        String golden = clouds.source.inside().id("image", "/v2/images", "images", "golden");
        ObjectNode record = WireJson.object(
                "name",
                "golden",
                "disk_format",
                "raw",
                "container_format",
                "bare",
                "owner",
                clouds.target.inside().id("identity", "/v3/projects", "projects", "demo"),
                "pumphouse_source",
                "old/" + golden,
                "pumphouse_mover_0dd0dd00",
                seen + " Jenkins on another host");
        record.setAll(WireJson.object(more));
        return clouds.target
                .inside()
                .post("image", "/v2/images", record)
                .path("id")
                .asText();
    }

    private List<JsonNode> images() {
        return clouds.target.inside().list("image", "/v2/images", "images");
    }

    private List<String> names(String list) {
        return TwoClouds.names(clouds.ofDemo("network", "/v2.0/" + list, list));
    }

    private static void isWell(Report report) {
        assertThat(report.outcomes())
                .as(report.outcomes().toString())
                .noneMatch(o -> o.end() == End.FAILED || o.end() == End.CONFLICT);
    }

    private static void tookTheOthers(Report report, String kind) {
        assertThat(made(report, kind)).contains("somebody else has made it meanwhile");
    }

    /** What is said of the objects of a kind that a run says it has made. */
    private static List<String> made(Report report, String kind) {
        return report.outcomes().stream()
                .filter(o -> o.kind().equals(kind) && o.end() == End.CREATED)
                .map(Outcome::message)
                .toList();
    }

    /** The first of such requests, and no later one. */
    private static Predicate<Faults.Asked> first(String method, String path) {
        AtomicBoolean come = new AtomicBoolean();
        return asked -> asked.method().equals(method) && asked.path().matches(path) && !come.getAndSet(true);
    }

    /** Two runs, of which the requests in question are let through in pairs. */
    private List<Report> together(Verb verb, Function<Faults.Asked, Optional<String>> paired) throws Exception {
        return together(verb, paired, asked -> false);
    }

    /** The same, where such a request waits until one of the runs has ended. */
    private List<Report> together(
            Verb verb, Function<Faults.Asked, Optional<String>> paired, Predicate<Faults.Asked> held) throws Exception {
        PairedRequests door = new PairedRequests(paired, held);
        clouds.target.faults().gatekeeper(door);
        CompletableFuture<Report> other = CompletableFuture.supplyAsync(() -> run(verb, "0dd0dd00", door));
        Report own = run(verb, "e7e7e7e7", door);
        Report others = other.get(5, TimeUnit.MINUTES);
        clouds.target.faults().clear();
        return List.of(own, others);
    }

    private Report run(Verb verb, String controller, PairedRequests door) {
        Options options = Options.DEFAULT
                .withPoll(Duration.ofMillis(100))
                .withMover(new Mover(controller, "Jenkins " + controller));
        MigrationRequest request = new MigrationRequest(
                verb,
                access(clouds.source, "old"),
                access(clouds.target, "new"),
                TwoClouds.DEMO,
                Mapping.NONE,
                options,
                false);
        try {
            return new Migration(request, door::said, line -> {}, new LocalClaims(), controller).run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            door.over();
        }
    }

    private static CloudAccess access(EmbeddedCloud cloud, String name) {
        return CloudAccess.ofPassword(name, cloud.authUrl(), cloud.username(), cloud.password(), cloud.tenant());
    }
}
