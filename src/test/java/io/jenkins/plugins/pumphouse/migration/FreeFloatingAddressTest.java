package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/** A floating address that is bound to nothing keeps its value, and stays free on both clouds. */
public class FreeFloatingAddressTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void itKeepsItsValueDescriptionTagsAndPolicyAndStaysFree() throws Exception {
        String id = floating(clouds.source, ADDRESS, null);
        JsonNode policy = clouds.source
                .inside()
                .make(
                        "network",
                        "/v2.0/qos/policies",
                        "policy",
                        WireJson.object("name", "slow", "tenant_id", FloatingFixture.demo(clouds.source)));
        String path = "/v2.0/floatingips/" + id;
        clouds.source
                .inside()
                .put(
                        "network",
                        path,
                        WireJson.object("floatingip", WireJson.object("qos_policy_id", policy.path("id"))));
        clouds.source.inside().put("network", path + "/tags", WireJson.object("tags", WireJson.array("shop")));
        JsonNode before = shown(clouds.source, ADDRESS);

        Report moved = clouds.move(Verb.FLOATING_IPS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode copy = shown(clouds.target, ADDRESS);
        assertThat(copy.path("port_id").isNull()).isTrue();
        assertThat(copy.path("description").asText()).isEqualTo("bought in 2014");
        assertThat(copy.path("tags").toString()).contains("shop", "pumphouse_source=old/" + id);
        assertThat(copy.path("qos_policy_id"))
                .isEqualTo(clouds.target
                        .inside()
                        .named("network", "/v2.0/qos/policies", "policies", "slow")
                        .path("id"));
        assertThat(shown(clouds.source, ADDRESS)).isEqualTo(before);
        assertThat(clouds.move(Verb.FLOATING_IPS).cost().writes()).isZero();
    }

    @Test
    public void oneThatTheTargetsExternalNetworkHasGivenAwayIsAConflictThatNamesWhoHasIt() throws Exception {
        JsonNode router = ofRouter(clouds.target);
        floating(
                clouds.source,
                router.path("fixed_ips").path(0).path("ip_address").asText(),
                null);

        Report refused = clouds.move(Verb.FLOATING_IPS);

        Outcome taken = refused.outcomes().stream()
                .filter(one -> one.kind().equals("floating address"))
                .findFirst()
                .orElseThrow();
        assertThat(taken.end()).isEqualTo(End.CONFLICT);
        assertThat(taken.message())
                .contains(
                        "is taken on new by port " + router.path("id").asText() + " of network:router_gateway",
                        "Free it on the target, or accept another address in mapping:");
    }

    @Test
    public void anAccountThatMayNotChooseAnAddressIsToldTheTwoWaysOut() throws Exception {
        floating(clouds.source, ADDRESS, null);
        clouds.target
                .faults()
                .on("POST", "/v2.0/floatingips")
                .status(403)
                .body(
                        "{\"NeutronError\": {\"type\": \"PolicyNotAuthorized\", \"message\":"
                                + " \"(rule:create_floatingip:floating_ip_address) is disallowed by policy\", \"detail\": \"\"}}");

        Outcome refused = outcome(clouds.move(Verb.FLOATING_IPS), "floating address", ADDRESS);

        assertThat(refused.end()).isEqualTo(End.FAILED);
        assertThat(refused.message())
                .contains(
                        "only an administrator may choose a floating address",
                        "new: 403 (rule:create_floatingip:floating_ip_address) is disallowed by policy",
                        "floating_addresses: {" + ADDRESS + ": any}");
    }

    /** A port of a router of the target, at an address that no router of the source has. */
    private static JsonNode ofRouter(EmbeddedCloud cloud) {
        cloud.inside()
                .make(
                        "network",
                        "/v2.0/routers",
                        "router",
                        WireJson.object(
                                "name",
                                "theirs",
                                "external_gateway_info",
                                WireJson.object(
                                        "network_id",
                                        FloatingFixture.external(cloud).path("id"),
                                        "external_fixed_ips",
                                        WireJson.array(WireJson.object("ip_address", "203.0.113.90")))));
        return cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("device_owner").asText().equals("network:router_gateway"))
                .findFirst()
                .orElseThrow();
    }
}
