package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TrunkFixture.PARENT;
import static io.jenkins.plugins.pumphouse.migration.TrunkFixture.VOICE;
import static io.jenkins.plugins.pumphouse.migration.TrunkFixture.named;
import static io.jenkins.plugins.pumphouse.migration.TrunkFixture.only;
import static io.jenkins.plugins.pumphouse.migration.TrunkFixture.sub;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A trunk whose parent port nothing has moves with its networks, and nothing is made twice. */
public class UnboundTrunkTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void bothHaveTrunks() {
        TrunkFixture.offer(clouds);
    }

    @Test
    public void aTrunkThatNothingHasMovesWithItsNetworksAndFollowsTheSource() throws Exception {
        TrunkFixture.trunk(clouds.source);
        Report moved = clouds.move(Verb.NETWORKS);
        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, "trunk", "gw-trunk").end()).isEqualTo(End.CREATED);
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
        String gone = named(clouds.source, VOICE).path("id").asText();
        TrunkFixture.action(clouds.source, "remove_subports", sub(gone, 101));
        TrunkFixture.action(clouds.source, "add_subports", sub(gone, 103));
        TrunkFixture.change(clouds.source, WireJson.object("name", "gw-trunk-2"));

        Report again = clouds.move(Verb.NETWORKS);

        assertThat(outcome(again, "trunk", "gw-trunk-2").end())
                .as(again.outcomes().toString())
                .isEqualTo(End.UPDATED);
        assertThat(only(clouds.target).path("name").asText()).isEqualTo("gw-trunk-2");
        assertThat(only(clouds.target).path("sub_ports").findValuesAsText("segmentation_id"))
                .containsExactlyInAnyOrder("102", "103");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void oneThatAnAdministratorHasMadeOfTheTenantsPortsComesToo() throws Exception {
        aTrunkOf(
                clouds.source.inside().projectId(),
                clouds.source.project("demo").id());

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(only(clouds.target).path("tenant_id").asText())
                .isEqualTo(clouds.target.inside().projectId());
        assertThat(only(clouds.target).path("sub_ports").findValuesAsText("segmentation_id"))
                .containsExactly("101");
        assertThat(clouds.inventory(TwoClouds.DEMO).rows())
                .anyMatch(row -> row.name().equals("gw-trunk"));
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
        assertThat(clouds.drift(TwoClouds.DEMO).lines()).isEmpty();
    }

    @Test
    public void oneThatAnAdministratorHasMadeOfPortsInTheTenantsNetworkComesAndGoesToo() throws Exception {
        String admin = clouds.source.inside().projectId();
        aTrunkOf(admin, admin);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(only(clouds.target).path("sub_ports")).hasSize(1);
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
        assertThat(clouds.move(Verb.ROLLBACK_RESOURCES).failed()).isFalse();
        assertThat(TrunkFixture.trunks(clouds.target)).isEmpty();
    }

    @Test
    public void oneOfAnotherTenantInASharedNetworkMovesWithThatTenant() throws Exception {
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/networks/"
                                + clouds.source
                                        .inside()
                                        .named("network", "/v2.0/networks", "networks", "demo-net")
                                        .path("id")
                                        .asText(),
                        WireJson.object("network", WireJson.object("shared", true)));
        String shop = clouds.source.project("shop").id();
        aTrunkOf(shop, shop);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(TrunkFixture.trunks(clouds.target)).isEmpty();
    }

    private void aTrunkOf(String owner, String ownerOfPorts) {
        JsonNode ports = WireJson.node(ownerOfPorts);
        String parent = TrunkFixture.port(clouds.source, "demo-net", ports, TrunkFixture.PARENT, "10.1.0.50");
        String sub = TrunkFixture.port(clouds.source, "demo-net", ports, VOICE, "10.1.0.51");
        TrunkFixture.trunk(
                clouds.source,
                WireJson.object(
                        "name",
                        "gw-trunk",
                        "tenant_id",
                        owner,
                        "port_id",
                        parent,
                        "sub_ports",
                        WireJson.array(sub(sub, 101))));
    }

    @Test
    public void aDisabledTrunkStaysDisabledAlsoWhereItsSubPortsChangeAndIsRemovedByARollback() throws Exception {
        TrunkFixture.trunk(clouds.source);
        TrunkFixture.change(clouds.source, WireJson.object("admin_state_up", false));
        clouds.move(Verb.NETWORKS);
        assertThat(only(clouds.target).path("admin_state_up").asBoolean()).isFalse();
        String more = TrunkFixture.port(
                clouds.source, "demo-backend", FloatingFixture.demo(clouds.source), "fa:16:3e:aa:05:04", "10.2.0.53");
        TrunkFixture.change(clouds.source, WireJson.object("admin_state_up", true));
        TrunkFixture.action(clouds.source, "add_subports", sub(more, 104));
        TrunkFixture.change(clouds.source, WireJson.object("admin_state_up", false));

        assertThat(outcome(clouds.move(Verb.NETWORKS), "trunk", "gw-trunk").end())
                .isEqualTo(End.UPDATED);

        assertThat(only(clouds.target).path("sub_ports")).hasSize(3);
        assertThat(only(clouds.target).path("admin_state_up").asBoolean()).isFalse();
        clouds.target.faults().on("DELETE", "/v2.0/trunks/*").times(1).status(403);
        clouds.move(Verb.ROLLBACK_RESOURCES); // ends between the two writes
        clouds.target.faults().clear();
        Report gone = clouds.move(Verb.ROLLBACK_RESOURCES);
        assertThat(outcome(gone, "trunk", "gw-trunk").end())
                .as(gone.outcomes().toString())
                .isEqualTo(End.DELETED);
        assertThat(TrunkFixture.trunks(clouds.target)).isEmpty();
        assertThat(clouds.target.inside().list("network", "/v2.0/ports", "ports"))
                .noneMatch(port -> port.path("mac_address").asText().startsWith("fa:16:3e:aa:05"));
    }

    @Test
    public void aSubPortThatInheritedItsNumberKeepsItOnATargetWhoseNetworkHasAnotherSegment() throws Exception {
        FloatingFixture.wire(clouds.source); // demo-net is VLAN 101
        JsonNode demo = FloatingFixture.demo(clouds.source);
        String parent = TrunkFixture.port(clouds.source, "demo-backend", demo, PARENT, "10.2.0.50");
        String voice = TrunkFixture.port(clouds.source, "demo-net", demo, VOICE, "10.1.0.51");
        TrunkFixture.trunk(
                clouds.source,
                WireJson.object(
                        "tenant_id",
                        demo,
                        "port_id",
                        parent,
                        "sub_ports",
                        WireJson.array(WireJson.object("port_id", voice, "segmentation_type", "inherit"))));

        clouds.move(Verb.NETWORKS);

        assertThat(only(clouds.target).path("sub_ports"))
                .containsExactly(sub(named(clouds.target, VOICE).path("id").asText(), 101));
    }

    /** Neutron knows no second time: a request whose answer was lost, or that came to nothing, is found by the mark. */
    @Test
    public void whereverARunEndsTheNextOneFindsTheTrunkByItsMarkAndMakesNothingTwice() throws Exception {
        runsThatEnd();
    }

    /** Its trunks are ACTIVE, and their sub-ports have an owner, before any server has the parent port. */
    @Test
    public void soDoesItOnATargetWithOvn() throws Exception {
        clouds.target.withOvn();
        runsThatEnd();
    }

    private void runsThatEnd() throws Exception {
        clouds.move(Verb.NETWORKS);
        String origin = TrunkFixture.trunk(clouds.source);
        List<String[]> ends = List.of(
                new String[] {"POST", "/v2.0/trunks", "lost"},
                new String[] {"POST", "/v2.0/trunks", "refused"},
                new String[] {"PUT", "/v2.0/trunks/*/tags", "lost"},
                new String[] {"PUT", "/v2.0/trunks/*/tags", "refused"},
                new String[] {"PUT", "/v2.0/trunks/*", "lost"},
                new String[] {"PUT", "/v2.0/trunks/*", "refused"});
        for (String[] end : ends) {
            var fault = clouds.target.faults().on(end[0], end[1]).times(1);
            if (end[2].equals("lost")) {
                fault.resetAfterwards();
            } else {
                fault.status(403);
            }
            clouds.move(Verb.NETWORKS);
            clouds.target.faults().clear();

            Report again = clouds.move(Verb.NETWORKS);

            assertThat(again.failed())
                    .as(end[1] + ' ' + end[2] + again.outcomes())
                    .isFalse();
            assertThat(only(clouds.target).path("tags").toString())
                    .as(end[1] + ' ' + end[2])
                    .contains("branch", "pumphouse_source=old/" + origin);
            assertThat(only(clouds.target).path("description").asText()).isEqualTo("to the branch offices");
            assertThat(only(clouds.target).path("sub_ports")).hasSize(2);
            assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
            clouds.target
                    .inside()
                    .delete(
                            "network",
                            "/v2.0/trunks/" + only(clouds.target).path("id").asText());
        }
    }

    /** The request is sent once, as Neutron refuses the second of two. */
    @Test
    public void aSubPortWhoseAnswerIsLostIsLookedForAndCounts() throws Exception {
        TrunkFixture.trunk(clouds.source);
        clouds.move(Verb.NETWORKS);
        String more = TrunkFixture.port(
                clouds.source, "demo-backend", FloatingFixture.demo(clouds.source), "fa:16:3e:aa:05:04", "10.2.0.53");
        TrunkFixture.action(clouds.source, "add_subports", sub(more, 104));
        clouds.target.faults().on("PUT", "/v2.0/trunks/*/add_subports").times(1).resetAfterwards();

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(only(clouds.target).path("sub_ports")).hasSize(3);
    }

    @Test
    public void aTrunkOfAPortOfAnotherServiceIsToldAsLeftBehind() throws Exception {
        TrunkFixture.trunk(clouds.source);
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/ports/" + named(clouds.source, PARENT).path("id").asText(),
                        WireJson.object(
                                "port", WireJson.object("device_owner", "baremetal:none", "device_id", "node-1")));

        assertThat(outcome(clouds.move(Verb.NETWORKS), "left behind", "demo").message())
                .contains("1 port of baremetal:none", "1 trunk of another service's port (gw-trunk)");
    }
}
