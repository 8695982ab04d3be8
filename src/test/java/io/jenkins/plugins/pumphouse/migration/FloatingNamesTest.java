package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.demo;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.external;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * The name in DNS of a floating address: Neutron takes it only when the address is made, and an address never goes
 * without because of it.
 */
public class FloatingNamesTest {
    private static final String TOLD = "dns_name shop, dns_domain example.org.";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void names() throws Exception {
        clouds.source.withExtensions("dns-integration");
        clouds.target.withExtensions("dns-integration");
        clouds.move(Verb.TENANTS, DEMO);
        clouds.source.dns().zone("example.org.", demo(clouds.source).asText());
        clouds.target.dns().zone("example.org.", demo(clouds.target).asText());
        named(null);
    }

    @Test
    public void isThatOfTheAddressOnTheTargetToo() throws Exception {
        Outcome planned = outcome(clouds.plan(Verb.FLOATING_IPS, DEMO), "floating address", ADDRESS);
        Outcome made = move();

        assertThat(made.end()).as(made.message()).isEqualTo(End.CREATED);
        assertThat(planned.message() + made.message()).doesNotContain("dns_");
        assertThat(shown(clouds.target, ADDRESS).path("dns_name").asText()).isEqualTo("shop");
        assertThat(shown(clouds.target, ADDRESS).path("dns_domain").asText()).isEqualTo("example.org.");
    }

    @Test
    public void aSecondRunFindsNothingToDo() throws Exception {
        move();

        Report again = clouds.move(Verb.FLOATING_IPS);

        assertThat(outcome(again, "floating address", ADDRESS).end()).isEqualTo(End.REUSED);
        assertThat(outcome(again, "floating address", ADDRESS).message()).doesNotContain("dns_");
        assertThat(again.cost().writes()).isZero();
    }

    /** Neutron finds it with a token of the project only. */
    @Test
    public void isPublishedInTheZoneOfTheProject() throws Exception {
        move();

        assertThat(clouds.target.dns().records()).containsEntry("shop.example.org.", ADDRESS);
    }

    @Test
    public void theTemporaryAccessForItIsTakenBack() throws Exception {
        move();

        assertThat(clouds.target
                        .inside()
                        .list(
                                "identity",
                                "/v3/projects/" + demo(clouds.target).asText() + "/users/"
                                        + clouds.target.inside().userId() + "/roles",
                                "roles"))
                .isEmpty();
    }

    @Test
    public void oneThatIsRefusedIsToldAndTheAddressComes() throws Exception {
        refuse(400, "Invalid input for dns_name.");

        Outcome made = move();

        assertThat(made.end()).as(made.message()).isEqualTo(End.CREATED);
        assertThat(made.message()).contains("held on new", "without " + TOLD);
        assertThat(clouds.lines)
                .anyMatch(line ->
                        line.contains("comes without " + TOLD + ": new refuses it: Invalid input for dns_name."));
        assertThat(shown(clouds.target, ADDRESS).path("dns_name").asText()).isEmpty();
        assertThat(move().message()).as("a later run says it as well").contains("left behind: " + TOLD);
    }

    @Test
    public void soIsOneThatAnotherRecordHas() throws Exception {
        refuse(409, "Name shop is duplicated in the external DNS service.");

        assertThat(move().end()).isEqualTo(End.CREATED);
        assertThat(clouds.lines).anyMatch(line -> line.contains("is duplicated in the external DNS service"));
    }

    /** An address that somebody else has is refused for that, whatever its name. */
    @Test
    public void anAddressThatIsRefusedItselfFailsWithTheReason() throws Exception {
        clouds.target
                .faults()
                .on("POST", "/v2.0/floatingips")
                .status(409)
                .body("{\"NeutronError\": {\"type\": \"IpAddressInUse\", \"message\": \"is in use\"}}");

        Outcome failed = move();

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("is in use");
    }

    @Test
    public void whereNeutronHasNoDriverForADnsItIsTold() throws Exception {
        clouds.target.dns().clear();

        Outcome made = move();

        assertThat(made.end()).as(made.message()).isEqualTo(End.CREATED);
        assertThat(made.message()).contains("without " + TOLD);
    }

    @Test
    public void whereNeutronHasNoSuchNamesThePlanSaysSo() throws Exception {
        clouds.target.withoutExtensions("dns-integration");

        assertThat(outcome(clouds.plan(Verb.FLOATING_IPS, DEMO), "floating address", ADDRESS)
                        .message())
                .contains("dns_name shop (the target has no extension dns-integration)");
        assertThat(move().end()).isEqualTo(End.CREATED);
    }

    @Test
    public void theAddressOfAServerComesWithItsName() throws Exception {
        String bound = "203.0.113.78";
        named("10.1.0.11", bound, "web");

        Report moved = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(outcome(moved, "floating address", bound).end()).isEqualTo(End.CREATED);
        JsonNode address = shown(clouds.target, bound);
        assertThat(address.path("dns_name").asText()).isEqualTo("web");
        assertThat(address.path("fixed_ip_address").asText()).isEqualTo("10.1.0.11");
    }

    private void refuse(int status, String message) {
        clouds.target
                .faults()
                .on("POST", "/v2.0/floatingips")
                .containing("\"dns_name\":\"shop\"")
                .status(status)
                .body("{\"NeutronError\": {\"type\": \"x\", \"message\": \"" + message + "\"}}");
    }

    private void named(String fixed) {
        named(fixed, ADDRESS, "shop");
    }

    private void named(String fixed, String address, String name) {
        ObjectNode wanted = WireJson.object(
                "floating_network_id",
                external(clouds.source).path("id"),
                "floating_ip_address",
                address,
                "tenant_id",
                demo(clouds.source),
                "dns_name",
                name,
                "dns_domain",
                "example.org.");
        if (fixed != null) {
            wanted.set(
                    "port_id",
                    clouds.source.inside().list("network", "/v2.0/ports", "ports").stream()
                            .filter(port -> port.path("tenant_id").equals(demo(clouds.source)))
                            .filter(port -> port.path("fixed_ips")
                                    .path(0)
                                    .path("ip_address")
                                    .asText()
                                    .equals(fixed))
                            .findFirst()
                            .orElseThrow()
                            .path("id"));
        }
        clouds.source.inside().make("network", "/v2.0/floatingips", "floatingip", wanted);
    }

    private Outcome move() throws Exception {
        return outcome(clouds.move(Verb.FLOATING_IPS), "floating address", ADDRESS);
    }
}
