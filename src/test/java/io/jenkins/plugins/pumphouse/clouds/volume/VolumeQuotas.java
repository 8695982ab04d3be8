package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The quotas of Cinder's projects, with what the volumes take of them. */
final class VolumeQuotas {
    private static final List<String> EACH = List.of("volumes", "gigabytes", "snapshots");

    private final Map<String, Integer> presets = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> own = new HashMap<>();
    private final Supplier<Table> volumes;
    private final Supplier<List<String>> types;

    VolumeQuotas(CloudRelease release, VolumeTypes types, Supplier<Table> volumes) {
        this.volumes = volumes;
        this.types = release.modern() ? types::names : List::of;
        presets.put("volumes", 10);
        if (release.modern()) {
            presets.put("per_volume_gigabytes", -1);
        }
        presets.put("snapshots", 10);
        presets.put("gigabytes", 1000);
        if (release.modern()) {
            presets.put("backups", 10);
            presets.put("backup_gigabytes", 1000);
            presets.put("groups", 10);
        }
    }

    /** For everybody, and each type has three of its own. */
    private Map<String, Integer> presets() {
        Map<String, Integer> all = new LinkedHashMap<>(presets);
        types.get().forEach(type -> EACH.forEach(what -> all.put(what + "_" + type, -1)));
        return all;
    }

    void addTo(Routes routes, String root) {
        String quota = root + "/os-quota-sets/{id}";
        routes.get(quota, this::show)
                .get(
                        quota + "/defaults",
                        call -> Answer.ok(WireJson.object("quota_set", identified(call, WireJson.node(presets())))))
                .put(quota, this::update)
                .delete(quota, call -> {
                    admin(call);
                    own.remove(call.segment("id"));
                    return Answer.empty(200);
                })
                .get(
                        root + "/os-quota-class-sets/{id}",
                        call -> Answer.ok(
                                WireJson.object("quota_class_set", identified(call, WireJson.node(presets())))));
    }

    /** Refuses in Cinder's words what a project may not have any more. */
    void claim(String project, int size) {
        Map<String, Integer> limits = limits(project);
        int gigabytes = taken(project, "gigabytes");
        if (limits.get("gigabytes") >= 0 && gigabytes + size > limits.get("gigabytes")) {
            throw new Refused(
                    413,
                    null,
                    "VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota."
                            + " Requested " + size + "G, quota is " + limits.get("gigabytes") + "G and " + gigabytes
                            + "G has been consumed.");
        }
        if (limits.get("volumes") >= 0 && taken(project, "volumes") + 1 > limits.get("volumes")) {
            throw new Refused(
                    413,
                    null,
                    "VolumeLimitExceeded: Maximum number of volumes allowed (" + limits.get("volumes")
                            + ") exceeded for quota 'volumes'.");
        }
    }

    private int taken(String project, String key) {
        return volumes.get()
                .where(row -> project.equals(WireJson.text(row, "tenant")))
                .mapToInt(row -> switch (key) {
                    case "volumes", "volumes___DEFAULT__" -> 1;
                    case "gigabytes", "gigabytes___DEFAULT__" ->
                        row.path("size").asInt();
                    default -> 0;
                })
                .sum();
    }

    private Answer show(Call call) {
        String project = call.segment("id");
        if (!call.caller().sees(project)) {
            throw Refused.forbidden("Policy doesn't allow volume_extension:quotas:show to be performed.");
        }
        ObjectNode limits = WireJson.object();
        boolean usage = call.flag("usage");
        limits(project)
                .forEach((key, limit) -> limits.set(
                        key,
                        WireJson.node(
                                usage
                                        ? WireJson.object("limit", limit, "in_use", taken(project, key), "reserved", 0)
                                        : limit)));
        return Answer.ok(WireJson.object("quota_set", identified(call, limits)));
    }

    private Answer update(Call call) {
        admin(call);
        ObjectNode wanted = call.entity("quota_set");
        Map<String, Integer> next = new LinkedHashMap<>(own.getOrDefault(call.segment("id"), Map.of()));
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            if (List.of("tenant_id", "id", "skip_validation").contains(field.getKey())) {
                continue;
            }
            if (!presets().containsKey(field.getKey())) {
                throw Refused.badRequest("Invalid input received: Bad key(s) in quota set: " + field.getKey());
            }
            if (!field.getValue().isInt()) {
                throw Refused.badRequest(
                        "The server could not comply with the request since it is either malformed or otherwise"
                                + " incorrect.");
            }
            if (field.getValue().asInt() < -1) {
                throw Refused.badRequest(field.getKey() + " must be >= -1");
            }
            next.put(field.getKey(), field.getValue().asInt());
        }
        own.put(call.segment("id"), next);
        return Answer.ok(WireJson.object("quota_set", WireJson.node(limits(call.segment("id")))));
    }

    private Map<String, Integer> limits(String project) {
        Map<String, Integer> limits = new LinkedHashMap<>(presets());
        limits.putAll(own.getOrDefault(project, Map.of()));
        return limits;
    }

    private static ObjectNode identified(Call call, JsonNode limits) {
        return ((ObjectNode) limits.deepCopy()).put("id", call.segment("id"));
    }

    private static void admin(Call call) {
        if (!call.caller().admin()) {
            throw Refused.forbidden("Policy doesn't allow volume_extension:quotas:update to be performed.");
        }
    }
}
