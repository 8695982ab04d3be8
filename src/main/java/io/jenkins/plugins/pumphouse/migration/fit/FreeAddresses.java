package io.jenkins.plugins.pumphouse.migration.fit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * IPv4 addresses in the allocation pools of networks that the target has already (Networking API, extension
 * {@code network-ip-availability}); those that the plan makes have room for what they had.
 *
 * <p>An address that Neutron chooses comes from the pools. One that is kept may lie outside of them, so that too few in
 * the pools are no certain refusal.
 */
final class FreeAddresses implements FitProbe {
    private static final String EXTENSION = "network-ip-availability";
    private static final String WHAT = "IPv4 addresses";

    /** How many addresses a network has to give, and how many of these Neutron chooses. */
    private static final class Wanted {
        private long all;
        private long chosen;
    }

    @Override
    public List<FitRow> rows(PlannedNeeds needs) {
        Map<String, Wanted> byNetwork = new LinkedHashMap<>();
        Stream.of(PortType.KIND, RouterInterfaceType.KIND)
                .flatMap(needs::made)
                .forEach(port -> port.field("fixed_ips").forEach(ip -> {
                    if (String.valueOf(Json.text(ip, "ip_address")).contains(".")) {
                        want(needs, byNetwork, port.text("network_id"), false);
                    }
                }));
        needs.made(FloatingIpType.KIND)
                .forEach(floating ->
                        want(needs, byNetwork, floating.text("floating_network_id"), isChosen(floating, needs)));
        needs.made(RouterType.KIND)
                .forEach(router ->
                        want(needs, byNetwork, Json.text(router.field("external_gateway_info"), "network_id"), false));
        if (byNetwork.isEmpty()) {
            return List.of();
        }
        return needs.cloud().networkExtensions().contains(EXTENSION)
                ? told(needs, byNetwork)
                : List.of(unknown(needs, byNetwork, needs.cloud().name() + " has no extension " + EXTENSION));
    }

    private static boolean isChosen(Resource floating, PlannedNeeds needs) {
        return needs.source().mapping().of(floating).filter("any"::equals).isPresent();
    }

    /** @param network of the source; null for none, and one that is still to be made counts for none */
    private static void want(PlannedNeeds needs, Map<String, Wanted> byNetwork, String network, boolean chosen) {
        if (network == null) {
            return;
        }
        needs.translation().known(NetworkType.KIND, network).ifPresent(id -> {
            Wanted wanted = byNetwork.computeIfAbsent(id, any -> new Wanted());
            wanted.all++;
            wanted.chosen += chosen ? 1 : 0;
        });
    }

    private static List<FitRow> told(PlannedNeeds needs, Map<String, Wanted> byNetwork) {
        List<FitRow> rows = new ArrayList<>();
        try {
            for (ObjectNode network : needs.cloud()
                    .list(
                            Request.get(Service.NETWORK, "/network-ip-availabilities"),
                            "network_ip_availabilities",
                            "/network_id")) {
                Wanted wanted = byNetwork.get(Json.text(network, "network_id"));
                if (wanted != null) {
                    rows.add(row(network, wanted));
                }
            }
        } catch (CloudException e) {
            rows.add(unknown(needs, byNetwork, e.getMessage()));
        }
        return rows;
    }

    private static FitRow row(JsonNode network, Wanted wanted) {
        long total = 0;
        long used = 0;
        for (JsonNode subnet : network.path("subnet_ip_availability")) {
            if (subnet.path("ip_version").asInt() == 4) {
                total += subnet.path("total_ips").asLong();
                used += subnet.path("used_ips").asLong();
            }
        }
        return FitRow.counted(
                wanted.chosen > total - used ? State.LACKS : State.SHORT,
                "network " + Json.text(network, "network_name"),
                WHAT,
                wanted.all,
                total - used,
                used + " of " + total + " in the allocation pools are used");
    }

    private static FitRow unknown(PlannedNeeds needs, Map<String, Wanted> byNetwork, String why) {
        long all = byNetwork.values().stream().mapToLong(wanted -> wanted.all).sum();
        return FitRow.unknown(needs.cloud().name(), WHAT, all, why);
    }
}
