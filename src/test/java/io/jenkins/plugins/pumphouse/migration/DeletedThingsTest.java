package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/**
 * What a server names and nobody has any more does not hold it back; what it loses, and what would fail after its stop,
 * is told before.
 */
public class DeletedThingsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerWhoseKeypairWasDeletedMovesWithoutTheName() throws Exception {
        clouds.source.inside("alice", "demo").delete("compute", "/v2.1/os-keypairs/laptop");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("key name laptop (the keypair was deleted on old");
        assertThat(copy().path("key_name").isNull()).isTrue();
        assertThat(clouds.move(Verb.INSTANCES, server("web-2")).cost().writes()).isZero();
    }

    @Test
    public void aServerWhoseOwnerWasDeletedMovesWithItsKey() throws Exception {
        Inside admin = clouds.source.inside();
        admin.delete("identity", "/v3/users/" + admin.id("identity", "/v3/users", "users", "bob"));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("deleted on old (it becomes admin's)");
        assertThat(copy().path("key_name").asText()).isEqualTo("laptop");
        assertThat(clouds.target.inside().list("compute", "/v2.1/os-keypairs", "keypairs"))
                .isEmpty();
    }

    @Test
    public void aServerWhoseImageWasDeletedMovesWithItsContent() throws Exception {
        Inside admin = clouds.source.inside();
        admin.delete("image", "/v2/images/" + admin.id("image", "/v2/images", "images", "debian-demo"));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
    }

    @Test
    public void whatCannotBeKeptIsNamedInThePlan() throws Exception {
        ObjectNode metadata = json("{'metadata': {'pumphouse_tank': 'north', 'role': 'web'}}");
        clouds.source
                .inside()
                .post("compute", "/v2.1/servers/" + source("db-1").path("id").asText() + "/metadata", metadata);

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(planned.message())
                .contains("owner bob (it becomes admin's)", "metadata pumphouse_tank (a name that Pumphouse keeps");
        assertThat(planned.message()).doesNotContain("hostname", "availability zone", "role");
    }

    @Test
    public void addressesThatAServerIsReachedAtComeAlong() throws Exception {
        Inside admin = clouds.source.inside("bob", "demo");
        String image = admin.id("image", "/v2/images", "images", "cirros");
        String flavor = admin.id("compute", "/v2.1/flavors", "flavors", "m1.tiny");
        admin.post(
                "compute",
                "/v2.1/servers",
                json("{'server': {'name': 'front', 'imageRef': '" + image + "', 'flavorRef': '" + flavor
                        + "', 'networks': 'none', 'accessIPv4': '203.0.113.77', 'accessIPv6': '2001:db8::77'}}"));
        clouds.source.skip(java.time.Duration.ofSeconds(5));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("front")), "server", "front");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(copy().path("accessIPv4").asText()).isEqualTo("203.0.113.77");
        assertThat(copy().path("accessIPv6").asText()).isEqualTo("2001:db8::77");
    }

    @Test
    public void aServerWhoseMetadataIsAtTheQuotaIsRefusedBeforeItsStop() throws Exception {
        items(125);

        assertThat(refusal("db-1")).contains("has 127 metadata items, and a move adds 12 on old, which allows 128");
    }

    @Test
    public void oneThatHasJustRoomForTheNotesOfItsMoveMoves() throws Exception {
        items(114);
        String path = "/v2.1/servers/" + source("db-1").path("id").asText() + "/action";
        for (String action : List.of("suspend", "lock")) {
            clouds.source.inside().post("compute", path, WireJson.object(action, null));
            clouds.source.skip(Duration.ofMinutes(1));
        }
        clouds.paused(Options.Paused.RESUME);
        clouds.precopy();
        clouds.source.faults().on("DELETE", "/v2/images/*").status(500);

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
    }

    private void items(int count) {
        ObjectNode items = new ObjectMapper().createObjectNode();
        for (int i = 0; i < count; i++) {
            items.put("item-" + i, "x");
        }
        ObjectNode metadata = new ObjectMapper().createObjectNode();
        metadata.set("metadata", items);
        clouds.source
                .inside()
                .post("compute", "/v2.1/servers/" + source("db-1").path("id").asText() + "/metadata", metadata);
    }

    @Test
    public void aServerOfAnImageAtTheLimitOfPropertiesIsRefusedBeforeItsStop() throws Exception {
        ObjectNode properties = new ObjectMapper().createObjectNode();
        for (int i = 0; i < 120; i++) {
            properties.put("p" + i, "x");
        }
        clouds.source
                .project("demo")
                .image("full", 4096, properties)
                .server("many")
                .image("full")
                .flavor("m1.tiny")
                .owner("alice", null)
                .boot();

        assertThat(refusal("many")).contains("an image with 120 properties", "image_property_quota");
    }

    @Test
    public void aKeyOfTheAccountsOwnOfThatNameIsToldBeforeTheStop() throws Exception {
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/os-keypairs",
                        json("{'keypair': {'name': 'laptop', 'public_key': 'ssh-rsa"
                                + " AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 other'}}"));

        assertThat(refusal("db-1"))
                .contains("the account admin has another key of that name on new; rename the account's");
    }

    @Test
    public void aServerWhoseKeysNameLeavesNoRoomForItsNoteIsRefusedBeforeItsStop() throws Exception {
        keyed("fits", "k".repeat(241));
        keyed("long", "k".repeat(242));

        assertThat(outcome(clouds.move(Verb.INSTANCES, server("fits")), "server", "fits")
                        .end())
                .isEqualTo(End.CREATED);
        assertThat(refusal("long"))
                .contains("a keypair whose name has 242 characters", "may have up to 241. Import it for admin on new");
    }

    private void keyed(String server, String key) {
        clouds.source
                .project("demo")
                .keypair("bob", key)
                .server(server)
                .image("cirros")
                .flavor("m1.tiny")
                .owner("bob", key)
                .boot();
    }

    @Test
    public void aHypervisorsNameAmongInstancesGetsAHint() {
        assertThatThrownBy(() -> clouds.plan(Verb.INSTANCES, server("compute-1")))
                .isInstanceOf(MigrationException.class)
                .hasMessage("No server \"compute-1\" in old, but a hypervisor of that name. Write host: 'compute-1' to"
                        + " name all servers on it.");
    }

    private String refusal(String name) throws Exception {
        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server(name)), "server", name);
        assertThat(refused.end()).as(refused.message()).isEqualTo(End.CONFLICT);
        assertThat(source(name).path("status").asText()).isEqualTo("ACTIVE");
        return refused.message();
    }

    private JsonNode copy() {
        return clouds.target
                .inside()
                .get(
                        "compute",
                        "/v2.1/servers/"
                                + clouds.target
                                        .inside()
                                        .servers()
                                        .get(0)
                                        .path("id")
                                        .asText())
                .path("server");
    }

    private JsonNode source(String name) {
        return clouds.source.inside().server(name);
    }
}
