package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.GroupFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.Rule;
import org.junit.Test;

/** Rules of security groups as an old Neutron keeps them, and a newer one writes them anew or refuses them. */
public class UnusualRulesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.fromIcehouse();

    @Test
    public void icmpOfIpv6StaysHoweverItIsWritten() throws Exception {
        odd(group -> group.ingressAll("icmp", "IPv6").ingressAll("icmpv6", "IPv6"));

        bringsAndFindsAgain();

        assertThat(shown("odd", "IPv6")).containsExactly("ipv6-icmp -");
    }

    @Test
    public void aRangeOfAllPortsStaysAlsoWhereNeutronTakesItAway() throws Exception {
        odd(group -> group.ingress("tcp", 1, 65535, "10.0.0.0/8").ingress("udp", 0, 65535, "10.0.0.0/8"));

        bringsAndFindsAgain();

        assertThat(shown("odd", "IPv4")).containsExactlyInAnyOrder("tcp -", "udp -");
    }

    @Test
    public void portZeroIsToldAndTheOtherPortsOfTheRuleStay() throws Exception {
        odd(group -> group.ingress("tcp", 0, 1023, "10.0.0.0/8").ingress("udp", 0, 0, "10.0.0.0/8"));

        bringsAndFindsAgain();

        assertThat(shown("odd", "IPv4")).containsExactly("tcp 1-1023");
        assertThat(outcome(clouds.plan(Verb.SECGROUPS, TwoClouds.DEMO), "rules", "odd")
                        .message())
                .contains(
                        "port 0 of the rule \"ingress IPv4 tcp 1-1023 with 10.0.0.0/8\" (Neutron takes no port 0)",
                        "the rule \"ingress IPv4 udp 0-0 with 10.0.0.0/8\" (Neutron takes no port 0)");
    }

    @Test
    public void typeZeroOfIcmpIsNoPort() throws Exception {
        odd(group -> group.ingress("icmp", 0, 0, "10.0.0.0/8"));

        bringsAndFindsAgain();

        assertThat(shown("odd", "IPv4")).containsExactly("icmp 0-0");
    }

    @Test
    public void aProtocolByItsNumberIsTheOneThatTheTargetHasByName() throws Exception {
        clouds.source.project("demo").rules("default", group -> group.ingressAll("47", "IPv4"));
        clouds.move(Verb.TENANTS);
        clouds.target.project("demo").rules("default", group -> group.ingressAll("gre", "IPv4"));

        bringsAndFindsAgain();

        assertThat(shown("default", "IPv4")).contains("gre -").doesNotContain("47 -");
    }

    @Test
    public void rulesThatTheCloudDoesNotShowAreNotTakenForNone() throws Exception {
        odd(group -> group.ingress("tcp", 22, 22, "10.0.0.0/8"));
        clouds.source.faults().on("GET", "/v2.0/security-groups").answersInstead(UnusualRulesTest::withoutRules);

        Outcome refused = outcome(clouds.move(Verb.SECGROUPS, TwoClouds.DEMO), "rules", "odd");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("are not shown by old: its answer has no \"security_group_rules\"");
    }

    private static Answer withoutRules(Answer answer) {
        return answer.edited(json ->
                json.path("security_groups").forEach(group -> ((ObjectNode) group).remove("security_group_rules")));
    }

    private void odd(Consumer<GroupFixture> rules) {
        clouds.source.project("demo").group("odd", "", rules);
    }

    private void bringsAndFindsAgain() throws Exception {
        Report first = clouds.move(Verb.SECGROUPS);
        assertThat(first.failed()).as(first.outcomes().toString()).isFalse();
        Report second = clouds.move(Verb.SECGROUPS);
        assertThat(second.cost().writes()).as(second.outcomes().toString()).isZero();
        assertThat(outcome(second, "rules", "default").end()).isEqualTo(End.REUSED);
    }

    private List<String> shown(String group, String ethertype) {
        JsonNode rules = clouds.ofDemo("network", "/v2.0/security-groups", "security_groups").stream()
                .filter(each -> each.path("name").asText().equals(group))
                .findFirst()
                .orElseThrow()
                .path("security_group_rules");
        return StreamSupport.stream(rules.spliterator(), false)
                .filter(rule -> rule.path("direction").asText().equals("ingress")
                        && rule.path("ethertype").asText().equals(ethertype)
                        && !rule.path("protocol").isNull())
                .map(rule -> rule.path("protocol").asText() + " "
                        + (rule.path("port_range_min").isNull()
                                ? "-"
                                : rule.path("port_range_min").asText() + "-"
                                        + rule.path("port_range_max").asText()))
                .toList();
    }
}
