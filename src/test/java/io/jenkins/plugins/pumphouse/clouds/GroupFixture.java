package io.jenkins.plugins.pumphouse.clouds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** The rules of one security group. */
public final class GroupFixture {
    private final ProjectFixture project;
    private final String id;

    GroupFixture(ProjectFixture project, String id) {
        this.project = project;
        this.id = id;
    }

    /** Lets a protocol in on a range of ports from a range of addresses. */
    public GroupFixture ingress(String protocol, int from, int to, String cidr) {
        return add(WireJson.object(
                "direction",
                "ingress",
                "protocol",
                protocol,
                "port_range_min",
                from,
                "port_range_max",
                to,
                "remote_ip_prefix",
                cidr,
                "ethertype",
                cidr.contains(":") ? "IPv6" : "IPv4"));
    }

    /**
     * Lets a protocol in on a range of ports from the servers of another group of the project, which must exist, or of
     * this one.
     */
    public GroupFixture ingressFrom(String protocol, int from, int to, String group) {
        return add(WireJson.object(
                "direction",
                "ingress",
                "protocol",
                protocol,
                "port_range_min",
                from,
                "port_range_max",
                to,
                "remote_group_id",
                project.groupId(group)));
    }

    /** Lets all of a protocol in, null for every protocol. */
    public GroupFixture ingressAll(String protocol, String ethertype) {
        return add(WireJson.object("direction", "ingress", "protocol", protocol, "ethertype", ethertype));
    }

    /** Removes the two rules that let everything out. */
    public GroupFixture nothingOut() {
        project
                .admin()
                .list("network", "/v2.0/security-group-rules?security_group_id=" + id, "security_group_rules")
                .stream()
                .filter(rule -> WireJson.text(rule, "direction").equals("egress"))
                .forEach(rule ->
                        project.admin().delete("network", "/v2.0/security-group-rules/" + WireJson.text(rule, "id")));
        return this;
    }

    private GroupFixture add(ObjectNode rule) {
        rule.put("security_group_id", id).put("tenant_id", project.id());
        project.admin().make("network", "/v2.0/security-group-rules", "security_group_rule", rule);
        return this;
    }
}
