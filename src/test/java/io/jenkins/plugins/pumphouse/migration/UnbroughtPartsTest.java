package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.array;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.object;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What comes only because another object needs it comes without what belongs to it: its line says what is missing. */
public class UnbroughtPartsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private String demo;
    private String shop;

    @Before
    public void inside() {
        source = clouds.source.inside();
        demo = clouds.source.project("demo").id();
        shop = source.id("identity", "/v3/projects", "projects", "shop");
    }

    @Test
    public void aGroupOfAnotherProjectThatARuleNamesSaysThatItsRulesDoNotCome() throws Exception {
        String web = source.id("network", "/v2.0/security-groups?tenant_id=" + demo, "security_groups", "web");
        String theirs = group("theirs");
        rule(theirs, 22);
        rule(web, 80, "remote_group_id", theirs);

        String told = "left behind: its 3 rules (pumpSecgroups(tenant: 'shop') brings them)";
        assertThat(theirs(clouds.plan(Verb.SECGROUPS, DEMO)).message()).isEqualTo(told);
        assertThat(theirs(clouds.move(Verb.SECGROUPS, DEMO)).message()).isEqualTo(told);
        assertThat(theirs(clouds.move(Verb.SECGROUPS, DEMO)).message()).isEqualTo(told);
        clouds.move(Verb.SECGROUPS, Selection.ofTenant("shop"));
        assertThat(theirs(clouds.move(Verb.SECGROUPS, DEMO)).message()).isEmpty();
    }

    @Test
    public void aGroupThatHasWhatNeutronGivesItSaysNothing() throws Exception {
        String web = source.id("network", "/v2.0/security-groups?tenant_id=" + demo, "security_groups", "web");
        rule(web, 80, "remote_group_id", group("theirs"));

        assertThat(theirs(clouds.move(Verb.SECGROUPS, DEMO)).message()).isEmpty();
    }

    @Test
    public void aRouterOfAnotherProjectSaysThatItsRoutesAndOtherInterfacesDoNotCome() throws Exception {
        String network = make("networks", "network", "name", "back");
        String subnet = make(
                "subnets", "subnet", "name", "back", "network_id", network, "ip_version", 4, "cidr", "10.77.0.0/24");
        String router = source.id("network", "/v2.0/routers", "routers", "demo-router");
        source.put("network", "/v2.0/routers/" + router + "/add_router_interface", object("subnet_id", subnet));
        source.put(
                "network",
                "/v2.0/routers/" + router,
                object(
                        "router",
                        object("routes", array(object("destination", "10.50.0.0/16", "nexthop", "10.77.0.9")))));

        Report moved = clouds.move(Verb.INSTANCES, DEMO);

        assertThat(outcome(moved, "router", "demo-router").message())
                .contains("its static route (pumpNetworks(tenant: 'demo') brings it)")
                .contains("its interface demo-router at 10.77.0.1 (pumpNetworks(tenant: 'demo') brings it)")
                .doesNotContain("10.1.0.1 ");
    }

    private static Outcome theirs(Report report) {
        return outcome(report, "security group", "theirs");
    }

    private String group(String name) {
        return make("security-groups", "security_group", "name", name);
    }

    private String make(String path, String key, Object... fields) {
        return source.make("network", "/v2.0/" + path, key, object(fields).put("tenant_id", shop))
                .path("id")
                .asText();
    }

    private void rule(String group, int port, Object... more) {
        source.make(
                "network",
                "/v2.0/security-group-rules",
                "security_group_rule",
                object("security_group_id", group, "direction", "ingress", "protocol", "tcp")
                        .put("port_range_min", port)
                        .put("port_range_max", port)
                        .setAll(object(more)));
    }
}
