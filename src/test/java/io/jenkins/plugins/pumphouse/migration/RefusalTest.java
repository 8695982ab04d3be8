package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/**
 * What cannot be brought whole is refused, in the first run and in every other, whatever of it is on the target
 * already.
 */
public class RefusalTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aRuleWithAnAddressGroupIsRefusedInEveryRunAndNeverWrittenWithoutIt() throws Exception {
        clouds.target.withoutExtensions("security-groups-remote-address-group");
        Inside source = clouds.source.inside();
        String addresses = source.post(
                        "network",
                        "/v2.0/address-groups",
                        json("{'address_group': {'name': 'offices', 'addresses': ['192.0.2.0/28']}}"))
                .path("address_group")
                .path("id")
                .asText();
        source.post(
                "network",
                "/v2.0/security-group-rules",
                json("{'security_group_rule': {'direction': 'ingress'," + " 'security_group_id': '" + web()
                        + "', 'remote_address_group_id': '" + addresses + "'}}"));

        for (int run = 1; run <= 3; run++) {
            Outcome rules = outcome(clouds.move(Verb.SECGROUPS), "rules", "web");

            assertThat(rules.end()).as("run %s", run).isEqualTo(End.CONFLICT);
            assertThat(rules.message())
                    .contains(addresses, "refers to an address group", "one rule an address", "new has no extension");
            assertThat(ingress()).as("run %s", run).isEmpty();
        }
    }

    @Test
    public void aRuleThatCameToAGroupMovedBeforeIsRefusedToo() throws Exception {
        clouds.target.withoutExtensions("security-groups-remote-address-group");
        clouds.move(Verb.SECGROUPS);
        String addresses = clouds.source
                .inside()
                .post(
                        "network",
                        "/v2.0/address-groups",
                        json("{'address_group': {'name': 'offices', 'addresses': ['192.0.2.0/28']}}"))
                .path("address_group")
                .path("id")
                .asText();
        List<JsonNode> before = ingress();
        clouds.source
                .inside()
                .post(
                        "network",
                        "/v2.0/security-group-rules",
                        json("{'security_group_rule': {'direction':" + " 'ingress', 'security_group_id': '" + web()
                                + "', 'remote_address_group_id': '" + addresses + "'}}"));

        assertThat(outcome(clouds.move(Verb.SECGROUPS), "rules", "web").end()).isEqualTo(End.CONFLICT);
        assertThat(ingress()).isEqualTo(before);
    }

    @Test
    public void aRuleWithAFieldThatNobodyKnowsIsNeverWrittenWithoutIt() throws Exception {
        clouds.move(Verb.SECGROUPS);
        ObjectNode groups =
                (ObjectNode) clouds.source.inside().get("network", "/v2.0/security-groups?tenant_id=" + demo());
        for (JsonNode group : groups.path("security_groups")) {
            if (group.path("id").asText().equals(web())) {
                ObjectNode rule =
                        (ObjectNode) group.path("security_group_rules").path(0);
                rule.put("protocol", "tcp")
                        .put("port_range_min", 1)
                        .put("port_range_max", 9)
                        .put("only_on_weekdays", "yes");
            }
        }
        clouds.source.faults().on("GET", "/v2.0/security-groups").status(200).body(groups.toString());

        Outcome rules = outcome(clouds.move(Verb.SECGROUPS), "rules", "web");

        assertThat(rules.end()).isEqualTo(End.CONFLICT);
        assertThat(rules.message()).contains("only_on_weekdays yes", "does not know");
        assertThat(ingress().toString()).doesNotContain("\"port_range_max\":9,");
    }

    /** The incoming rules of the target's group web. */
    private List<JsonNode> ingress() {
        return clouds.ofDemo("network", "/v2.0/security-group-rules", "security_group_rules").stream()
                .filter(rule -> rule.path("direction").asText().equals("ingress"))
                .filter(rule -> rule.path("security_group_id").asText().equals(webOnTarget()))
                .toList();
    }

    private String webOnTarget() {
        return clouds.ofDemo("network", "/v2.0/security-groups", "security_groups").stream()
                .filter(group -> group.path("name").asText().equals("web"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private String web() {
        return clouds.source
                .inside()
                .id("network", "/v2.0/security-groups?tenant_id=" + demo(), "security_groups", "web");
    }

    private String demo() {
        return clouds.source.inside().id("identity", "/v3/projects", "projects", "demo");
    }
}
