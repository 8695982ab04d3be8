package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TrunkFixture.DATA;
import static io.jenkins.plugins.pumphouse.migration.TrunkFixture.PARENT;
import static io.jenkins.plugins.pumphouse.migration.TrunkFixture.VOICE;
import static io.jenkins.plugins.pumphouse.migration.TrunkFixture.named;
import static io.jenkins.plugins.pumphouse.migration.TrunkFixture.only;
import static io.jenkins.plugins.pumphouse.migration.TrunkFixture.sub;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A trunk moves with the server that has its parent port. */
public class TrunkTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void bothHaveTrunks() {
        TrunkFixture.offer(clouds);
    }

    @Test
    public void aServersTrunkMovesWithAllItsSubPortsBeforeTheServerBoots() throws Exception {
        String origin = TrunkFixture.server(clouds.source);
        List<String> atBoot = new CopyOnWriteArrayList<>();
        clouds.target.faults().on("POST", "/v2.1/servers").answersInstead(answer -> {
            atBoot.add(only(clouds.target).path("sub_ports").size() + " sub-ports");
            return answer;
        });

        Report moved = clouds.move(Verb.INSTANCES, server("gw-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(atBoot).containsExactly("2 sub-ports");
        JsonNode trunk = only(clouds.target);
        assertThat(trunk.path("name").asText()).isEqualTo("gw-trunk");
        assertThat(trunk.path("description").asText()).isEqualTo("to the branch offices");
        assertThat(trunk.path("admin_state_up").asBoolean()).isTrue();
        assertThat(trunk.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(trunk.path("tenant_id")).isEqualTo(FloatingFixture.demo(clouds.target));
        assertThat(trunk.path("tags").toString()).contains("branch", "pumphouse_source=old/" + origin);
        assertThat(trunk.path("port_id")).isEqualTo(named(clouds.target, PARENT).path("id"));
        assertThat(trunk.path("sub_ports"))
                .containsExactlyInAnyOrder(
                        sub(named(clouds.target, VOICE).path("id").asText(), 101),
                        sub(named(clouds.target, DATA).path("id").asText(), 102));
        assertThat(named(clouds.target, VOICE).path("fixed_ips").findValuesAsText("ip_address"))
                .containsExactly("10.2.0.51");
        assertThat(named(clouds.target, VOICE).path("name").asText()).isEqualTo("p-10.2.0.51");
        assertThat(ledger(outcome(moved, "server", "gw-1"), "trunks")).isEqualTo("kept");
        assertThat(clouds.move(Verb.INSTANCES, server("gw-1")).cost().writes()).isZero();
    }

    @Test
    public void aServersTrunkComesAlsoWhereTheSourceOnceSaysThatItHasNone() throws Exception {
        TrunkFixture.server(clouds.source);
        clouds.source.withoutExtensions("trunk-details");
        clouds.source.faults().on("GET", "/v2.0/trunks").status(404).times(1);

        Report moved = clouds.move(Verb.INSTANCES, server("gw-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(only(clouds.target).path("sub_ports")).hasSize(2);
        assertThat(ledger(outcome(moved, "server", "gw-1"), "trunks")).isEqualTo("kept");
    }

    @Test
    public void aServersTrunkAndItsSubPortsAreNotMovedByPumpNetworks() throws Exception {
        TrunkFixture.server(clouds.source);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.outcomes()).extracting(Outcome::kind).doesNotContain("trunk", "port");
        assertThat(clouds.inventory(DEMO).rows())
                .filteredOn(row -> row.kind().equals("trunk") || row.name().startsWith("p-10.2."))
                .extracting(row -> row.kind() + " by " + row.step())
                .containsExactlyInAnyOrder("trunk by pumpInstances", "port by pumpInstances", "port by pumpInstances");
    }

    @Test
    public void aTargetWithoutTrunksRefusesTheServerBeforeItIsStopped() throws Exception {
        TrunkFixture.server(clouds.source);
        clouds.target.withoutExtensions("trunk", "trunk-details");

        Report refused = clouds.move(Verb.INSTANCES, server("gw-1"));

        assertThat(outcome(refused, "trunk", "gw-trunk").message())
                .contains("cannot be made on new, which has no extension trunk");
        assertThat(outcome(refused, "server", "gw-1").end()).isIn(End.CONFLICT, End.SKIPPED);
        assertThat(clouds.source.inside().servers())
                .filteredOn(server -> server.path("name").asText().equals("gw-1"))
                .extracting(server -> server.path("status").asText())
                .containsExactly("ACTIVE");
    }

    @Test
    public void betweenCloudsWithOvnATrunkFollowsTheSourceUntilAServerHasIt() throws Exception {
        clouds.source.withOvn();
        clouds.target.withOvn();
        TrunkFixture.trunk(clouds.source);
        clouds.move(Verb.NETWORKS);
        assertThat(only(clouds.target).path("status").asText()).isEqualTo("ACTIVE");
        TrunkFixture.change(clouds.source, WireJson.object("name", "gw-trunk-2"));
        assertThat(outcome(clouds.move(Verb.NETWORKS), "trunk", "gw-trunk-2").end())
                .isEqualTo(End.UPDATED);
        TrunkFixture.boot(clouds.source);

        Report moved = clouds.move(Verb.INSTANCES, server("gw-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(ledger(outcome(moved, "server", "gw-1"), "trunks")).isEqualTo("kept");
        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("gw-1")), "server", "gw-1");
        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(TrunkFixture.trunks(clouds.target)).isEmpty();
    }

    @Test
    public void aSubPortOfAnotherProjectKeepsItsOwnerAndIsTold() throws Exception {
        TrunkFixture.trunk(clouds.source);
        JsonNode shop = clouds.source
                .inside()
                .named("identity", "/v3/projects", "projects", "shop")
                .path("id");
        String foreign = TrunkFixture.port(clouds.source, "demo-backend", shop, "fa:16:3e:aa:05:07", "10.2.0.57");
        TrunkFixture.action(clouds.source, "add_subports", sub(foreign, 107));
        TrunkFixture.boot(clouds.source);

        Report moved = clouds.move(Verb.INSTANCES, server("gw-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, "trunk", "gw-trunk").message()).isEqualTo("sub-port p-10.2.0.57 is of project shop");
        assertThat(named(clouds.target, "fa:16:3e:aa:05:07").path("tenant_id"))
                .isEqualTo(clouds.target
                        .inside()
                        .named("identity", "/v3/projects", "projects", "shop")
                        .path("id"));
        assertThat(only(clouds.target).path("sub_ports")).hasSize(3);
    }

    @Test
    public void aServerIsNotDeletedOnTheSourceWhileItsCopyLacksASubPort() throws Exception {
        TrunkFixture.server(clouds.source);
        clouds.move(Verb.INSTANCES, server("gw-1"));
        TrunkFixture.action(
                clouds.target,
                "remove_subports",
                sub(named(clouds.target, DATA).path("id").asText(), 102));

        assertThat(outcome(clouds.move(Verb.CLEANUP, server("gw-1")), "server", "gw-1")
                        .message())
                .contains("has trunks " + PARENT + " with vlan 101 " + VOICE + " 10.2.0.51, vlan 102 " + DATA
                        + " 10.2.0.52 on old, but " + PARENT + " with vlan 101 " + VOICE + " 10.2.0.51 on new");
        TrunkFixture.action(
                clouds.target,
                "add_subports",
                sub(named(clouds.target, DATA).path("id").asText(), 102));

        Outcome deleted = outcome(clouds.move(Verb.CLEANUP, server("gw-1")), "server", "gw-1");

        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
        assertThat(deleted.message()).contains("trunk gw-trunk stays on old");
        Report later = clouds.move(Verb.NETWORKS); // its parent has no server any more
        assertThat(outcome(later, "trunk", "gw-trunk").end()).isEqualTo(End.REUSED);
        assertThat(later.failed()).isFalse();
        assertThat(only(clouds.target).path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void aRollbackOfTheServerRemovesTheTrunkAndItsSubPorts() throws Exception {
        TrunkFixture.server(clouds.source);
        TrunkFixture.change(clouds.source, WireJson.object("admin_state_up", false));
        clouds.move(Verb.INSTANCES, server("gw-1"));

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("gw-1")), "server", "gw-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(back.message()).doesNotContain("stays");
        assertThat(TrunkFixture.trunks(clouds.target)).isEmpty();
        assertThat(clouds.ofDemo("network", "/v2.0/ports", "ports"))
                .noneMatch(port -> port.path("mac_address").asText().startsWith("fa:16:3e:aa:05"));
        assertThat(only(clouds.source).path("sub_ports")).hasSize(2);
    }

    @Test
    public void aSubPortThatTheOwnerHasAddedOnTheTargetKeepsTheServerFromARollback() throws Exception {
        TrunkFixture.server(clouds.source);
        clouds.move(Verb.INSTANCES, server("gw-1"));
        String more = TrunkFixture.port(
                clouds.target, "demo-backend", FloatingFixture.demo(clouds.target), "fa:16:3e:aa:05:04", "10.2.0.53");
        TrunkFixture.action(clouds.target, "add_subports", sub(more, 104));

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK, server("gw-1")), "server", "gw-1");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("trunks: ", "vlan 104 fa:16:3e:aa:05:04 10.2.0.53 on new");
        assertThat(clouds.drift(DEMO).rows())
                .filteredOn(row -> row.name().equals("gw-1"))
                .extracting(Drift.Row::message)
                .anyMatch(message -> message.contains("vlan 104"));
    }

    @Test
    public void aFloatingAddressOfASubPortFollowsTheServerThereAndBack() throws Exception {
        TrunkFixture.trunk(clouds.source);
        FloatingFixture.floating(clouds.source, FloatingFixture.ADDRESS, "10.2.0.51");
        TrunkFixture.boot(clouds.source);

        Report moved = clouds.move(Verb.INSTANCES, server("gw-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(FloatingFixture.shown(clouds.target, FloatingFixture.ADDRESS).path("port_id"))
                .isEqualTo(named(clouds.target, VOICE).path("id"));
        assertThat(FloatingFixture.shown(clouds.source, FloatingFixture.ADDRESS)
                        .path("port_id")
                        .isNull())
                .isTrue();
        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("gw-1")), "server", "gw-1");
        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(FloatingFixture.shown(clouds.source, FloatingFixture.ADDRESS).path("port_id"))
                .isEqualTo(named(clouds.source, VOICE).path("id"));
    }

    @Test
    public void forwardingsToASubPortFollowTheServerAndAreGivenBackByARollback() throws Exception {
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            cloud.withExtensions("floating-ip-port-forwarding", "expose-port-forwarding-in-fip");
        }
        TrunkFixture.server(clouds.source);
        String address = FloatingFixture.floating(clouds.source, FloatingFixture.ADDRESS, null);
        clouds.source
                .inside()
                .make(
                        "network",
                        "/v2.0/floatingips/" + address + "/port_forwardings",
                        "port_forwarding",
                        WireJson.object(
                                "protocol",
                                "tcp",
                                "internal_ip_address",
                                "10.2.0.51",
                                "internal_port",
                                22,
                                "external_port",
                                2222,
                                "internal_port_id",
                                named(clouds.source, VOICE).path("id")));

        Report moved = clouds.move(Verb.INSTANCES, server("gw-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(forwarded(clouds.target)).isEqualTo(1);
        assertThat(forwarded(clouds.source)).isZero();
        clouds.move(Verb.ROLLBACK, server("gw-1"));
        assertThat(forwarded(clouds.source)).isEqualTo(1);
    }

    private static int forwarded(EmbeddedCloud cloud) {
        return FloatingFixture.shown(cloud, FloatingFixture.ADDRESS)
                .path("port_forwardings")
                .size();
    }

    @Test
    public void aCutoverOfTheNetworkOfASubPortWaitsForTheServer() throws Exception {
        FloatingFixture.wire(clouds.source); // demo-net is one wire on both clouds
        JsonNode demo = FloatingFixture.demo(clouds.source);
        String parent = TrunkFixture.port(clouds.source, "demo-backend", demo, PARENT, "10.2.0.50");
        String voice = TrunkFixture.port(clouds.source, "demo-net", demo, VOICE, "10.1.0.51");
        TrunkFixture.trunk(
                clouds.source,
                WireJson.object("tenant_id", demo, "port_id", parent, "sub_ports", WireJson.array(sub(voice, 101))));
        TrunkFixture.boot(clouds.source);
        clouds.move(Verb.NETWORKS);

        assertThat(outcome(clouds.plan(Verb.CUTOVER, DEMO), "cutover", "demo-net")
                        .message())
                .contains("gw-1");
    }

    @Test
    public void theGroupsOfASubPortAreHeldAgainstThoseOfTheCopys() throws Exception {
        TrunkFixture.server(clouds.source);
        clouds.move(Verb.INSTANCES, server("gw-1"));
        clouds.target
                .inside()
                .put(
                        "network",
                        "/v2.0/ports/" + named(clouds.target, VOICE).path("id").asText(),
                        WireJson.object("port", WireJson.object("security_groups", WireJson.array())));

        assertThat(clouds.drift(DEMO).rows())
                .filteredOn(row -> row.name().equals("gw-1") || row.kind().equals("port"))
                .extracting(Drift.Row::message)
                .anyMatch(message -> message.contains("security"));
    }

    @Test
    public void aTrunkThatIsNotWellOnTheSourceIsToldAndMadeAnew() throws Exception {
        TrunkFixture.server(clouds.source);
        clouds.source.trunkStatus("DEGRADED");

        Report moved = clouds.move(Verb.INSTANCES, server("gw-1"));

        assertThat(moved.failed()).isFalse();
        assertThat(outcome(moved, "trunk", "gw-trunk").message()).isEqualTo("is DEGRADED on old");
    }

    private static String ledger(Outcome outcome, String item) {
        return String.valueOf(((Map<?, ?>) outcome.facts().get(PreservationLedger.FACT)).get(item));
    }
}
