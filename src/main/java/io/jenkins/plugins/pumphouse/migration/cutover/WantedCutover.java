package io.jenkins.plugins.pumphouse.migration.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaNetworkFields;
import io.jenkins.plugins.pumphouse.migration.server.CutoverAddress;
import io.jenkins.plugins.pumphouse.migration.server.HeldAddress;
import io.jenkins.plugins.pumphouse.migration.server.VirtualAddress;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;

/** What the target takes over of a network: DHCP, router addresses and floating addresses, with its own ids. */
final class WantedCutover {
    private WantedCutover() {}

    /** What the target is to have for a network of the source. */
    static ObjectNode of(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = Json.object().put("id", translation.id(NetworkType.KIND, resource.id()));
        ArrayNode dhcp = wanted.putArray(CutoverType.DHCP);
        ArrayNode answering = wanted.putArray(CutoverType.ANSWERING);
        for (String subnet : Json.texts(resource.json(), CutoverType.DHCP)) {
            dhcp.add(translation.id(SubnetType.KIND, subnet));
            if (!isSilent(source, subnet)) {
                answering.add("DHCP of " + cidr(source, subnet));
            }
        }
        ArrayNode interfaces = wanted.putArray(CutoverType.INTERFACES);
        for (JsonNode port : resource.field(CutoverType.INTERFACES)) {
            for (JsonNode ip : port.path("fixed_ips")) {
                interfaces.add(translation.id(RouterType.KIND, Json.text(port, "device_id")) + " "
                        + Json.text(ip, "ip_address"));
            }
            if (port.path("admin_state_up").asBoolean(true)) {
                answering.add("router at " + Json.text(port.path("fixed_ips").path(0), "ip_address"));
            }
        }
        wanted.set(
                RouterGateways.FIELD,
                RouterGateways.wanted(resource.field(RouterGateways.FIELD), resource.id(), source, translation));
        ArrayNode staying = wanted.putArray("servers");
        if (!source.options().cutovers().force()) {
            StayingServers.of(resource.id(), source).forEach(staying::add);
        }
        ArrayNode floating = wanted.putArray(CutoverType.FLOATING);
        ArrayNode letGo = wanted.putArray(CutoverType.LET_GO);
        List<CutoverAddress> addresses = new ArrayList<>(HeldAddress.of(resource.id(), source));
        addresses.addAll(VirtualAddress.of(resource.id(), source, translation));
        addresses.forEach(held -> {
            floating.add(held.binding());
            if (held.isLetGo()) {
                letGo.add(held.binding());
            }
        });
        return wanted;
    }

    private static boolean isSilent(CloudInventory inventory, String subnet) {
        return inventory
                .find(SubnetType.KIND, subnet)
                .filter(found -> found.field(NovaNetworkFields.SILENT).asBoolean())
                .isPresent();
    }

    private static String cidr(CloudInventory inventory, String subnet) {
        return inventory
                .find(SubnetType.KIND, subnet)
                .map(found -> found.text("cidr"))
                .orElse(subnet);
    }
}
