package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/** What somebody has closed on the target stays closed when a server only needs it, until its own step is asked. */
public class ClosedOnTargetTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aUserWhomTheTargetHasDisabledStaysSoWhenAServerNeedsTheKey() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-2"));
        String alice = "/v3/users/" + id(target().named("identity", "/v3/users", "users", "alice"));
        target().patch("identity", alice, WireJson.object("user", WireJson.object("enabled", false)));

        Report next = clouds.move(Verb.INSTANCES, server("web-1")); // with a key of the same user

        assertThatItIsLeft(outcome(next, "user", "alice"), "pumpUsers");
        assertThat(target().get("identity", alice).path("user").path("enabled").asBoolean())
                .isFalse();
        assertThat(outcome(next, "server", "web-1").end()).isEqualTo(End.CREATED);
        assertThat(ended(clouds.move(Verb.USERS), End.UPDATED)).containsExactly("user alice");
    }

    @Test
    public void aRuleThatTheTargetHasRemovedStaysSoWhenAServerUsesTheGroup() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-2"));
        for (JsonNode rule : web()) {
            if (rule.path("port_range_min").asInt() == 443) {
                target().delete("network", "/v2.0/security-group-rules/" + id(rule));
            }
        }

        Report next = clouds.move(Verb.INSTANCES, server("web-1")); // in the same group

        assertThatItIsLeft(outcome(next, "rules", "web"), "pumpSecgroups");
        assertThat(web().findValuesAsText("port_range_min")).doesNotContain("443");
        assertThat(outcome(next, "server", "web-1").end()).isEqualTo(End.CREATED);
        assertThat(outcome(clouds.move(Verb.SECGROUPS), "rules", "web").message())
                .isEqualTo("1 rule added");
    }

    @Test
    public void rulesOfAGroupThatNoServerOfTheTargetUsesAreBroughtAfter() throws Exception {
        clouds.move(Verb.SECGROUPS);
        for (JsonNode rule : web()) {
            if (rule.path("port_range_min").asInt() == 443) {
                target().delete("network", "/v2.0/security-group-rules/" + id(rule));
            }
        }

        Report next = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(outcome(next, "rules", "web").message()).isEqualTo("1 rule added");
    }

    @Test
    public void aProjectThatTheTargetHasDisabledIsAConflictBeforeAnythingIsTouched() throws Exception {
        clouds.move(Verb.TENANTS);
        String demo = "/v3/projects/" + id(target().named("identity", "/v3/projects", "projects", "demo"));
        target().patch("identity", demo, WireJson.object("project", WireJson.object("enabled", false)));

        Report barred = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(outcome(barred, "project", "demo").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(barred, "project", "demo").message()).contains("was disabled on new", "pumpTenants");
        assertThat(barred.cost().writes()).isZero();
        assertThat(ended(clouds.move(Verb.TENANTS), End.UPDATED)).containsExactly("project demo");
    }

    @Test
    public void aNetworkThatTheTargetSharesNoMoreIsNotSharedAgain() throws Exception {
        shared(clouds.source.inside(), true);
        clouds.move(Verb.INSTANCES, server("web-2"));
        shared(target(), false);

        Report next = clouds.move(Verb.INSTANCES, server("web-1")); // in the same network

        assertThatItIsLeft(outcome(next, "network", "demo-net"), "pumpNetworks");
    }

    @Test
    public void aProjectThatTheTargetHasShutOutOfAFlavorIsNotLetInAgain() throws Exception {
        Inside source = clouds.source.inside();
        ObjectNode flavor = WireJson.object("name", "demo.private", "ram", 512, "vcpus", 1, "disk", 1)
                .put("os-flavor-access:is_public", false);
        String onSource = id(source.make("compute", "/v2.1/flavors", "flavor", flavor));
        access(
                source,
                onSource,
                "addTenantAccess",
                clouds.source.project("demo").id());
        clouds.source
                .project("demo")
                .server("gold-1")
                .image("debian-demo")
                .flavor("demo.private")
                .nic("demo-net", "10.1.0.77", "fa:16:3e:aa:00:77")
                .groups("web")
                .host("compute-1")
                .boot();
        clouds.move(Verb.TENANTS);
        clouds.move(Verb.FLAVORS, TwoClouds.ALL);
        String onTarget = id(target().named("compute", "/v2.1/flavors?is_public=None", "flavors", "demo.private"));
        access(
                target(),
                onTarget,
                "removeTenantAccess",
                id(target().named("identity", "/v3/projects", "projects", "demo")));

        Report next = clouds.move(Verb.INSTANCES, server("gold-1"));

        assertThatItIsLeft(outcome(next, "flavor", "demo.private"), "pumpFlavors");
        assertThat(outcome(next, "server", "gold-1").end()).isEqualTo(End.CREATED);
        assertThat(ended(clouds.move(Verb.FLAVORS, TwoClouds.ALL), End.UPDATED)).containsExactly("flavor demo.private");
    }

    @Test
    public void anImageThatTheTargetHidesFromOthersIsNotShownAgain() throws Exception {
        Inside source = clouds.source.inside();
        String golden = id(source.named("image", "/v2/images", "images", "debian-demo"));
        source.patch("image", "/v2/images/" + golden, visibility("public"));
        clouds.fromImages();
        clouds.move(Verb.INSTANCES, server("web-2"));
        String copy = id(target().named("image", "/v2/images", "images", "debian-demo"));
        target().patch("image", "/v2/images/" + copy, visibility("private"));

        Report next = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThatItIsLeft(outcome(next, "image", "debian-demo"), "pumpImages");
        assertThat(target().get("image", "/v2/images/" + copy)
                        .path("visibility")
                        .asText())
                .isEqualTo("private");
    }

    private static JsonNode visibility(String visibility) {
        return WireJson.array(WireJson.object("op", "replace", "path", "/visibility", "value", visibility));
    }

    private static void access(Inside cloud, String flavor, String action, String project) {
        cloud.post(
                "compute",
                "/v2.1/flavors/" + flavor + "/action",
                WireJson.object(action, WireJson.object("tenant", project)));
    }

    private static void shared(Inside cloud, boolean shared) {
        String network = "/v2.0/networks/" + id(cloud.named("network", "/v2.0/networks", "networks", "demo-net"));
        cloud.put("network", network, WireJson.object("network", WireJson.object("shared", shared)));
    }

    private static void assertThatItIsLeft(Outcome outcome, String step) {
        assertThat(outcome.end()).as(outcome.message()).isEqualTo(End.REUSED);
        assertThat(outcome.message()).contains("left alone, because", step + " brings it");
    }

    private JsonNode web() {
        return clouds.ofDemo("network", "/v2.0/security-groups", "security_groups").stream()
                .filter(group -> group.path("name").asText().equals("web"))
                .findFirst()
                .orElseThrow()
                .path("security_group_rules");
    }

    private Inside target() {
        return clouds.target.inside();
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }
}
