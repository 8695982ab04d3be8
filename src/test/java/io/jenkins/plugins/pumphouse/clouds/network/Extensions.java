package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The extensions that each release names: those whose attributes and resources the other classes here answer. */
final class Extensions {
    private static final List<String> ICEHOUSE = List.of(
            "security-group",
            "external-net",
            "router",
            "extraroute",
            "ext-gw-mode",
            "binding",
            "provider",
            "multi-provider",
            "quotas",
            "agent",
            "allowed-address-pairs",
            "extra_dhcp_opt",
            "dhcp_agent_scheduler",
            "l3_agent_scheduler");
    private static final List<String> ZED = List.of(
            "security-group",
            "external-net",
            "router",
            "extraroute",
            "ext-gw-mode",
            "binding",
            "provider",
            "multi-provider",
            "quotas",
            "agent",
            "allowed-address-pairs",
            "extra_dhcp_opt",
            "port-security",
            "project-id",
            "pagination",
            "sorting",
            "filter-validation",
            "net-mtu",
            "net-mtu-writable",
            "quota_details",
            "network-ip-availability",
            "rbac-policies",
            "rbac-subnetpool",
            "rbac-address-scope",
            "rbac-security-groups",
            "rbac-address-group",
            "default-subnetpools",
            "address-scope",
            "address-group",
            "subnet_allocation",
            "subnet-service-types",
            "fip-port-details",
            "qos",
            "qos-fip",
            "qos-bw-limit-direction",
            "qos-bw-minimum-ingress",
            "dvr",
            "l3-ha",
            "standard-attr-description",
            "standard-attr-revisions",
            "standard-attr-tag",
            "standard-attr-timestamp",
            "stateful-security-group",
            "security-groups-normalized-cidr",
            "security-groups-remote-address-group",
            "security-groups-shared-filtering",
            "port-mac-override",
            "availability_zone",
            "network_availability_zone",
            "router_availability_zone");

    private final Set<String> aliases;

    Extensions(CloudRelease release) {
        aliases = new LinkedHashSet<>(release.modern() ? ZED : ICEHOUSE);
    }

    boolean has(String alias) {
        return aliases.contains(alias);
    }

    void add(List<String> more) {
        aliases.addAll(more);
    }

    void remove(List<String> less) {
        aliases.removeAll(less);
    }

    ObjectNode all() {
        return WireJson.object(
                "extensions",
                WireJson.arrayOf(aliases.stream().map(Extensions::described).toList()));
    }

    ObjectNode one(String alias) {
        if (!aliases.contains(alias)) {
            throw new Refused(404, "ExtensionNotFound", "Extension with alias " + alias + " does not exist");
        }
        return WireJson.object("extension", described(alias));
    }

    private static ObjectNode described(String alias) {
        return WireJson.object(
                "name",
                alias,
                "alias",
                alias,
                "description",
                "",
                "updated",
                "2014-01-01T00:00:00-00:00",
                "links",
                WireJson.array());
    }
}
