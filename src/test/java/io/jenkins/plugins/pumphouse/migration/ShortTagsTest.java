package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Neutron before Xena takes tags of 60 characters, in which a mark with the name of a cloud of more than six letters
 * has no room: then the description has it.
 */
public class ShortTagsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern().source("the-old-cloud");

    private Inside source;

    @Before
    public void aNeutronOfWallaby() {
        clouds.target.behaviour().longestTag(60);
        source = clouds.source.inside();
        String net = "/v2.0/networks/" + source.id("network", "/v2.0/networks", "networks", "demo-net");
        source.put("network", net, WireJson.object("network", WireJson.object("description", "The shop's")));
        source.put("network", net + "/tags", WireJson.object("tags", WireJson.array("gold")));
    }

    @Test
    public void objectsComeWithTheirTagsAndAreKnownAgain() throws Exception {
        Report groups = clouds.move(Verb.SECGROUPS);
        Report networks = clouds.move(Verb.NETWORKS);

        assertThat(groups.failed()).as(groups.outcomes().toString()).isFalse();
        assertThat(networks.failed()).as(networks.outcomes().toString()).isFalse();
        JsonNode net = clouds.target.inside().named("network", "/v2.0/networks", "networks", "demo-net");
        assertThat(net.path("tags")).isEqualTo(WireJson.array("gold", "pumphouse_in_description"));
        assertThat(net.path("description").asText()).startsWith("The shop's pumphouse_source=the-old-cloud/");
        assertThat(clouds.move(Verb.SECGROUPS).cost().writes()).isZero();
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aChangeOfTheSourceFollows() throws Exception {
        clouds.move(Verb.NETWORKS);
        String net = source.id("network", "/v2.0/networks", "networks", "demo-net");
        source.put(
                "network",
                "/v2.0/networks/" + net,
                WireJson.object(
                        "network",
                        WireJson.object(
                                "description",
                                "Of the shop and its branches. ".repeat(8).strip())));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, "network", "demo-net").message()).contains("description");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void anObjectWhoseRunEndedBeforeItsTagsGetsThemWhereTheyHaveRoom() throws Exception {
        clouds.target.behaviour().longestTag(255);
        boolean interrupted = new Interruption(clouds)
                .at(asked -> asked.path().equals("/v2.0/subnets"), () -> clouds.move(Verb.NETWORKS));
        assertThat(interrupted).isTrue();

        Report next = clouds.move(Verb.NETWORKS);

        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        assertThat(clouds.target.inside().list("network", "/v2.0/subnets", "subnets"))
                .filteredOn(subnet -> WireJson.text(subnet, "name").startsWith("demo-"))
                .hasSize(2)
                .noneMatch(subnet -> WireJson.text(subnet, "description").contains("pumphouse"))
                .allMatch(subnet -> subnet.path("tags").toString().contains("pumphouse_source="));
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void portsThatTakeTheirTagsWithTheRequestThatCreatesThemComeToo() throws Exception {
        clouds.target.withExtensions("tag-ports-during-bulk-creation");

        Report moved = clouds.move(Verb.INSTANCES, TwoClouds.server("db-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(clouds.move(Verb.INSTANCES, TwoClouds.server("db-1")).cost().writes())
                .isZero();
    }
}
