package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What was deleted on the source and is still named there keeps nothing else from moving, and is told. */
public class DeletedTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void anAssignmentOfAUserWhoIsGoneFromTheDirectoryIsPassedOver() throws Exception {
        String bob = clouds.source.inside().id("identity", "/v3/users", "users", "bob");
        clouds.source.project("demo").vanish("bob");

        Report moved = clouds.move(Verb.USER_ROLES);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(ended(moved, End.CREATED)).contains("assignment alice on demo: member");
        Outcome bobs = outcome(moved, "assignment", bob + " on demo: member");
        assertThat(bobs.end()).isEqualTo(End.SKIPPED);
        assertThat(bobs.message())
                .contains("left over from user " + bob, "old no longer has", "mapping: users: {" + bob);
    }

    @Test
    public void aKeystoneThatStumblesOverItIsAskedWithoutNames() throws Exception {
        clouds.source
                .faults()
                .on("GET", "/v3/role_assignments")
                .status(404)
                .times(1)
                .body("{\"error\": {\"code\": 404, \"title\": \"Not Found\", \"message\": \"Could not find user:"
                        + " feed.\"}}");

        Report moved = clouds.move(Verb.USER_ROLES);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(moved.count(End.CREATED)).isPositive();
    }

    @Test
    public void aMappingStandsInForAUserWhoIsGone() throws Exception {
        clouds.target.project("admin").user("robert");
        String bob = clouds.source.inside().id("identity", "/v3/users", "users", "bob");
        clouds.source.project("demo").vanish("bob");

        Report moved = clouds.mapping("user", bob, "robert").move(Verb.USER_ROLES);

        assertThat(outcome(moved, "assignment", bob + " on demo: member").end()).isEqualTo(End.CREATED);
    }

    @Test
    public void whatADeletedProjectHasLeftLyingIsPassedOver() throws Exception {
        clouds.source
                .inside()
                .delete(
                        "identity",
                        "/v3/projects/" + clouds.source.project("shop").id());

        Report networks = clouds.move(Verb.NETWORKS, Selection.ALL);

        assertThat(networks.failed()).as(networks.conflicts().toString()).isFalse();
        assertThat(outcome(networks, "network", "shop-net").message())
                .contains("is left over from project", "mapping: projects:");
        assertThat(ended(networks, End.CREATED)).contains("network demo-net");
    }

    @Test
    public void anImageOfADeletedOwnerComesAndSaysSo() throws Exception {
        String shop = clouds.source.project("shop").id();
        clouds.source.inside().delete("identity", "/v3/projects/" + shop);

        Outcome image = outcome(clouds.move(Verb.IMAGES, Selection.ALL), "image", "shop-image");

        assertThat(image.end()).isEqualTo(End.CREATED);
        assertThat(image.message()).contains("left behind: project " + shop + " (old no longer has it)");
        assertThat(clouds.move(Verb.IMAGES, Selection.ALL).changed()).isFalse();
    }

    @Test
    public void aMemberOfAnImageThatWasDeletedIsTold() throws Exception {
        Inside source = clouds.source.inside();
        clouds.source.project("demo").image("tools", 1 << 20, json("{'visibility': 'shared'}"));
        String image = source.id("image", "/v2/images", "images", "tools");
        String shop = clouds.source.project("shop").id();
        source.post("image", "/v2/images/" + image + "/members", json("{'member': '" + shop + "'}"));
        source.delete("identity", "/v3/projects/" + shop);

        Outcome tools = outcome(clouds.move(Verb.IMAGES), "image", "tools");

        assertThat(tools.end()).isEqualTo(End.CREATED);
        assertThat(tools.message()).contains("left behind: project " + shop + " (old no longer has it)");
    }

    @Test
    public void aProjectWithAccessToAFlavorThatIsNotOnTheTargetIsTold() throws Exception {
        Inside source = clouds.source.inside();
        source.post(
                "compute",
                "/v2.1/flavors",
                json("{'flavor': {'id': 'own', 'name': 'demo.own', 'ram': 512, 'vcpus': 1,"
                        + " 'disk': 1, 'os-flavor-access:is_public': false}}"));
        String shop = clouds.source.project("shop").id();
        for (String project : List.of(shop, clouds.source.project("demo").id())) {
            source.post(
                    "compute", "/v2.1/flavors/own/action", json("{'addTenantAccess': {'tenant': '" + project + "'}}"));
        }
        source.delete("identity", "/v3/projects/" + shop);

        Outcome flavor = outcome(clouds.move(Verb.FLAVORS, Selection.ALL), "flavor", "demo.own");

        assertThat(flavor.end()).isEqualTo(End.CREATED);
        assertThat(flavor.message())
                .contains("left behind: ", "project demo (not on new)", "project " + shop + " (old no longer has");
    }

    @Test
    public void aMappingStandsInForAProjectThatIsGone() throws Exception {
        clouds.target.project("archive");
        String shop = clouds.source.project("shop").id();
        clouds.source.inside().delete("identity", "/v3/projects/" + shop);

        Report moved = clouds.mapping("project", shop, "archive").move(Verb.NETWORKS, Selection.ALL);

        assertThat(outcome(moved, "network", "shop-net").end()).isEqualTo(End.CREATED);
        JsonNode network = clouds.target.inside().named("network", "/v2.0/networks", "networks", "shop-net");
        assertThat(network.path("tenant_id").asText())
                .isEqualTo(clouds.target.project("archive").id());
    }
}
