package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The networks and security groups of a tenant, as {@link TenantFacts} tells them. */
final class NetworkFacts {
    private final Inside admin;
    private final String tenant;
    private final Set<String> networks;
    private final TenantFacts facts;

    /** @param networks the names of those that its servers are on: one of nova-network is of no tenant */
    NetworkFacts(Inside admin, String tenant, Set<String> networks, TenantFacts facts) {
        this.admin = admin;
        this.tenant = tenant;
        this.networks = networks;
        this.facts = facts;
    }

    /** @param compute where its Nova is: {@code "/v2/…"} */
    void ofNovaNetwork(String compute) {
        for (JsonNode network : admin.list("compute", compute + "/os-networks", "networks")) {
            network(network.path("label").asText(), network, "gateway", network.path("dns1"));
        }
        novaGroups(compute);
    }

    void ofNeutron() {
        Map<String, String> networks = facts.names("network", "/v2.0/networks", "networks");
        for (JsonNode subnet : admin.list("network", "/v2.0/subnets", "subnets")) {
            String network = networks.get(subnet.path("network_id").asText());
            network(
                    network,
                    subnet,
                    "gateway_ip",
                    subnet.path("dns_nameservers").path(0));
        }
        neutronGroups();
    }

    private void network(String name, JsonNode shown, String gateway, JsonNode dns) {
        if (networks.contains(name)) {
            String of = "network " + name + " " + shown.path("cidr").asText();
            facts.put(of + " gateway", shown.path(gateway).asText());
            facts.put(of + " name server", dns.asText());
        }
    }

    private void novaGroups(String compute) {
        for (JsonNode group : admin.list("compute", compute + "/os-security-groups?all_tenants=1", "security_groups")) {
            if (group.path("tenant_id").asText().equals(tenant)) {
                String of = "group " + group.path("name").asText();
                facts.tellOf(of, group, "description");
                group.path("rules")
                        .forEach(rule -> rule(
                                of,
                                rule.path("ip_protocol"),
                                rule.path("from_port"),
                                rule.path("to_port"),
                                rule.path("ip_range").path("cidr").asText(),
                                rule.path("group").path("name").asText()));
            }
        }
    }

    /** Of rules those that let in: a group of nova-network has no others. */
    private void neutronGroups() {
        Map<String, String> names = facts.names("network", "/v2.0/security-groups", "security_groups");
        List<JsonNode> rules = admin.list("network", "/v2.0/security-group-rules", "security_group_rules");
        for (JsonNode group : admin.list("network", "/v2.0/security-groups", "security_groups")) {
            if (group.path("tenant_id").asText().equals(tenant)) {
                String of = "group " + group.path("name").asText();
                facts.tellOf(of, group, "description");
                rules.stream()
                        .filter(rule -> rule.path("security_group_id").equals(group.path("id")))
                        .filter(rule -> rule.path("direction").asText().equals("ingress"))
                        .forEach(rule -> rule(
                                of,
                                rule.path("protocol"),
                                rule.path("port_range_min"),
                                rule.path("port_range_max"),
                                rule.path("remote_ip_prefix").asText(""),
                                names.getOrDefault(rule.path("remote_group_id").asText(), "")));
            }
        }
    }

    /** All ports are none with Neutron, and 1 to 65535, or -1 of ICMP, with nova-network. */
    private void rule(String group, JsonNode protocol, JsonNode from, JsonNode to, String cidr, String remote) {
        String ports = from.asText("") + "-" + to.asText("");
        facts.put(
                group + " rule " + protocol.asText() + " "
                        + (Set.of("1-65535", "-1--1", "-").contains(ports) ? "all" : ports)
                        + " " + (cidr.equals("null") ? "" : cidr) + remote,
                "in");
    }
}
