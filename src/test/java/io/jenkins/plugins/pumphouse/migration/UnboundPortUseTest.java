package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/** What becomes of such a port after its move: its rollback, verification, and who uses it by then. */
public class UnboundPortUseTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aRollbackRemovesItUnlessADeviceOrAFloatingAddressHasIt() throws Exception {
        UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        clouds.move(Verb.NETWORKS);
        String copy = UnboundPortFixture.shown(clouds.target).path("id").asText();
        UnboundPortFixture.change(
                clouds.target, copy, WireJson.object("device_id", "server-1", "device_owner", "compute:nova"));
        assertThat(outcome(clouds.move(Verb.ROLLBACK_RESOURCES), "port", "vip").message())
                .contains("device server-1 has it");
        UnboundPortFixture.change(clouds.target, copy, WireJson.object("device_id", "", "device_owner", ""));
        clouds.target
                .inside()
                .make(
                        "network",
                        "/v2.0/floatingips",
                        "floatingip",
                        WireJson.object(
                                "floating_network_id",
                                FloatingFixture.external(clouds.target).path("id"),
                                "floating_ip_address",
                                "203.0.113.77",
                                "port_id",
                                copy));
        assertThat(outcome(clouds.move(Verb.ROLLBACK_RESOURCES), "port", "vip").message())
                .contains("floating address 203.0.113.77 leads to it");
        clouds.target
                .inside()
                .delete(
                        "network",
                        "/v2.0/floatingips/"
                                + FloatingFixture.shown(clouds.target, "203.0.113.77")
                                        .path("id")
                                        .asText());

        Report gone = clouds.move(Verb.ROLLBACK_RESOURCES);

        assertThat(outcome(gone, "port", "vip").end()).isEqualTo(End.DELETED);
        assertThat(clouds.ofDemo("network", "/v2.0/ports", "ports")).isEmpty();
    }

    @Test
    public void aPortThatAServerOfTheTargetHasSinceIsThatServers() throws Exception {
        UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        clouds.move(Verb.NETWORKS);
        UnboundPortFixture.change(
                clouds.target,
                UnboundPortFixture.shown(clouds.target).path("id").asText(),
                WireJson.object("device_id", "server-1", "device_owner", "compute:nova", "name", "theirs"));

        Report again = clouds.move(Verb.NETWORKS);

        assertThat(again.cost().writes()).as(again.outcomes().toString()).isZero();
        assertThat(outcome(again, "port", "vip").end()).isEqualTo(End.REUSED);
    }

    @Test
    public void verificationAndInventoryKnowIt() throws Exception {
        UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        assertThat(clouds.inventory(DEMO).rows())
                .filteredOn(row -> row.name().equals("vip"))
                .extracting(SourceInventory.Row::step)
                .containsExactly("pumpNetworks");
        clouds.move(Verb.SECGROUPS);
        clouds.move(Verb.NETWORKS);
        assertThat(clouds.drift(DEMO).found()).isFalse();
        UnboundPortFixture.change(
                clouds.target,
                UnboundPortFixture.shown(clouds.target).path("id").asText(),
                WireJson.object("admin_state_up", false));

        assertThat(clouds.drift(DEMO).rows())
                .filteredOn(row -> row.kind().equals("port"))
                .extracting(Drift.Row::message)
                .containsExactly("admin_state_up: true on old, false on new");
    }

    @Test
    public void aServersMoveBringsNone() throws Exception {
        UnboundPortFixture.vip(clouds.source, "10.1.0.77");

        Report moved = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(moved.outcomes()).extracting(Outcome::name).doesNotContain("vip");
    }

    @Test
    public void aFloatingAddressThatLeadsToItIsHeldAndTheWayToBindItIsTold() throws Exception {
        String id = UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        String floating = clouds.source
                .inside()
                .make(
                        "network",
                        "/v2.0/floatingips",
                        "floatingip",
                        WireJson.object(
                                "floating_network_id",
                                FloatingFixture.external(clouds.source).path("id"),
                                "floating_ip_address",
                                "203.0.113.77",
                                "tenant_id",
                                FloatingFixture.demo(clouds.source),
                                "port_id",
                                id))
                .path("id")
                .asText();

        assertThat(outcome(clouds.move(Verb.FLOATING_IPS), "floating address", "203.0.113.77")
                        .message())
                .contains(
                        "left behind: its binding to port " + id + " (10.1.0.77), which no device has",
                        "openstack floating ip unset --port " + floating + " on old");
        assertThat(FloatingFixture.shown(clouds.target, "203.0.113.77")
                        .path("port_id")
                        .isNull())
                .isTrue();
    }
}
