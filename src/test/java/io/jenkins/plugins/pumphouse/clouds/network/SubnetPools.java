package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Objects;

/** Pools of prefixes that subnets are cut from; within an address scope no two overlap. */
final class SubnetPools extends NeutronResource {
    SubnetPools(Network neutron) {
        super(neutron, "subnetpool", "subnetpools", "SubnetPoolNotFound", "Subnet pool %s could not be found.");
        attributes
                .field("name", "")
                .required("prefixes")
                .field("default_prefixlen", null)
                .field("min_prefixlen", null)
                .field("max_prefixlen", null)
                .field("default_quota", null)
                .field("address_scope_id", null)
                .fixed("shared", false)
                .field("is_default", false)
                .with("standard-attr-description", more -> more.field("description", ""))
                .shown("ip_version", 4);
    }

    @Override
    void make(ObjectNode row, Call call) {
        boolean v6 = row.path("prefixes").path(0).asText().contains(":");
        row.put("ip_version", v6 ? 6 : 4);
        preset(row, "min_prefixlen", v6 ? "64" : "8");
        preset(row, "max_prefixlen", v6 ? "128" : "32");
        preset(row, "default_prefixlen", WireJson.text(row, "min_prefixlen"));
        scope(row, null);
    }

    private static void preset(ObjectNode row, String field, String value) {
        row.put(field, WireJson.has(row, field) ? WireJson.text(row, field) : value);
    }

    private void scope(ObjectNode row, String self) {
        String scope = WireJson.text(row, "address_scope_id");
        if (scope == null) {
            return;
        }
        if (!neutron.scopes.table.has(scope)) {
            throw neutron.scopes.notFound(scope);
        }
        boolean overlaps = table.where("address_scope_id", scope)
                .filter(pool -> !Objects.equals(self, WireJson.text(pool, "id")))
                .anyMatch(pool -> overlap(pool, row));
        if (overlaps) {
            throw new Refused(
                    409,
                    "AddressScopePrefixConflict",
                    "Failed to associate address scope: subnetpools within an address scope must have unique prefixes.");
        }
    }

    private static boolean overlap(ObjectNode a, ObjectNode b) {
        for (JsonNode one : a.path("prefixes")) {
            for (JsonNode other : b.path("prefixes")) {
                if (Prefix.of(one.asText())
                        .orElseThrow()
                        .overlaps(Prefix.of(other.asText()).orElseThrow())) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {
        for (JsonNode prefix : row.path("prefixes")) {
            boolean kept = false;
            for (JsonNode other : next.path("prefixes")) {
                kept |= other.equals(prefix);
            }
            if (!kept) {
                throw new Refused(
                        400,
                        "IllegalSubnetPoolPrefixUpdate",
                        "Illegal update to prefixes: Existing prefixes must be a subset of the new prefixes.");
            }
        }
        scope(next, WireJson.text(row, "id"));
    }

    /** Takes a subnet's prefix out of its pool. */
    void allocate(ObjectNode subnet, Prefix prefix) {
        String id = WireJson.text(subnet, "subnetpool_id");
        ObjectNode pool = table.get(id);
        if (pool == null) {
            throw notFound(id);
        }
        boolean inside = false;
        for (JsonNode each : pool.path("prefixes")) {
            Prefix whole = Prefix.of(each.asText()).orElseThrow();
            inside |= whole.contains(prefix.text(prefix.first())) && whole.contains(prefix.text(prefix.last()));
        }
        boolean taken = neutron.subnets
                .table
                .where("subnetpool_id", id)
                .anyMatch(other -> Subnets.prefix(other).overlaps(prefix));
        if (!inside || taken) {
            throw new Refused(
                    500,
                    "SubnetAllocationError",
                    "Failed to allocate subnet: Cannot allocate requested subnet from the available set of prefixes.");
        }
    }

    @Override
    void gone(ObjectNode row) {
        if (neutron.subnets
                .table
                .where("subnetpool_id", WireJson.text(row, "id"))
                .findAny()
                .isPresent()) {
            throw new Refused(
                    400,
                    "SubnetPoolDeleteError",
                    "Unable to delete subnet pool: Subnet pool has existing allocations.");
        }
    }
}
