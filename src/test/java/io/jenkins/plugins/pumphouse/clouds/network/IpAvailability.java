package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.math.BigInteger;

/**
 * {@code /network-ip-availabilities}: for each network with subnets how many addresses its pools have, and how many
 * ports have, outside of the pools, too.
 */
final class IpAvailability {
    private final Network neutron;

    IpAvailability(Network neutron) {
        this.neutron = neutron;
    }

    void addTo(Routes routes) {
        routes.get("/v2.0/network-ip-availabilities", this::list);
    }

    private Answer list(Call call) {
        if (!neutron.extensions.has("network-ip-availability")) {
            throw Refused.notFound("The resource could not be found.");
        }
        if (!call.caller().admin()) {
            throw new Refused(403, "PolicyNotAuthorized", "rule:get_network_ip_availability is disallowed by policy");
        }
        ArrayNode networks = WireJson.array();
        neutron.networks.table.all().forEach(network -> networks.add(shown(network)));
        return Answer.ok(WireJson.object("network_ip_availabilities", networks));
    }

    private ObjectNode shown(ObjectNode network) {
        ArrayNode subnets = WireJson.array();
        BigInteger total = BigInteger.ZERO;
        long used = 0;
        for (ObjectNode subnet :
                neutron.subnets.of(WireJson.text(network, "id")).toList()) {
            BigInteger own = total(subnet);
            long taken = neutron.subnets.used(subnet);
            ObjectNode row = WireJson.object(
                    "subnet_id", WireJson.text(subnet, "id"),
                    "subnet_name", WireJson.text(subnet, "name"),
                    "cidr", WireJson.text(subnet, "cidr"),
                    "ip_version", subnet.path("ip_version").asInt(),
                    "used_ips", taken);
            row.put("total_ips", own);
            subnets.add(row);
            total = total.add(own);
            used += taken;
        }
        ObjectNode shown = WireJson.object(
                "network_id", WireJson.text(network, "id"),
                "network_name", WireJson.text(network, "name"),
                "project_id", WireJson.text(network, "tenant_id"),
                "tenant_id", WireJson.text(network, "tenant_id"),
                "used_ips", used);
        shown.put("total_ips", total);
        shown.set("subnet_ip_availability", subnets);
        return shown;
    }

    private static BigInteger total(ObjectNode subnet) {
        BigInteger total = BigInteger.ZERO;
        for (JsonNode pool : subnet.path("allocation_pools")) {
            BigInteger start = Prefix.number(WireJson.text(pool, "start")).orElseThrow();
            BigInteger end = Prefix.number(WireJson.text(pool, "end")).orElseThrow();
            total = total.add(end.subtract(start).add(BigInteger.ONE));
        }
        return total;
    }
}
