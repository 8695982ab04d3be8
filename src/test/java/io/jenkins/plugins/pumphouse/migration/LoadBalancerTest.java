package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.balancer.Octavia;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Load balancers move with all their parts, on their address. */
public class LoadBalancerTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private BalancerFixture source;
    private Octavia target;

    @Before
    public void bothHaveOctavia() {
        source = new BalancerFixture(clouds.source);
        target = clouds.target.with(Octavia::new);
    }

    private Outcome moved() throws InterruptedException {
        return outcome(clouds.move(Verb.LOAD_BALANCERS, DEMO), "load balancer", BalancerFixture.NAME);
    }

    private JsonNode only() {
        List<JsonNode> all = target.inside("loadbalancers", "loadbalancers");
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    public void aLoadBalancerMovesWithAllItsPartsOnItsAddress() throws Exception {
        Outcome moved = moved();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        JsonNode balancer = only();
        assertThat(balancer.path("vip_address").asText()).isEqualTo(BalancerFixture.ADDRESS);
        assertThat(balancer.path("description").asText()).isEqualTo("the shop");
        assertThat(balancer.path("project_id")).isEqualTo(FloatingFixture.demo(clouds.target));
        assertThat(balancer.path("tags").toString()).contains("shop", "pumphouse_source=old/" + source.id);
        JsonNode web = BalancerFixture.pool(target, "web");
        JsonNode api = BalancerFixture.pool(target, "api");
        assertThat(target.inside("pools/" + web.path("id").asText() + "/members", "members"))
                .extracting(member -> member.path("address").asText() + " weight "
                        + member.path("weight").asText())
                .containsExactlyInAnyOrder("10.1.0.31 weight 5", "10.1.0.32 weight 1");
        assertThat(target.inside("pools/" + api.path("id").asText() + "/members", "members"))
                .hasSize(1);
        JsonNode monitor = target.inside("healthmonitors", "healthmonitors").get(0);
        assertThat(monitor.path("url_path").asText()).isEqualTo("/up");
        JsonNode listener = target.inside("listeners", "listeners").get(0);
        assertThat(listener.path("default_pool_id")).isEqualTo(web.path("id"));
        assertThat(listener.path("insert_headers").toString()).contains("X-Forwarded-For");
        JsonNode policy = target.inside("l7policies", "l7policies").get(0);
        assertThat(policy.path("redirect_pool_id")).isEqualTo(api.path("id"));
        assertThat(target.inside("l7policies/" + policy.path("id").asText() + "/rules", "rules"))
                .extracting(rule -> rule.path("value").asText())
                .containsExactly("/api");
        assertThat(clouds.move(Verb.LOAD_BALANCERS, DEMO).cost().writes()).isZero();
    }

    @Test
    public void thePolicyOfItsAddressComesWithWhatItLimits() throws Exception {
        Inside admin = clouds.source.inside();
        String slow = admin.make(
                        "network",
                        "/v2.0/qos/policies",
                        "policy",
                        WireJson.object("name", "slow", "project_id", FloatingFixture.demo(clouds.source)))
                .path("id")
                .asText();
        admin.post(
                "network",
                "/v2.0/qos/policies/" + slow + "/bandwidth_limit_rules",
                WireJson.object("bandwidth_limit_rule", WireJson.object("max_kbps", 1000)));
        source.octavia.inside(
                "PUT",
                "loadbalancers/" + source.id,
                WireJson.object("loadbalancer", WireJson.object("vip_qos_policy_id", slow)));

        moved();

        JsonNode policy = clouds.target.inside().named("network", "/v2.0/qos/policies", "policies", "slow");
        assertThat(only().path("vip_qos_policy_id")).isEqualTo(policy.path("id"));
        assertThat(policy.path("rules").findValuesAsText("max_kbps")).containsExactly("1000");
    }

    @Test
    public void whatHasChangedOnTheSourceSinceIsBroughtByTheNextRun() throws Exception {
        moved();
        String web = source.pool("web");
        source.member(web, "10.1.0.34", 1);
        String former = source.octavia.inside("pools/" + web + "/members", "members").stream()
                .filter(member -> member.path("address").asText().equals("10.1.0.32"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        source.octavia.inside("DELETE", "pools/" + web + "/members/" + former, null);
        source.octavia.inside(
                "PUT", "pools/" + web, WireJson.object("pool", WireJson.object("lb_algorithm", "SOURCE_IP")));

        Outcome again = moved();

        assertThat(again.end()).as(again.message()).isEqualTo(End.UPDATED);
        JsonNode pool = BalancerFixture.pool(target, "web");
        assertThat(pool.path("lb_algorithm").asText()).isEqualTo("SOURCE_IP");
        assertThat(target.inside("pools/" + pool.path("id").asText() + "/members", "members"))
                .extracting(member -> member.path("address").asText())
                .containsExactlyInAnyOrder("10.1.0.31", "10.1.0.34");
        assertThat(clouds.move(Verb.LOAD_BALANCERS, DEMO).cost().writes()).isZero();
    }

    @Test
    public void aPoolThatTheSourceHasNoMoreGoesOnceNothingNamesIt() throws Exception {
        moved();
        String policy = source.octavia
                .inside("l7policies", "l7policies")
                .get(0)
                .path("id")
                .asText();
        source.octavia.inside("DELETE", "l7policies/" + policy, null);
        source.octavia.inside("DELETE", "pools/" + source.pool("api"), null);

        Outcome again = moved();

        assertThat(again.end()).as(again.message()).isEqualTo(End.UPDATED);
        assertThat(target.inside("pools", "pools")).hasSize(1);
        assertThat(target.inside("l7policies", "l7policies")).isEmpty();
    }

    @Test
    public void aListenerThatHasLostItsDefaultPoolLosesItOnTheTarget() throws Exception {
        moved();
        String listener = source.octavia
                .inside("listeners", "listeners")
                .get(0)
                .path("id")
                .asText();
        source.octavia.inside(
                "PUT", "listeners/" + listener, WireJson.object("listener", WireJson.object("default_pool_id", null)));
        source.octavia.inside("DELETE", "pools/" + source.pool("web"), null);

        Outcome again = moved();

        assertThat(again.end()).as(again.message()).isEqualTo(End.UPDATED);
        assertThat(target.inside("listeners", "listeners")
                        .get(0)
                        .path("default_pool_id")
                        .isNull())
                .isTrue();
        assertThat(target.inside("pools", "pools")).hasSize(1);
    }

    @Test
    public void whatARunThatWasCutOffHasMadeIsContinued() throws Exception {
        clouds.target.faults().on("POST", "/v2.0/lbaas/listeners").status(500);
        assertThat(moved().end()).isEqualTo(End.FAILED);
        clouds.target.faults().clear();

        Outcome again = moved();

        assertThat(again.end()).as(again.message()).isEqualTo(End.UPDATED);
        assertThat(only().path("pools")).hasSize(2);
        assertThat(only().path("listeners")).hasSize(1);
        assertThat(target.inside(
                        "pools/"
                                + BalancerFixture.pool(target, "web").path("id").asText() + "/members",
                        "members"))
                .hasSize(2);
        assertThat(clouds.move(Verb.LOAD_BALANCERS, DEMO).cost().writes()).isZero();
    }

    @Test
    public void aPartWhoseAnswerIsLostIsLookedForAndNotMadeTwice() throws Exception {
        clouds.target.faults().on("POST", "/v2.0/lbaas/pools").times(1).resetAfterwards();

        Outcome moved = moved();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(only().path("pools")).hasSize(2);
    }

    @Test
    public void aLoadBalancerThatEndsInErrorSaysWhatToDo() throws Exception {
        target.breaks(true);

        Outcome failed = moved();

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message())
                .contains(
                        "is ERROR on new",
                        "openstack loadbalancer delete --cascade "
                                + only().path("id").asText());
    }

    @Test
    public void aListenerWithACertificateIsRefusedWithTheReason() throws Exception {
        source.part(
                "listeners",
                "listener",
                "name",
                "https",
                "protocol",
                "TERMINATED_HTTPS",
                "protocol_port",
                443,
                "default_tls_container_ref",
                "https://keys/v1/containers/7");

        Outcome refused = moved();

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("listener https", "https://keys/v1/containers/7", "no step moves secrets");
        assertThat(target.inside("loadbalancers", "loadbalancers")).isEmpty();
    }

    @Test
    public void bothCloudsNeverAnswerOnOneWire() throws Exception {
        FloatingFixture.wire(clouds.source);

        Outcome refused = moved();

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("one wire on both clouds", BalancerFixture.ADDRESS, "cutover: now");
    }

    @Test
    public void aFloatingAddressOfItIsToldWithTheWayOver() throws Exception {
        String port = source.octavia
                .inside("loadbalancers", "loadbalancers")
                .get(0)
                .path("vip_port_id")
                .asText();
        FloatingFixture.port(clouds.source, "demo-net", BalancerFixture.ADDRESS, "Octavia", "lb-" + source.id);
        String vip = clouds.source.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(each -> each.path("device_owner").asText().equals("Octavia"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        source.octavia.inside(
                "PUT",
                "loadbalancers/" + source.id,
                WireJson.object("loadbalancer", WireJson.object("vip_port_id", vip)));
        FloatingFixture.floating(clouds.source, FloatingFixture.ADDRESS, BalancerFixture.ADDRESS);

        Outcome moved = moved();

        assertThat(port).isNotEqualTo(vip);
        assertThat(moved.message())
                .contains("floating address " + FloatingFixture.ADDRESS, "openstack floating ip unset --port");
    }

    @Test
    public void anAddressThatTheTargetHasGivenAwayIsAConflictInThePlan() throws Exception {
        clouds.move(Verb.NETWORKS, DEMO);
        JsonNode network = clouds.target.inside().named("network", "/v2.0/networks", "networks", "demo-net");
        clouds.target
                .inside()
                .make(
                        "network",
                        "/v2.0/ports",
                        "port",
                        WireJson.object(
                                "network_id",
                                network.path("id"),
                                "device_owner",
                                "compute:nova",
                                "device_id",
                                "other",
                                "fixed_ips",
                                List.of(WireJson.object("ip_address", BalancerFixture.ADDRESS))));

        Outcome refused = outcome(clouds.plan(Verb.LOAD_BALANCERS, DEMO), "load balancer", BalancerFixture.NAME);

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("address " + BalancerFixture.ADDRESS + " is taken on new");
    }

    @Test
    public void aRollbackTakesItAway() throws Exception {
        moved();

        Outcome gone = outcome(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO), "load balancer", BalancerFixture.NAME);

        assertThat(gone.end()).as(gone.message()).isEqualTo(End.DELETED);
        assertThat(target.inside("loadbalancers", "loadbalancers")).isEmpty();
        assertThat(target.inside("pools", "pools")).isEmpty();
    }

    @Test
    public void aRollbackLeavesOneToWhichSomebodyHasAddedAPart() throws Exception {
        moved();
        ObjectNode theirs = WireJson.object("name", "theirs", "protocol", "TCP", "lb_algorithm", "ROUND_ROBIN");
        theirs.set("loadbalancer_id", only().path("id"));
        target.inside("POST", "pools", WireJson.object("pool", theirs));

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO), "load balancer", BalancerFixture.NAME);

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("pool theirs was added to it on new");
        assertThat(only().path("pools")).hasSize(3);
    }

    @Test
    public void aPartThatSomebodyHasChangedOnTheTargetIsFoundByPumpVerify() throws Exception {
        clouds.move(Verb.TENANTS, DEMO);
        moved();
        assertThat(clouds.drift(DEMO, "load balancer").lines()).isEmpty();
        String api = BalancerFixture.pool(target, "api").path("id").asText();
        String member = target.inside("pools/" + api + "/members", "members")
                .get(0)
                .path("id")
                .asText();
        target.inside(
                "PUT", "pools/" + api + "/members/" + member, WireJson.object("member", WireJson.object("weight", 9)));

        assertThat(clouds.drift(DEMO, "load balancer").lines().toString())
                .contains("front", "member 10.1.0.33:8080 weight: 1 on old, 9 on new");
    }

    @Test
    public void theInventoryNamesTheStepThatMovesIt() throws Exception {
        assertThat(clouds.inventory(DEMO).rows())
                .filteredOn(row -> row.kind().equals("load balancer"))
                .extracting(row -> row.name() + ": " + row.detail() + " by " + row.step())
                .containsExactly("front: 10.1.0.9, 1 listener, 3 members by pumpLoadBalancers");
    }
}
