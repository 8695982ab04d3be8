package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;

/** For each thing that a server had, the result says whether it was kept, changed or lost. */
public class PreservationLedgerTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void everyThingOfAServerIsToldAsKeptAndItsDiskByDigest() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        Map<String, String> ledger = ledger(moved);
        assertThat(ledger)
                .containsEntry("name", "kept")
                .containsEntry("state", "kept")
                .containsEntry("size", "kept")
                .containsEntry("addresses", "kept")
                .containsEntry("MACs", "kept")
                .containsEntry("floating addresses", "kept")
                .containsEntry("security groups", "kept")
                .containsEntry("metadata", "kept")
                .containsEntry("owner", "changed (alice -> admin)");
        String digest = clouds.target.inside().list("image", "/v2/images", "images").stream()
                .filter(image -> image.path("name").asText().equals("web-1 disk, migrated"))
                .findFirst()
                .orElseThrow()
                .path("os_hash_value")
                .asText();
        assertThat(ledger.get("disks")).isEqualTo("kept (root disk sha512 " + digest.substring(0, 16) + "…)");
        assertThat(moved.message()).contains("owner changed");
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("web-1") && line.contains(" of " + ledger.size() + ": "));
    }

    @Test
    public void everyVolumeIsToldByTheDigestOfItsContent() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data-1", 1, "rows").make();
        DiskFixture.small(clouds.source, "files").volume(data, false).boot();

        Map<String, String> ledger = ledger(outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files"));

        assertThat(ledger.get("disks")).matches("kept \\(root disk sha512 \\w{16}…; volume data-1 sha512 \\w{16}…\\)");
        assertThat(ledger.get("volumes")).isEqualTo("kept");
        assertThat(ledger.get("owner")).isEqualTo("changed (alice -> admin; volume data-1: admin -> admin)");
    }

    @Test
    public void aServerWhoseVolumesMustNotBeLostMovesWithThem() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data-1", 1, "rows").make();
        clouds.source
                .project("demo")
                .server("files")
                .image("cirros")
                .flavor("m1.tiny")
                .owner("alice", null)
                .volume(data, false)
                .boot();
        clouds.failIfLost("volumes");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
    }

    @Test
    public void userDataIsToldByItsDigestAndNeverByWhatItSays() throws Exception {
        withUserData("#!/bin/sh\necho root:s3cret | chpasswd");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("scripted")), "server", "scripted");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(ledger(moved).get("user data")).matches("kept \\(sha256 [0-9a-f]{16}…\\)");
        assertThat(ledger(moved).toString() + moved.message() + clouds.lines).doesNotContain("s3cret", "czNjcmV0");
    }

    @Test
    public void aCopyWithoutTheUserDataDoesNotCountAsMoved() throws Exception {
        withUserData("#cloud-config");
        clouds.target.behaviour().userDataLost();

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("scripted")), "server", "scripted");

        assertThat(moved.end()).isEqualTo(End.FAILED);
        assertThat(moved.message())
                .contains("differs from old: user data: sha256 ", "none on new", "accept: ['scripted: user data']");
    }

    @Test
    public void theLockOfTheOwnerIsToldAsKept() throws Exception {
        JsonNode server = clouds.source.inside().server("db-1");
        clouds.source
                .inside("bob", "demo")
                .post(
                        "compute",
                        "/v2.1/servers/" + server.path("id").asText() + "/action",
                        WireJson.object("lock", WireJson.object("locked_reason", "books close")));

        Map<String, String> ledger = ledger(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1"));

        assertThat(ledger).containsEntry("lock", "kept").doesNotContainKey("user data");
        assertThat(ledger(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1")))
                .isEqualTo(ledger);
        assertThat(ledger(outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2")))
                .doesNotContainKey("lock");
    }

    private void withUserData(String text) {
        DiskFixture.small(clouds.source, "scripted").userData(text).boot();
    }

    @Test
    public void aServerMadeAnewFromItsImageHasLostWhatWasWrittenToItsDisk() throws Exception {
        clouds.fromImages();

        Map<String, String> ledger = ledger(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1"));

        assertThat(ledger.get("disks"))
                .startsWith("lost (root disk: runs on new from image ")
                .contains("data written since is only on old");
    }

    @Test
    public void aMappedFloatingAddressIsToldAsChangedWithBothValues() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.mapping("floating address", ADDRESS, "203.0.113.99");

        Map<String, String> ledger = ledger(outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1"));

        assertThat(ledger).containsEntry("floating addresses", "changed (" + ADDRESS + " -> 203.0.113.99)");
    }

    @Test
    public void aSecondRunReadsTheLedgerFromBothCloudsAgainAndTellsWhatHasChangedSince() throws Exception {
        Map<String, String> first = ledger(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1"));
        Map<String, String> again = ledger(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1"));
        assertThat(again).isEqualTo(first);
        JsonNode copy = clouds.target.inside().servers().get(0);
        clouds.target
                .inside()
                .put(
                        "compute",
                        "/v2.1/servers/" + copy.path("id").asText(),
                        WireJson.object("server", WireJson.object("name", "renamed")));

        Outcome later = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(later.end()).isEqualTo(End.REUSED);
        assertThat(ledger(later)).containsEntry("name", "changed (db-1 -> renamed)");
    }

    @Test
    public void aCardWhoseSecurityGroupsAreOthersDoesNotCountAsMoved() throws Exception {
        onceBooted(copy -> {
            JsonNode port = port(clouds.target, copy);
            clouds.target
                    .inside()
                    .put(
                            "network",
                            "/v2.0/ports/" + port.path("id").asText(),
                            WireJson.object("port", WireJson.object("security_groups", WireJson.array())));
        });

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).isEqualTo(End.FAILED);
        assertThat(moved.message())
                .contains("differs from old: security groups: ", "accept: ['db-1: security groups']");
    }

    @Test
    public void aServerThatWouldLoseWhatFailIfLostNamesIsRefusedBeforeItIsTouched() throws Exception {
        clouds.failIfLost("owner");

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("would lose owner", "failIfLost names 'owner'", "accept: ['db-1: owner']");
        assertThat(clouds.source.journal().writes()).isEmpty();
    }

    @Test
    public void whatIsAcceptedByNameIsNoReasonToRefuse() throws Exception {
        clouds.failIfLost("owner");
        clouds.accepting("db-1: owner");

        assertThat(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.CREATED);
    }

    @Test
    public void whatFailIfLostLeavesOutIsToldAndKeepsTheSourceFromBeingCleanedUp() throws Exception {
        clouds.failIfLost("addresses", "MACs");
        onceBooted(copy -> clouds.target
                .inside()
                .put(
                        "compute",
                        "/v2.1/servers/" + copy.path("id").asText(),
                        WireJson.object("server", WireJson.object("name", "renamed"))));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(ledger(moved)).containsEntry("name", "changed (db-1 -> renamed)");
    }

    /** What somebody does to the copy right after it has booted. */
    private void onceBooted(Consumer<JsonNode> happening) {
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                happening.accept(clouds.target.inside().servers().get(0));
            }
        });
    }

    private static JsonNode port(EmbeddedCloud cloud, JsonNode server) {
        List<JsonNode> ports = cloud.inside().list("network", "/v2.0/ports", "ports");
        return ports.stream()
                .filter(port -> port.path("device_id").equals(server.path("id")))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // a map of texts
    private static Map<String, String> ledger(Outcome outcome) {
        return (Map<String, String>) outcome.facts().get("ledger");
    }
}
