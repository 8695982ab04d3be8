package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.image.ImageStore;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudService;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.WebError;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.util.List;
import java.util.Map;

/** Cinder: v3 with microversions up to 3.70, or the v1 and v2 of Icehouse. */
public final class Volumes extends CloudService {
    private static final String MAXIMUM = "3." + VolumeView.NEWEST;
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
    private final VolumeStore volumes;

    public Volumes(World world, CloudRelease release, ImageStore images) {
        super(world);
        this.release = release;
        services = new VolumeServices(world, release);
        VolumeTypes types = new VolumeTypes(release);
        VolumeQuotas quotas = new VolumeQuotas(release, types, this::rows);
        volumes = new VolumeStore(world, release, images, types, quotas, services, new VolumeView(release, this::url));
        routes().open("GET", "/", call -> Answer.of(300, versions()));
        for (String root : release.modern() ? List.of("/v3") : List.of("/v1", "/v2")) {
            routes().open("GET", root, call -> Answer.ok(versions()));
            String project = root + "/{project}";
            quotas.addTo(routes(), project);
            types.addTo(routes(), project);
            volumes.addTo(routes(), project);
            routes().get(project + "/os-services", call -> {
                        if (!call.caller().admin()) {
                            throw Refused.forbidden(
                                    "Policy doesn't allow volume_extension:services:index to be performed.");
                        }
                        return services.list(call);
                    })
                    .get(project + "/os-availability-zone", call -> Answer.ok(zones()))
                    .get(project + "/backups", call -> Answer.ok(WireJson.object("backups", WireJson.array())))
                    .get(project + "/backups/detail", call -> Answer.ok(WireJson.object("backups", WireJson.array())));
            if (release.modern()) { // since Juno
                routes().get(project + "/scheduler-stats/get_pools", this::pools);
            }
        }
    }

    private Answer pools(Call call) {
        if (!call.caller().admin()) {
            throw Refused.forbidden(
                    "Policy doesn't allow scheduler_extension:scheduler_stats:get_pools to be performed.");
        }
        return services.pools(call);
    }

    private static ObjectNode zones() {
        return WireJson.object(
                "availabilityZoneInfo",
                WireJson.array(WireJson.object("zoneName", "nova", "zoneState", WireJson.object("available", true))));
    }

    private Table rows() {
        return volumes.table;
    }

    public VolumeServices services() {
        return services;
    }

    /** The volumes themselves, for Nova. */
    public VolumeStore volumes() {
        return volumes;
    }

    private ObjectNode versions() {
        String id = release.modern() ? "v3.0" : "v2.0";
        ObjectNode version = WireJson.object("id", id, "status", "CURRENT");
        if (release.modern()) {
            version.put("version", MAXIMUM).put("min_version", "3.0");
        }
        version.put("updated", "2022-08-31T00:00:00Z");
        version.set(
                "links",
                WireJson.array(
                        WireJson.object(
                                "rel", "describedby", "type", "text/html", "href", "https://docs.openstack.org/"),
                        WireJson.object("rel", "self", "href", url() + (release.modern() ? "/v3/" : "/v2/"))));
        version.set(
                "media-types",
                WireJson.array(WireJson.object(
                        "base",
                        "application/json",
                        "type",
                        "application/vnd.openstack.volume+json;version=" + (release.modern() ? 3 : 2))));
        return WireJson.object("versions", WireJson.array(version));
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
                WireJson.object(
                        FAULTS.getOrDefault(refused.status(), "computeFault"),
                        WireJson.object("code", refused.status(), "message", refused.getMessage())));
    }

    @Override
    protected void check(Call call) {
        if (release.modern()) {
            VolumeView.minor(call);
        }
    }

    /** A version that has not even the form of one is answered as by a service that has none. */
    private static boolean understood(Call call) {
        try {
            VolumeView.minor(call);
            return true;
        } catch (Refused e) {
            return e.status() != 400;
        }
    }

    @Override
    protected Map<String, String> headersFromInside() {
        return release.modern() ? Map.of("openstack-api-version", "volume " + MAXIMUM) : Map.of();
    }

    @Override
    protected Answer dress(Call call, Answer answer) {
        if (!release.modern() || answer.status() == 401 || answer.status() == 400 && !understood(call)) {
            return answer;
        }
        String asked = call.header("OpenStack-API-Version");
        return answer.header(
                        "OpenStack-API-Version", asked != null && asked.startsWith("volume ") ? asked : "volume 3.0")
                .header("Vary", "OpenStack-API-Version");
    }
}
