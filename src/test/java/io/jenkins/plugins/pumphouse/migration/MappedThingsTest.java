package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** A mapping stands for what servers name, whether the source still has it or not. */
public class MappedThingsTest {
    private static final String KEY = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 ops";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void theKeyOfTheTargetStandsForAKeyThatWasDeleted() throws Exception {
        clouds.source.inside("alice", "demo").delete("compute", "/v2.1/os-keypairs/laptop");
        keypair("ops");
        clouds.mapping("keypair", "laptop", "ops");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("kept ").doesNotContain("key name laptop");
        assertThat(copy("web-2").path("key_name").asText()).isEqualTo("ops");
        assertThat(clouds.move(Verb.INSTANCES, server("web-2")).cost().writes()).isZero();
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("web-2")), "server", "web-2")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void theKeyOfTheTargetStandsForAKeyThatIsStillThere() throws Exception {
        clouds.move(Verb.USERS);
        ownKeypair("ops", "alice");
        clouds.mapping("keypair", "laptop", "ops");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(copy("web-2").path("key_name").asText()).isEqualTo("ops");
    }

    @Test
    public void aKeyIsMadeUnderTheMappedName() throws Exception {
        clouds.mapping("keypair", "laptop", "laptop-of-old");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(copy("web-2").path("key_name").asText()).isEqualTo("laptop-of-old");
    }

    @Test
    public void twoFlavorsMayBecomeOneAndEachLineNamesTheOther() throws Exception {
        made(clouds.source, "small-a");
        made(clouds.source, "small-b");
        made(clouds.target, "small");
        mapping("flavor", Map.of("small-a", "small", "small-b", "small"));

        Report report = clouds.move(Verb.FLAVORS, TwoClouds.ALL);

        assertThat(List.of(
                        outcome(report, "flavor", "small-a").message(),
                        outcome(report, "flavor", "small-b").message()))
                .allMatch(message -> message.contains("mapped to small"))
                .anyMatch(message -> message.contains("as is flavor \"small-"));
    }

    @Test
    public void twoVolumesCannotBecomeOneAndAreBothNamed() throws Exception {
        clouds.move(Verb.TENANTS);
        new VolumeFixture(clouds.source, "demo", "data-a", 1, "a").make();
        new VolumeFixture(clouds.source, "demo", "data-b", 1, "b").make();
        new VolumeFixture(clouds.target, "demo", "data", 1, "c").make();
        mapping("volume", Map.of("data-a", "data", "data-b", "data"));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.outcomes())
                .filteredOn(one -> one.end() == End.CONFLICT)
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .contains("is to be volume \"data\"", "and so is volume \"data-", "it can stand for one only"));
    }

    @Test
    public void anEntryThatMeansNothingIsToldWithTheNearestNameOnceAStep() throws Exception {
        mapping("network", Map.of("demo-nte", "public", "shop-net", "skip"));

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(report.notes())
                .filteredOn(note -> note.contains("mapping:"))
                .as("an entry for a network of another tenant is none of those")
                .containsExactly("mapping: networks: \"demo-nte\" means no network of old (nearest: \"demo-net\"). It"
                        + " counts only where something refers to one that is gone. Correct or remove it");
        assertThat(clouds.move(Verb.IMAGES).notes()).noneMatch(note -> note.contains("mapping:"));
    }

    @Test
    public void whatIsSkippedIsLeftAloneAndSoIsWhatNeedsIt() throws Exception {
        clouds.mapping("network", "demo-net", "skip");

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "network", "demo-net").end()).isEqualTo(End.SKIPPED);
        assertThat(outcome(report, "network", "demo-net").message())
                .contains("is left alone, as mapping: networks: says");
        assertThat(outcome(report, "subnet", "demo-net-subnet").message()).contains("which is skipped");
        assertThat(outcome(report, "network", "demo-backend").end()).isEqualTo(End.CREATED);
        assertThat(clouds.target.inside().list("network", "/v2.0/networks", "networks"))
                .noneMatch(network -> network.path("name").asText().equals("demo-net"));
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aMappingThatComesAfterTheCopyIsAConflictAndRenamesNothing() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.target
                .inside()
                .make(
                        "network",
                        "/v2.0/networks",
                        "network",
                        json("{'name': 'own-net', 'tenant_id': '"
                                + clouds.target.project("demo").id() + "'}"));
        clouds.mapping("network", "demo-net", "own-net");

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(outcome(report, "network", "demo-net").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(report, "network", "demo-net").message())
                .contains("an earlier run has created network \"demo-net\"");
        assertThat(report.cost().writes()).isZero();
    }

    @Test
    public void anIdThatTheTargetDoesNotHaveNamesNothing() throws Exception {
        clouds.mapping("network", "demo-net", "0f2b7e7a-9d11-4c5a-9d8e-8f1c6b0a5f0e");

        Report before = clouds.move(Verb.NETWORKS);
        clouds.mapping("network", "none", "none");
        clouds.move(Verb.NETWORKS);
        clouds.mapping("network", "demo-net", "0f2b7e7a-9d11-4c5a-9d8e-8f1c6b0a5f0e");
        Report after = clouds.move(Verb.NETWORKS);

        for (Report report : List.of(before, after)) {
            assertThat(outcome(report, "network", "demo-net").end()).isEqualTo(End.CONFLICT);
            assertThat(outcome(report, "network", "demo-net").message()).contains("new has no network of that id");
        }
        assertThat(after.cost().writes()).isZero();
    }

    @Test
    public void ofTwoCopiesTheOneThatTheMappingNamesIsUpdatedAndKeepsItsName() throws Exception {
        clouds.move(Verb.NETWORKS);
        Inside target = clouds.target.inside();
        String copy = target.id("network", "/v2.0/networks", "networks", "demo-net");
        String twin = target.make(
                        "network",
                        "/v2.0/networks",
                        "network",
                        json("{'name': 'demo-net', 'tenant_id': '"
                                + clouds.target.project("demo").id() + "'}"))
                .path("id")
                .asText();
        target.put(
                "network",
                "/v2.0/networks/" + twin + "/tags",
                target.get("network", "/v2.0/networks/" + copy + "/tags"));
        assertThat(outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "network", "demo-net")
                        .message())
                .contains("Name the id of the right one in mapping:");
        target.put("network", "/v2.0/networks/" + copy, json("{'network': {'description': 'x'}}"));
        clouds.mapping("network", "demo-net", copy);

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(outcome(report, "network", "demo-net").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.UPDATED);
        assertThat(target.get("network", "/v2.0/networks/" + copy)
                        .path("network")
                        .path("name")
                        .asText())
                .isEqualTo("demo-net");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aMappingOfADeletedKeyToNothingIsRefused() throws Exception {
        clouds.source.inside("alice", "demo").delete("compute", "/v2.1/os-keypairs/laptop");
        clouds.mapping("keypair", "laptop", "opps");

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("for which mapping: keypairs: names opps", "new has no keypair of that name");
        assertThat(clouds.source.journal().writes()).isEmpty();
    }

    @Test
    public void theQuotaIsHeldAgainstTheMappedFlavor() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/flavors",
                        json("{'flavor': {'name': 'huge', 'vcpus': 64, 'ram': 1024, 'disk': 5}}"));
        clouds.mapping("flavor", flavor("db-1"), "huge");

        Outcome refused = outcome(clouds.plan(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).as(refused.message()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("compute cores 64 more");
    }

    @Test
    public void aMappedFlavorStandsForADeletedOne() throws Exception {
        Inside admin = clouds.source.inside();
        String id = flavor("db-1");
        admin.delete("compute", "/v2.1/flavors/" + admin.id("compute", "/v2.1/flavors", "flavors", id));
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/flavors",
                        json("{'flavor': {'name': 'c1.tiny', 'vcpus': 2, 'ram': 512, 'disk': 5}}"));
        clouds.mapping("flavor", id, "c1.tiny");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(copy("db-1").path("flavor").path("original_name").asText()).isEqualTo("c1.tiny");
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void aMappedFlavorWithASmallerDiskIsRefusedBeforeTheStop() throws Exception {
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/flavors",
                        json("{'flavor': {'name': 'c1.tiny', 'vcpus': 2, 'ram': 512, 'disk': 1}}"));
        clouds.mapping("flavor", flavor("db-1"), "c1.tiny");

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).as(refused.message()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("flavor c1.tiny of new, which mapping: names for its own, has one of 1");
        assertThat(clouds.source.journal().writes()).isEmpty();
    }

    private void mapping(String kind, Map<String, String> entries) {
        clouds.mapping(new Mapping(Map.of(kind, entries)));
    }

    private static void made(EmbeddedCloud cloud, String flavor) {
        cloud.inside()
                .post(
                        "compute",
                        "/v2.1/flavors",
                        WireJson.object("flavor", WireJson.object("name", flavor, "ram", 512, "vcpus", 1, "disk", 1)));
    }

    private String flavor(String server) {
        return copyOf(clouds.source, server)
                .path("flavor")
                .path("original_name")
                .asText();
    }

    private void keypair(String name) throws Exception {
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/os-keypairs",
                        json("{'keypair': {'name': '" + name + "', 'public_key': '" + KEY + "'}}"));
    }

    private void ownKeypair(String name, String user) throws Exception {
        String id = clouds.target.inside().id("identity", "/v3/users", "users", user);
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/os-keypairs",
                        json("{'keypair': {'name': '" + name + "', 'user_id': '" + id + "', 'public_key': '" + KEY
                                + "'}}"));
    }

    private JsonNode copy(String name) {
        return copyOf(clouds.target, name);
    }

    private static JsonNode copyOf(EmbeddedCloud cloud, String name) {
        return cloud.inside().server(name);
    }
}
