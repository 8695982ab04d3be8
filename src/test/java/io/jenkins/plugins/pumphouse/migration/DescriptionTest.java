package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/** Descriptions of Neutron's objects: as long as Neutron keeps them, with our mark in them, and not there at all. */
public class DescriptionTest {
    private static final String LONG =
            "The office and its branches, as of spring. ".repeat(6).substring(0, 250);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void theEndOfOneThatLeavesTheMarkNoRoomIsCutAndTold() throws Exception {
        clouds.source
                .inside()
                .make(
                        "network",
                        "/v2.0/address-groups",
                        "address_group",
                        WireJson.object("name", "office", "description", LONG)
                                .put("tenant_id", clouds.source.project("demo").id())
                                .set("addresses", WireJson.array("192.0.2.0/24")));

        Outcome planned = outcome(clouds.plan(Verb.SECGROUPS, TwoClouds.DEMO), "address group", "office");
        Outcome moved = outcome(clouds.move(Verb.SECGROUPS), "address group", "office");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(planned.message()).isEqualTo(moved.message());
        assertThat(moved.message()).contains("left behind: the end of its description: ", "the mark of Pumphouse");
        String description = target("address-groups", "address_groups", "office")
                .path("description")
                .asText();
        assertThat(description).hasSize(255).startsWith(LONG.substring(0, 100)).contains(" pumphouse_source=old/");
        assertThat(clouds.move(Verb.SECGROUPS).cost().writes()).isZero();
        assertThat(clouds.drift(TwoClouds.DEMO, "address group").rows())
                .allMatch(row -> row.state() == Drift.State.EQUAL);
    }

    @Test
    public void oneOfANeutronWithoutTagsIsCutAndTold() throws Exception {
        describe("networks", "network", "demo-net");
        clouds.target.withoutExtensions("standard-attr-tag");

        Outcome moved = outcome(clouds.move(Verb.NETWORKS), "network", "demo-net");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("left behind: the end of its description: ");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void oneThatHasAMarkInATagIsWhole() throws Exception {
        describe("networks", "network", "demo-net");

        Outcome moved = outcome(clouds.move(Verb.NETWORKS), "network", "demo-net");

        assertThat(moved.message()).doesNotContain("description");
        assertThat(target("networks", "networks", "demo-net")
                        .path("description")
                        .asText())
                .isEqualTo(LONG);
    }

    @Test
    public void blanksAtItsBeginningStay() throws Exception {
        clouds.source
                .inside()
                .make(
                        "network",
                        "/v2.0/address-groups",
                        "address_group",
                        WireJson.object("name", "office", "description", "  indented")
                                .put("tenant_id", clouds.source.project("demo").id())
                                .set("addresses", WireJson.array("192.0.2.0/24")));

        Report moved = clouds.move(Verb.SECGROUPS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(clouds.move(Verb.SECGROUPS).cost().writes()).isZero();
    }

    /** Neutron before Mitaka refuses an attribute that it does not know. */
    @Test
    public void aNeutronWithoutDescriptionsIsSentNone() throws Exception {
        describe("networks", "network", "demo-net");
        describe("routers", "router", "demo-router");
        clouds.target.withoutExtensions("standard-attr-tag", "standard-attr-description");

        Report groups = clouds.move(Verb.SECGROUPS);
        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(groups.failed()).as(groups.outcomes().toString()).isFalse();
        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, "network", "demo-net").message())
                .contains("left behind: description ", "the target has no extension standard-attr-description");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
        assertThat(clouds.move(Verb.SECGROUPS).cost().writes()).isZero();
    }

    private JsonNode target(String path, String plural, String name) {
        return clouds.target.inside().named("network", "/v2.0/" + path, plural, name);
    }

    private void describe(String plural, String single, String name) {
        Inside source = clouds.source.inside();
        String id = source.id("network", "/v2.0/" + plural, plural, name);
        source.put(
                "network", "/v2.0/" + plural + "/" + id, WireJson.object(single, WireJson.object("description", LONG)));
    }
}
