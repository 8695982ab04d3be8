package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudService;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WebError;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cinder: v3 with microversions up to 3.70, or the v1 and v2 of Icehouse. */
public final class Volumes extends CloudService {
    private static final String MAXIMUM = "3.70";
    private static final Map<Integer, String> FAULTS = Map.of(
            400,
            "badRequest",
            403,
            "forbidden",
            404,
            "itemNotFound",
            409,
            "conflictingRequest",
            413,
            "overLimit",
            503,
            "serviceUnavailable");

    private final CloudRelease release;
    private final VolumeServices services;
    private final Map<String, Integer> presets = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> own = new HashMap<>();

    public Volumes(World world, CloudRelease release) {
        super(world);
        this.release = release;
        services = new VolumeServices(world, release);
        presets.put("volumes", 10);
        if (release.modern()) {
            presets.put("per_volume_gigabytes", -1);
        }
        presets.put("snapshots", 10);
        presets.put("gigabytes", 1000);
        if (release.modern()) {
            presets.put("backups", 10);
            presets.put("backup_gigabytes", 1000);
            presets.put("volumes___DEFAULT__", -1);
            presets.put("gigabytes___DEFAULT__", -1);
            presets.put("snapshots___DEFAULT__", -1);
            presets.put("groups", 10);
        }
        routes().open("GET", "/", call -> Answer.of(300, versions()));
        for (String root : release.modern() ? List.of("/v3") : List.of("/v1", "/v2")) {
            routes().open("GET", root, call -> Answer.ok(versions()));
            resources(root + "/{project}");
        }
    }

    private void resources(String root) {
        String quota = root + "/os-quota-sets/{id}";
        routes().get(quota, this::show)
                .get(
                        quota + "/defaults",
                        call -> Answer.ok(Json.object("quota_set", identified(call, Json.node(presets)))))
                .put(quota, this::update)
                .delete(quota, call -> {
                    admin(call);
                    own.remove(call.segment("id"));
                    return Answer.empty(200);
                })
                .get(
                        root + "/os-quota-class-sets/{id}",
                        call -> Answer.ok(Json.object("quota_class_set", identified(call, Json.node(presets)))))
                .get(root + "/types", call -> Answer.ok(Json.object("volume_types", types())))
                .get(root + "/os-services", call -> {
                    admin(call);
                    return services.list(call);
                });
        for (String kind : List.of("volumes", "snapshots", "backups")) {
            routes().get(root + "/" + kind, call -> Answer.ok(Json.object(kind, Json.array())))
                    .get(root + "/" + kind + "/detail", call -> Answer.ok(Json.object(kind, Json.array())));
        }
        routes().get(root + "/volumes/{id}", call -> {
            throw Refused.notFound("Volume " + call.segment("id") + " could not be found.");
        });
    }

    public VolumeServices services() {
        return services;
    }

    private ObjectNode versions() {
        String id = release.modern() ? "v3.0" : "v2.0";
        ObjectNode version = Json.object("id", id, "status", "CURRENT");
        if (release.modern()) {
            version.put("version", MAXIMUM).put("min_version", "3.0");
        }
        version.put("updated", "2022-08-31T00:00:00Z");
        version.set(
                "links",
                Json.array(
                        Json.object("rel", "describedby", "type", "text/html", "href", "https://docs.openstack.org/"),
                        Json.object("rel", "self", "href", url() + (release.modern() ? "/v3/" : "/v2/"))));
        version.set(
                "media-types",
                Json.array(Json.object(
                        "base",
                        "application/json",
                        "type",
                        "application/vnd.openstack.volume+json;version=" + (release.modern() ? 3 : 2))));
        return Json.object("versions", Json.array(version));
    }

    private Object types() {
        return release.modern()
                ? Json.array(Json.object(
                        "id",
                        "2be3f271-b1cf-4a17-905c-cc8128ec02df",
                        "name",
                        "__DEFAULT__",
                        "is_public",
                        true,
                        "description",
                        "Default Volume Type",
                        "extra_specs",
                        Json.object(),
                        "qos_specs_id",
                        null,
                        "os-volume-type-access:is_public",
                        true))
                : Json.array();
    }

    private Answer show(Call call) {
        if (!call.caller().sees(call.segment("id"))) {
            throw Refused.forbidden("Policy doesn't allow volume_extension:quotas:show to be performed.");
        }
        ObjectNode limits = Json.object();
        boolean usage = call.flag("usage");
        limits(call)
                .properties()
                .forEach(limit -> limits.set(
                        limit.getKey(),
                        usage ? Json.object("limit", limit.getValue(), "in_use", 0, "reserved", 0) : limit.getValue()));
        return Answer.ok(Json.object("quota_set", identified(call, limits)));
    }

    private Answer update(Call call) {
        admin(call);
        ObjectNode wanted = call.entity("quota_set");
        Map<String, Integer> next = new LinkedHashMap<>(own.getOrDefault(call.segment("id"), Map.of()));
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            if (List.of("tenant_id", "id", "skip_validation").contains(field.getKey())) {
                continue;
            }
            if (!presets.containsKey(field.getKey())) {
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
        return Answer.ok(Json.object("quota_set", limits(call)));
    }

    private ObjectNode limits(Call call) {
        Map<String, Integer> limits = new LinkedHashMap<>(presets);
        limits.putAll(own.getOrDefault(call.segment("id"), Map.of()));
        return (ObjectNode) Json.node(limits);
    }

    private static ObjectNode identified(Call call, JsonNode limits) {
        return ((ObjectNode) limits.deepCopy()).put("id", call.segment("id"));
    }

    private static void admin(Call call) {
        if (!call.caller().admin()) {
            throw Refused.forbidden("Policy doesn't allow volume_extension:quotas:update to be performed.");
        }
    }

    @Override
    public String type() {
        return "volume";
    }

    @Override
    public Answer refuse(Refused refused, Call call) {
        if (refused.status() == 401) {
            return unauthorized(refused);
        }
        if (refused.isUnrouted()) {
            return WebError.of(refused, call);
        }
        return Answer.of(
                refused.status(),
                Json.object(
                        FAULTS.getOrDefault(refused.status(), "computeFault"),
                        Json.object("code", refused.status(), "message", refused.getMessage())));
    }

    @Override
    protected Answer dress(Call call, Answer answer) {
        if (!release.modern() || answer.status() == 401) {
            return answer;
        }
        String asked = call.header("OpenStack-API-Version");
        return answer.header(
                        "OpenStack-API-Version", asked != null && asked.startsWith("volume ") ? asked : "volume 3.0")
                .header("Vary", "OpenStack-API-Version");
    }
}
