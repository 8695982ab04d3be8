package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.balancer.Octavia;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Octavia keeps quotas of its own. */
public class BalancerQuotaTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Octavia source;

    @Before
    public void someForDemo() {
        source = clouds.source.with(Octavia::new);
        set(source, clouds.source, "loadbalancer", 3, "healthmonitor", 7, "member", -1);
    }

    @Test
    public void whatIsNotTheDefaultComesAndStaysAsItIs() throws Exception {
        Octavia target = clouds.target.with(Octavia::new);

        Report moved = clouds.move(Verb.QUOTAS);
        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode now = of(target, clouds.target);
        assertThat(now.path("loadbalancer").asInt()).isEqualTo(3);
        assertThat(now.path("healthmonitor").asInt()).isEqualTo(7);
        assertThat(now.path("member").asInt()).isEqualTo(-1);
        assertThat(clouds.move(Verb.QUOTAS).cost().writes()).isZero();
        assertThat(clouds.drift(TwoClouds.DEMO, "quota").found()).isFalse();
        set(target, clouds.target, "loadbalancer", 4);
        assertThat(clouds.drift(TwoClouds.DEMO, "quota").found()).isTrue();
    }

    @Test
    public void theNamesOfQueensAreTheSameQuotasOnEitherSide() throws Exception {
        Octavia target = clouds.target.with(Octavia::new);
        target.quotasAsInQueens();

        assertThat(clouds.move(Verb.QUOTAS).failed()).isFalse();

        assertThat(of(target, clouds.target).path("load_balancer").asInt()).isEqualTo(3);
        assertThat(of(target, clouds.target).path("health_monitor").asInt()).isEqualTo(7);
        source.quotasAsInQueens();
        assertThat(clouds.move(Verb.QUOTAS).cost().writes()).isZero();
    }

    @Test
    public void aTargetWithoutOctaviaGetsNoneAndItIsTold() throws Exception {
        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).isNotEqualTo(End.FAILED);
        assertThat(quota.message())
                .contains("load-balancer loadbalancer 3 (new has no such quota)", "load-balancer member -1");
    }

    @Test
    public void aQuotaBelowWhatTheProjectHasOfOctaviaIsRefusedWithTheNumbers() throws Exception {
        Octavia target = clouds.target.with(Octavia::new);
        clouds.move(Verb.TENANTS);
        for (int i = 0; i < 4; i++) {
            balancer(target);
        }

        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).isEqualTo(End.CONFLICT);
        assertThat(quota.message()).contains("load-balancer loadbalancer 3, and 4 are used");
    }

    @Test
    public void rulesOfPoliciesAreCountedWithTheirPolicies() throws Exception {
        Octavia target = clouds.target.with(Octavia::new);
        set(source, clouds.source, "l7rule", 1, "l7policy", 2);
        clouds.move(Verb.TENANTS);
        String listener = part(
                target,
                "listeners",
                "listener",
                WireJson.object("loadbalancer_id", balancer(target), "protocol", "HTTP", "protocol_port", 80));
        String policy =
                part(target, "l7policies", "l7policy", WireJson.object("listener_id", listener, "action", "REJECT"));
        for (String path : List.of("/a", "/b")) {
            part(
                    target,
                    "l7policies/" + policy + "/rules",
                    "rule",
                    WireJson.object("type", "PATH", "compare_type", "STARTS_WITH", "value", path));
        }

        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).isEqualTo(End.CONFLICT);
        assertThat(quota.message())
                .contains("load-balancer l7rule 1, and 2 are used")
                .doesNotContain("l7policy 2");
    }

    @Test
    public void aCountThatFailsIsTold() throws Exception {
        clouds.target.with(Octavia::new);
        clouds.move(Verb.TENANTS);
        clouds.target.faults().on("GET", "/v2.0/lbaas/loadbalancers").status(403);

        Outcome quota = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(quota.end()).isEqualTo(End.UPDATED);
        assertThat(quota.message()).contains("whether project demo uses more of load-balancer than its quotas (");
    }

    @Test
    public void theyGoBackWithTheBuildThatHasSetThem() throws Exception {
        Octavia target = clouds.target.with(Octavia::new);
        clouds.move(Verb.TENANTS);
        set(target, clouds.target, "loadbalancer", 11);
        Outcome set = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");
        assertThat(of(target, clouds.target).path("loadbalancer").asInt()).isEqualTo(3);

        clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(List.of(QuotaRollbackTest.created(set))));

        assertThat(of(target, clouds.target).path("loadbalancer").asInt()).isEqualTo(11);
    }

    private String balancer(Octavia octavia) {
        String subnet = clouds.target
                .inside()
                .list("network", "/v2.0/subnets", "subnets")
                .get(0)
                .path("id")
                .asText();
        return part(
                octavia,
                "loadbalancers",
                "loadbalancer",
                WireJson.object(
                        "name",
                        "lb",
                        "project_id",
                        FloatingFixture.demo(clouds.target).asText(),
                        "vip_subnet_id",
                        subnet));
    }

    private static String part(Octavia octavia, String path, String key, JsonNode wanted) {
        return octavia.inside("POST", path, WireJson.object(key, wanted))
                .path(key)
                .path("id")
                .asText();
    }

    private static void set(Octavia octavia, EmbeddedCloud cloud, Object... values) {
        octavia.inside(
                "PUT",
                "quotas/" + FloatingFixture.demo(cloud).asText(),
                WireJson.object("quota", WireJson.object(values)));
    }

    private static JsonNode of(Octavia octavia, EmbeddedCloud cloud) {
        return octavia.inside("GET", "quotas/" + FloatingFixture.demo(cloud).asText(), null)
                .path("quota");
    }
}
