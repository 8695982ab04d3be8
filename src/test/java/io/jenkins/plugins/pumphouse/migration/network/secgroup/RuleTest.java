package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import org.junit.Test;

public class RuleTest {
    @Test
    public void aProtocolByNumberMeansTheOneByName() {
        assertThat(Rule.meaning(ssh().put("protocol", "6"))).isEqualTo(Rule.meaning(ssh()));
        assertThat(Rule.meaning(ssh().put("protocol", "TCP"))).isEqualTo(Rule.meaning(ssh()));
        assertThat(Rule.meaning(ssh().put("protocol", "icmpv6")))
                .isEqualTo(Rule.meaning(ssh().put("protocol", "ipv6-icmp")));
        assertThat(Rule.meaning(ssh().put("protocol", "17"))).isNotEqualTo(Rule.meaning(ssh()));
    }

    @Test
    public void anAddressWithoutAMaskIsOneHost() {
        assertThat(Rule.meaning(ssh().put("remote_ip_prefix", "10.0.0.5")))
                .isEqualTo(Rule.meaning(ssh().put("remote_ip_prefix", "10.0.0.5/32")));
        assertThat(Rule.meaning(ssh().put("remote_ip_prefix", "fd00::1")))
                .isEqualTo(Rule.meaning(ssh().put("remote_ip_prefix", "fd00::1/128")));
    }

    @Test
    public void everybodyIsNobodyInParticular() {
        assertThat(Rule.meaning(ssh().put("remote_ip_prefix", "0.0.0.0/0"))).isEqualTo(Rule.meaning(ssh()));
    }

    @Test
    public void aTypeOfIcmpStandsAloneWhereTheRuleIsForAnyCode() {
        ObjectNode unreachable = ssh().put("protocol", "icmp").put("port_range_min", 3);
        unreachable.putNull("port_range_max");

        assertThat(Rule.meaning(unreachable)).isEqualTo("ingress IPv4 icmp 3");
        assertThat(Rule.meaning(unreachable.put("port_range_max", 3))).isEqualTo("ingress IPv4 icmp 3-3");
    }

    @Test
    public void directionFamilyPortsAndPeersTellRulesApart() {
        assertThat(Rule.meaning(ssh().put("direction", "egress"))).isNotEqualTo(Rule.meaning(ssh()));
        assertThat(Rule.meaning(ssh().put("ethertype", "IPv6"))).isNotEqualTo(Rule.meaning(ssh()));
        assertThat(Rule.meaning(ssh().put("port_range_max", 23))).isNotEqualTo(Rule.meaning(ssh()));
        assertThat(Rule.meaning(ssh().put("remote_ip_prefix", "10.0.0.0/8"))).isNotEqualTo(Rule.meaning(ssh()));
        assertThat(Rule.meaning(ssh().put("remote_group_id", "g"))).isNotEqualTo(Rule.meaning(ssh()));
    }

    @Test
    public void aWantedRuleRefersToTheTargetsGroupAndLeavesItsProjectToItsGroup() {
        Translation translation = new Translation();
        translation.learn(SecurityGroupType.KIND, "group-there", "group-here");
        translation.learn(Kind.PROJECT, "project-there", "project-here");

        ObjectNode wanted = Rule.wanted(
                ssh().put("id", "r").put("remote_group_id", "group-there").put("tenant_id", "project-there"),
                translation.strict());

        assertThat(Json.text(wanted, "remote_group_id")).isEqualTo("group-here");
        assertThat(wanted.has("tenant_id")).isFalse();
        assertThat(wanted.has("id")).isFalse();
    }

    private static ObjectNode ssh() {
        return Json.object()
                .put("direction", "ingress")
                .put("ethertype", "IPv4")
                .put("protocol", "tcp")
                .put("port_range_min", 22)
                .put("port_range_max", 22);
    }
}
