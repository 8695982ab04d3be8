package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A volume or snapshot as Cinder shows it: more with every microversion, some of it to administrators only
 * ({@code cinder/api/v3/views/volumes.py} and {@code snapshots.py}), and less where it is of Icehouse
 * ({@code cinder/api/v2/views/volumes.py} of 2014.1).
 */
final class VolumeView {
    /** The newest of Zed. */
    static final int NEWEST = 70;

    private static final String PREFIX = "volume ";

    /** What is shown from a minor version of the API 3 on. */
    private static final Map<String, Integer> SINCE = Map.of(
            "group_id",
            13,
            "group_snapshot_id",
            14,
            "provider_id",
            21,
            "shared_targets",
            48,
            "service_uuid",
            48,
            "cluster_name",
            61,
            "volume_type_id",
            63,
            "encryption_key_id",
            64,
            "consumes_quota",
            65);

    private static final String NAME_ID = "os-vol-mig-status-attr:name_id";

    private static final Set<String> FOR_ADMINISTRATORS = Set.of("provider_id", "cluster_name", "migration_status");

    /** Shown since Juno, Kilo, Liberty or Mitaka. */
    private static final Set<String> AFTER_ICEHOUSE =
            Set.of("updated_at", "replication_status", "consistencygroup_id", "multiattach", "migration_status");

    private final CloudRelease release;
    private final Supplier<String> url;

    /** @param url of the service's root */
    VolumeView(CloudRelease release, Supplier<String> url) {
        this.release = release;
        this.url = url;
    }

    /** The minor version that a request asks for; 0 without one. */
    static int minor(Call call) {
        String asked = call.header("OpenStack-API-Version");
        if (asked == null) {
            return 0;
        }
        if (!asked.startsWith(PREFIX)) {
            throw Refused.badRequest("The server could not comply with the request since it is either malformed or"
                    + " otherwise incorrect.");
        }
        String version = asked.substring(PREFIX.length()).trim();
        if (!version.matches("[1-9]\\d*\\.\\d+")) {
            throw Refused.badRequest(
                    "API Version String " + version + " is of invalid format. Must be of format MajorNum.MinorNum.");
        }
        int minor = Integer.parseInt(version.substring(version.indexOf('.') + 1));
        if (!version.startsWith("3.") || minor > NEWEST) {
            throw new Refused(
                    406,
                    null,
                    "Version " + version + " is not supported by the API. Minimum is 3.0 and maximum is 3." + NEWEST
                            + ".");
        }
        return minor;
    }

    /** A row without what only the simulator knows, and without what this request does not show. */
    ObjectNode of(ObjectNode row, Call call) {
        ObjectNode shown = row.deepCopy();
        shown.put("status", VolumeManagement.shown(WireJson.text(row, "status")));
        shown.remove(List.of("tenant", VolumeBackends.KEY, VolumeAttachments.RESERVED));
        if (row.path("volume_image_metadata").isEmpty()) {
            shown.remove("volume_image_metadata");
        }
        shown.remove(hidden(call, row.has("volume_id")));
        for (JsonNode attachment : shown.path("attachments")) {
            if (release.modern()) {
                ((ObjectNode) attachment).put("host_name", call.caller().admin() ? "compute1" : null);
            } else {
                ((ObjectNode) attachment).remove(List.of("attached_at", "attachment_id")); // since Mitaka and Kilo
            }
        }
        if (!row.has("volume_id")) {
            shown.set("links", links(row, call));
        }
        if (!call.method().equals("GET")) { // the extensions add what is theirs only to what is read
            return shown.without("volume_image_metadata");
        }
        String tenant = WireJson.text(row, "tenant");
        if (row.has("volume_id")) {
            return shown.put("os-extended-snapshot-attributes:project_id", tenant)
                    .put("os-extended-snapshot-attributes:progress", "100%");
        }
        if (call.caller().admin()) {
            shown.put("os-vol-host-attr:host", VolumeBackends.pool(row))
                    .put("os-vol-mig-status-attr:migstat", WireJson.text(row, "migration_status"));
            if (!row.has(NAME_ID)) {
                shown.putNull(NAME_ID);
            }
        }
        return shown.put("os-vol-tenant-attr:tenant_id", tenant);
    }

    private ArrayNode links(ObjectNode row, Call call) {
        String rest = "/" + call.caller().projectId() + "/volumes/" + WireJson.text(row, "id");
        String version = release.modern() ? "/v3" : "/v2";
        return WireJson.array(
                WireJson.object("rel", "self", "href", url.get() + version + rest),
                WireJson.object("rel", "bookmark", "href", url.get() + rest));
    }

    private Set<String> hidden(Call call, boolean snapshot) {
        Set<String> hidden = new HashSet<>();
        int minor = release.modern() ? minor(call) : 0;
        SINCE.forEach((field, since) -> {
            if (minor < since) {
                hidden.add(field);
            }
        });
        if (!call.caller().admin()) {
            hidden.addAll(FOR_ADMINISTRATORS);
        }
        if (!release.modern()) {
            hidden.addAll(AFTER_ICEHOUSE);
        }
        if (snapshot && minor < 41) {
            hidden.add("user_id");
        }
        return hidden;
    }
}
