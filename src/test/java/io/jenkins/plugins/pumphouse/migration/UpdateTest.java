package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What changes on the source between two runs is brought after by the second: that, and nothing else. */
public class UpdateTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aRuleThatCameAndOneThatWentAreBroughtAfter() throws Exception {
        clouds.move(Verb.SECGROUPS);
        JsonNode web = named(clouds.source, "network", "/v2.0/security-groups", "security_groups", "web");
        for (JsonNode rule : web.path("security_group_rules")) {
            if (rule.path("port_range_min").asInt() == 443) {
                clouds.source
                        .inside()
                        .delete(
                                "network",
                                "/v2.0/security-group-rules/" + rule.path("id").asText());
            }
        }
        clouds.source
                .inside()
                .post(
                        "network",
                        "/v2.0/security-group-rules",
                        json("""
                {"security_group_rule": {"security_group_id": "%s", "direction": "ingress", "ethertype": "IPv4",
                 "protocol": "tcp", "port_range_min": 8443, "port_range_max": 8443}}""", web.path("id").asText()));

        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(ended(report, End.UPDATED)).containsExactly("rules web");
        assertThat(outcome(report, "rules", "web").message()).isEqualTo("1 rule added, 1 rule removed");
        assertThat(named(clouds.target, "network", "/v2.0/security-groups", "security_groups", "web")
                        .path("security_group_rules")
                        .findValuesAsText("port_range_min"))
                .contains("8443")
                .doesNotContain("443");
        assertThat(clouds.move(Verb.SECGROUPS).cost().writes()).isZero();
    }

    @Test
    public void aRuleThatAnotherRunHasRemovedMeanwhileIsGone() throws Exception {
        clouds.move(Verb.SECGROUPS);
        JsonNode web = named(clouds.target, "network", "/v2.0/security-groups", "security_groups", "web");
        clouds.target
                .inside()
                .post(
                        "network",
                        "/v2.0/security-group-rules",
                        json("""
                {"security_group_rule": {"security_group_id": "%s", "direction": "ingress", "ethertype": "IPv4",
                 "protocol": "tcp", "port_range_min": 9999, "port_range_max": 9999}}""", web.path("id").asText()));
        clouds.target.faults().on("DELETE", "/v2.0/security-group-rules/*").answersInstead(done -> Answer.empty(404));

        assertThat(outcome(clouds.move(Verb.SECGROUPS), "rules", "web").message())
                .isEqualTo("1 rule removed");
    }

    @Test
    public void routesThatTheSourcesRouterHasNoMoreGo() throws Exception {
        route("[{\"destination\": \"10.50.0.0/16\", \"nexthop\": \"10.1.0.254\"}]");
        clouds.move(Verb.NETWORKS);
        assertThat(router(clouds.target).path("routes")).hasSize(1);
        route("[]");

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(ended(report, End.UPDATED)).containsExactly("routes demo-router");
        assertThat(router(clouds.target).path("routes")).isEmpty();
        Report last = clouds.move(Verb.NETWORKS);
        assertThat(last.cost().writes()).isZero();
        assertThat(last.outcomes()).noneMatch(outcome -> outcome.kind().equals("routes"));
    }

    private void route(String routes) throws JsonProcessingException {
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/routers/" + router(clouds.source).path("id").asText(),
                        json("{\"router\": {\"routes\": %s}}", routes));
    }

    @Test
    public void aRouterThatLostItsGatewayKeepsItOnTheTargetWhereServersMayNeedItAndIsTold() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/routers/" + router(clouds.source).path("id").asText(),
                        json("{\"router\": {\"external_gateway_info\": {}}}"));

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(report.cost().writes()).isZero();
        assertThat(router(clouds.target).path("external_gateway_info").hasNonNull("network_id"))
                .isTrue();
        assertThat(outcome(report, "router", "demo-router").message()).contains("unset --external-gateway");
    }

    private static JsonNode router(EmbeddedCloud cloud) {
        return named(cloud, "network", "/v2.0/routers", "routers", "demo-router");
    }

    @Test
    public void aPrivateFlavorIsOpenedForAProjectThatCameLater() throws Exception {
        Inside source = clouds.source.inside();
        source.post("compute", "/v2.1/flavors", json("""
                {"flavor": {"id": "own", "name": "demo.own", "ram": 512, "vcpus": 1, "disk": 1,
                 "os-flavor-access:is_public": false}}"""));
        source.post(
                "compute",
                "/v2.1/flavors/own/action",
                json("{\"addTenantAccess\": {\"tenant\": \"%s\"}}", demo(clouds.source)));
        clouds.move(Verb.FLAVORS, Selection.ALL);
        String closed = "project demo may not use the private flavor demo.own of new yet, as it came later: run"
                + " pumpFlavors";
        assertThat(clouds.plan(Verb.TENANTS, TwoClouds.DEMO).notes()).contains(closed);
        assertThat(clouds.move(Verb.TENANTS).notes()).contains(closed);

        Report report = clouds.move(Verb.FLAVORS, Selection.ALL);

        assertThat(ended(report, End.UPDATED)).containsExactly("flavor demo.own");
        assertThat(clouds.target
                        .inside()
                        .get("compute", "/v2.1/flavors/own/os-flavor-access")
                        .path("flavor_access")
                        .findValuesAsText("tenant_id"))
                .containsExactly(demo(clouds.target));
        assertThat(clouds.move(Verb.FLAVORS, Selection.ALL).cost().writes()).isZero();
    }

    @Test
    public void anImageIsSharedWithWhomTheSourceSharesItAndWithNoOther() throws Exception {
        clouds.move(Verb.TENANTS, Selection.ofTenant("shop"));
        String path = "/v2/images/" + share("tools");
        clouds.move(Verb.IMAGES);
        assertThat(members()).containsExactly(id(clouds.target, "shop"));
        clouds.source.inside().delete("image", path + "/members/" + id(clouds.source, "shop"));

        Report report = clouds.move(Verb.IMAGES);

        assertThat(ended(report, End.UPDATED)).containsExactly("image tools");
        assertThat(members()).isEmpty();
        assertThat(clouds.move(Verb.IMAGES).cost().writes()).isZero();
    }

    @Test
    public void anAnswerThatAMemberGaveOnTheTargetStays() throws Exception {
        clouds.move(Verb.TENANTS, Selection.ofTenant("shop"));
        share("tools");
        clouds.move(Verb.IMAGES);
        String shop = id(clouds.target, "shop");
        String image = named(clouds.target, "image", "/v2/images", "images", "tools")
                .path("id")
                .asText();
        String member = "/v2/images/" + image + "/members/" + shop;
        clouds.target.inside().put("image", member, json("{\"status\": \"accepted\"}"));

        Report report = clouds.move(Verb.IMAGES);

        assertThat(report.changed()).as(report.outcomes().toString()).isFalse();
        assertThat(report.cost().writes()).isZero();
        assertThat(clouds.target.inside().get("image", member).path("status").asText())
                .isEqualTo("accepted");
    }

    /** An image of the source's demo that is shared with shop, which does not answer. */
    private String share(String name) throws JsonProcessingException {
        clouds.source.project("demo").image(name, 1 << 20, (ObjectNode) json("{\"visibility\": \"shared\"}"));
        String image = named(clouds.source, "image", "/v2/images", "images", name)
                .path("id")
                .asText();
        clouds.source
                .inside()
                .post(
                        "image",
                        "/v2/images/" + image + "/members",
                        json("{\"member\": \"%s\"}", id(clouds.source, "shop")));
        return image;
    }

    private List<String> members() {
        String image = named(clouds.target, "image", "/v2/images", "images", "tools")
                .path("id")
                .asText();
        return clouds.target
                .inside()
                .get("image", "/v2/images/" + image + "/members")
                .path("members")
                .findValuesAsText("member_id");
    }

    private static String demo(EmbeddedCloud cloud) {
        return id(cloud, "demo");
    }

    private static String id(EmbeddedCloud cloud, String project) {
        return named(cloud, "identity", "/v3/projects", "projects", project)
                .path("id")
                .asText();
    }

    /** The object of that name, demo's where two projects have one. */
    private static JsonNode named(EmbeddedCloud cloud, String service, String path, String key, String name) {
        String demo = cloud.inside().id("identity", "/v3/projects", "projects", "demo");
        return cloud.inside().list(service, path, key).stream()
                .filter(object -> object.path("name").asText().equals(name))
                .filter(object -> !object.has("tenant_id")
                        || object.path("tenant_id").asText().equals(demo))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " among the " + key + " of " + cloud.name()));
    }

    private static JsonNode json(String text, Object... values) {
        return WireJson.json(String.format(text, values));
    }
}
