package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Rule;
import org.junit.Test;

/** What came to the target with a tenant goes again: only what we have made, and nobody uses or has changed since. */
public class ResourceRollbackTest {
    /** Lists of the target that a rollback brings back to what they were. */
    private static final Map<String, String> LISTS = new TreeMap<>(Map.of(
            "networks", "/v2.0/networks",
            "subnets", "/v2.0/subnets",
            "routers", "/v2.0/routers",
            "ports", "/v2.0/ports",
            "security_groups", "/v2.0/security-groups",
            "floatingips", "/v2.0/floatingips"));

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void whatCameWithATenantGoesLastFirst() throws Exception {
        Map<String, List<String>> before = onTarget();
        moved();
        assertThat(onTarget()).isNotEqualTo(before);

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(report.failed()).as(clouds.lines.toString()).isFalse();
        assertThat(onTarget()).isEqualTo(before);
        assertThat(outcome(report, "network", "demo-net").end()).isEqualTo(End.DELETED);
        assertThat(outcome(report, "image", "golden").end()).isEqualTo(End.DELETED); // which is protected
        assertThat(outcome(report, "project", "demo").end()).isEqualTo(End.DELETED);
        assertThat(report.outcomes().stream().map(Outcome::name))
                .containsSubsequence("demo-router", "demo-net"); // as reported
        assertThat(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO).cost().writes()).isZero();
    }

    @Test
    public void theDryRunListsEachObjectAndWritesNothing() throws Exception {
        moved();
        Map<String, List<String>> before = onTarget();

        Report plan = clouds.plan(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(plan.cost().writes()).isZero();
        assertThat(outcome(plan, "network", "demo-net").end()).isEqualTo(End.DELETED);
        assertThat(plan.summary()).contains("to delete");
        assertThat(onTarget()).isEqualTo(before);
    }

    @Test
    public void whatAServerUsesStaysWithItsParts() throws Exception {
        moved();
        clouds.move(Verb.INSTANCES, server("db-1"));

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        List<Outcome> gone = report.outcomes().stream()
                .filter(one -> one.end() == End.DELETED)
                .toList();
        assertThat(gone).extracting(Outcome::name).contains("golden").doesNotContain("demo-router");
        JsonNode port = clouds.ofDemo("network", "/v2.0/ports", "ports").stream()
                .filter(one -> one.path("device_owner").asText().startsWith("compute"))
                .findFirst()
                .orElseThrow();
        assertThat(report.outcomes())
                .filteredOn(
                        one -> one.message().contains("port " + port.path("id").asText()))
                .extracting(Outcome::kind)
                .contains("network");
        assertThat(outcome(report, "router", "demo-router").message()).contains("which stays, needs it");
        assertThat(clouds.target.inside().servers().get(0).path("status").asText())
                .isEqualTo("ACTIVE");
        assertThat(clouds.ofDemo("network", "/v2.0/routers", "routers")).hasSize(1);
    }

    @Test
    public void whatWasChangedSinceStaysUnlessTheOperatorSaysSo() throws Exception {
        moved();
        JsonNode network = clouds.target.inside().named("network", "/v2.0/networks", "networks", "demo-backend");
        clouds.target
                .inside()
                .put(
                        "network",
                        "/v2.0/networks/" + network.path("id").asText(),
                        WireJson.object("network", WireJson.object("description", "ours now")));

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO), "network", "demo-backend");
        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("description", "ours now", "force: true");
        clouds.evenIfChanged();

        assertThat(outcome(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO), "network", "demo-backend")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void whatWasThereBeforeIsNeverTouched() throws Exception {
        clouds.move(Verb.TENANTS, DEMO);
        clouds.target.project("demo").network("demo-net", "10.1.0.0/24").image("debian-demo", 1);
        clouds.mapping("networks", "demo-net", "demo-net");
        clouds.move(Verb.NETWORKS, DEMO);

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        Outcome adopted = outcome(report, "network", "demo-net");
        assertThat(adopted.end()).isEqualTo(End.SKIPPED);
        assertThat(adopted.message()).contains("it was not made for this, or carries no mark");
        assertThat(TwoClouds.names(clouds.ofDemo("network", "/v2.0/networks", "networks")))
                .contains("demo-net")
                .doesNotContain("demo-backend");
    }

    @Test
    public void aRouterStaysAtANetworkThatWasThereBeforeWhileServersAreOnIt() throws Exception {
        clouds.move(Verb.TENANTS, DEMO);
        clouds.target.project("demo").network("demo-net", "10.1.0.0/24");
        clouds.mapping("networks", "demo-net", "demo-net");
        clouds.move(Verb.NETWORKS, DEMO);
        port("compute:nova");

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(outcome(report, "router", "demo-router").end()).isEqualTo(End.SKIPPED);
        assertThat(report.outcomes())
                .filteredOn(one -> one.kind().equals("router interface") && one.end() == End.SKIPPED)
                .extracting(Outcome::message)
                .anyMatch(why -> why.contains("of compute:nova server-1 uses it"));
        assertThat(clouds.ofDemo("network", "/v2.0/routers", "routers")).hasSize(1);
    }

    /** One in demo-net. */
    private void port(String owner) {
        JsonNode network = clouds.target.inside().named("network", "/v2.0/networks", "networks", "demo-net");
        clouds.target
                .inside()
                .post(
                        "network",
                        "/v2.0/ports",
                        WireJson.object(
                                "port",
                                WireJson.object(
                                        "network_id",
                                        network.path("id").asText(),
                                        "device_owner",
                                        owner,
                                        "device_id",
                                        "server-1")));
    }

    @Test
    public void aSubnetThatWasAddedOnTheTargetKeepsItsNetwork() throws Exception {
        moved();
        JsonNode network = clouds.target.inside().named("network", "/v2.0/networks", "networks", "demo-backend");
        clouds.target
                .inside()
                .post(
                        "network",
                        "/v2.0/subnets",
                        WireJson.object(
                                "subnet",
                                WireJson.object(
                                        "network_id",
                                        network.path("id").asText(),
                                        "name",
                                        "added",
                                        "ip_version",
                                        4,
                                        "cidr",
                                        "10.99.0.0/24")));

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO), "network", "demo-backend");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("subnet added");
    }

    @Test
    public void anInterfaceThatWasAddedOnTheTargetKeepsItsRouterWhole() throws Exception {
        moved();
        clouds.target.project("demo").network("added-net", "10.98.0.0/24");
        String added = id("/v2.0/networks", "networks", "added-net");
        String router = id("/v2.0/routers", "routers", "demo-router");
        JsonNode subnet = clouds.target.inside().list("network", "/v2.0/subnets", "subnets").stream()
                .filter(one -> one.path("network_id").asText().equals(added))
                .findFirst()
                .orElseThrow();
        clouds.target
                .inside()
                .put(
                        "network",
                        "/v2.0/routers/" + router + "/add_router_interface",
                        WireJson.object("subnet_id", subnet.path("id")));

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        Outcome kept = outcome(report, "router", "demo-router");
        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).isEqualTo("stays: it has an interface in network " + added);
        assertThat(clouds.ofDemo("network", "/v2.0/ports", "ports"))
                .filteredOn(port -> port.path("device_id").asText().equals(router))
                .hasSize(3);
        assertThat(report.failed()).as(report.summary()).isFalse();
    }

    @Test
    public void novaIsAskedOnceForTheServersOfAnImageHoweverManyRoundsThatTakes() throws Exception {
        moved();
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.target.journal().clear();

        clouds.plan(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(clouds.target.journal().of("GET", "/v2.1/servers/detail").stream()
                        .map(entry -> String.valueOf(entry.query()))
                        .filter(query -> query.contains("image=")))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    private String id(String path, String key, String name) {
        return clouds.target.inside().id("network", path, key, name);
    }

    @Test
    public void anInterruptedRollbackIsResumedByTheNext() throws Exception {
        clouds.move(Verb.TENANTS, DEMO);
        Map<String, List<String>> before = onTarget();
        moved();
        Thread runner = Thread.currentThread();
        clouds.target.faults().on("DELETE", "/v2.0/*/*").times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);
        Thread.interrupted();
        clouds.target.faults().clear();
        assertThat(onTarget()).isNotEqualTo(before);

        clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(onTarget()).isEqualTo(before);
    }

    /** Glance deletes no protected image, so a kill may leave it without its protection. */
    @Test
    public void aProtectedImageWhoseRemovalWasInterruptedIsNotTakenForChanged() throws Exception {
        moved();
        clouds.target.faults().on("DELETE", "/v2/images/*").status(403);
        assertThat(outcome(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO), "image", "golden")
                        .end())
                .isEqualTo(End.FAILED);
        clouds.target.faults().clear();

        assertThat(outcome(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO), "image", "golden")
                        .end())
                .isEqualTo(End.DELETED);
    }

    private void moved() throws Exception {
        for (Verb verb : List.of(Verb.TENANTS, Verb.NETWORKS, Verb.SECGROUPS, Verb.IMAGES, Verb.FLOATING_IPS)) {
            clouds.move(verb, DEMO);
        }
    }

    private Map<String, List<String>> onTarget() {
        Map<String, List<String>> all = new TreeMap<>();
        LISTS.forEach((key, path) -> all.put(key, ids("network", path, key)));
        all.put("images", ids("image", "/v2/images", "images"));
        return all;
    }

    private List<String> ids(String service, String path, String key) {
        List<String> ids = new ArrayList<>();
        clouds.target.inside().list(service, path, key).stream()
                .filter(row -> !key.equals("security_groups")
                        || !row.path("name").asText().equals("default"))
                .forEach(row -> ids.add(row.path("id").asText()));
        ids.sort(null);
        return ids;
    }

    @Test
    public void aPortThatAnotherAddressOfTheTargetForwardsToStays() throws Exception {
        ForwardingFixture forwardings = ForwardingFixture.in(clouds);
        forwardings.portOf("10.1.0.77", "", "");
        moved();
        FloatingFixture.floating(clouds.target, "203.0.113.90", null);
        ForwardingFixture.make(clouds.target, "203.0.113.90", 443, "10.1.0.77");
        String port = ForwardingFixture.port(clouds.target, "10.1.0.77");

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(report.outcomes())
                .filteredOn(one -> one.kind().equals("port") && port.equals(one.target()))
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("floating address 203.0.113.90 forwards to it"));
        assertThat(ForwardingFixture.port(clouds.target, "10.1.0.77")).isEqualTo(port);
    }
}
