package io.jenkins.plugins.pumphouse.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All that a pair of clouds holds, a line an object, with names in place of ids and without what differs from run to
 * run: two pairs that had the same migration have equal lines.
 */
final class CloudContent {
    /** The mark's prefix says which cloud an id is of. */
    private static final Pattern ID = Pattern.compile("((?:" + CloudPair.SOURCE + '|' + CloudPair.TARGET
            + ")/)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})");

    private static final Pattern INCIDENTAL = Pattern.compile(
            ".*_at|standard_attr_id|pumphouse_(downtime|stopped|taken|unused_since)|provider:segmentation_id|security_group_rules|updated|created|links|self|file|schema|revision_number|OS-EXT-(SRV|AZ|STS:task|STS:power).*|"
                    + "OS-SRV-USG.*|hostId|host_status|fault|uuid|stores|direct_url|binding:.*|progress|accessIPv.|flavor|image|"
                    + "os-extended-volumes.*|device_id|boot_roles|locations|instance_uuid|image_location|.*_deferred|owner_.*|"
                    + "base_image_ref|image_id|subnets|trusted_image_certificates");

    /** In a text that holds an object. */
    private static final Pattern TIMES = Pattern.compile("\"(created|updated)_at\":\"[^\"]*\",");

    /** By the cloud's name and the id: an image has the same on both clouds. */
    private final Map<String, String> names = new HashMap<>();

    private final List<String> lines = new ArrayList<>();

    private CloudContent() {}

    /** The sorted lines of both clouds. */
    static List<String> of(CloudPair pair) {
        CloudContent content = new CloudContent();
        for (boolean naming : new boolean[] {true, false}) {
            for (EmbeddedCloud cloud : List.of(pair.source, pair.target)) {
                content.read(cloud, naming);
            }
        }
        Collections.sort(content.lines);
        return content.lines;
    }

    private void read(EmbeddedCloud cloud, boolean naming) {
        Inside admin = cloud.inside();
        for (String kind : List.of("domains", "projects", "users", "roles", "role_assignments")) {
            each(cloud, admin.list("identity", "/v3/" + kind, kind), kind, naming);
        }
        for (String kind : List.of(
                "networks", "subnets", "routers", "security_groups", "security_group_rules", "ports", "floatingips")) {
            each(cloud, admin.list("network", "/v2.0/" + kind.replace('_', '-'), kind), kind, naming);
        }
        each(cloud, admin.list("image", "/v2/images", "images"), "images", naming);
        for (String kind : List.of("volumes", "snapshots")) {
            String list = "/v3/" + admin.projectId() + "/" + kind + "/detail?all_tenants=1";
            each(cloud, admin.list("volume", list, kind), kind, naming);
        }
        List<JsonNode> flavors = admin.list("compute", "/v2.1/flavors/detail?is_public=None", "flavors");
        each(cloud, flavors, "flavors", naming);
        each(cloud, admin.servers(), "servers", naming);
        if (!naming) {
            belongings(cloud, admin, flavors);
        }
    }

    /** What is listed for an owner only. */
    private void belongings(EmbeddedCloud cloud, Inside admin, List<JsonNode> flavors) {
        for (JsonNode user : admin.list("identity", "/v3/users", "users")) {
            String list = "/v2.1/os-keypairs?user_id=" + WireJson.text(user, "id");
            for (JsonNode key : admin.list("compute", list, "keypairs")) {
                add(cloud, "keypair of " + WireJson.text(user, "name"), key.path("keypair"));
            }
        }
        for (JsonNode project : admin.list("identity", "/v3/projects", "projects")) {
            String id = WireJson.text(project, "id");
            String of = " quota of " + WireJson.text(project, "name");
            add(
                    cloud,
                    "compute" + of,
                    admin.get("compute", "/v2.1/os-quota-sets/" + id).path("quota_set"));
            add(
                    cloud,
                    "network" + of,
                    admin.get("network", "/v2.0/quotas/" + id).path("quota"));
            add(
                    cloud,
                    "volume" + of,
                    admin.get("volume", "/v3/" + admin.projectId() + "/os-quota-sets/" + id)
                            .path("quota_set"));
        }
        for (JsonNode image : admin.list("image", "/v2/images", "images")) {
            if ("shared".equals(WireJson.text(image, "visibility"))) {
                add(
                        cloud,
                        "members of " + WireJson.text(image, "name"),
                        admin.get("image", "/v2/images/" + WireJson.text(image, "id") + "/members"));
            }
        }
        for (JsonNode flavor : flavors) {
            String path = "/v2.1/flavors/" + WireJson.text(flavor, "id");
            add(cloud, "specs of " + WireJson.text(flavor, "name"), admin.get("compute", path + "/os-extra_specs"));
            if (!flavor.path("os-flavor-access:is_public").asBoolean()) {
                add(
                        cloud,
                        "access to " + WireJson.text(flavor, "name"),
                        admin.get("compute", path + "/os-flavor-access"));
            }
        }
    }

    private void each(EmbeddedCloud cloud, List<JsonNode> objects, String kind, boolean naming) {
        for (JsonNode object : objects) {
            if (naming) {
                String id = WireJson.text(object, "id");
                names.put(cloud.name() + '/' + id, kind + ' ' + natural(object));
            } else {
                add(cloud, kind, object);
            }
        }
    }

    private static String natural(JsonNode object) {
        String name = WireJson.text(object, "name");
        if (name != null && !name.isEmpty()) {
            return name;
        }
        String address = WireJson.text(object.path("fixed_ips").path(0), "ip_address");
        return address == null ? "?" : address;
    }

    private void add(EmbeddedCloud cloud, String kind, JsonNode object) {
        JsonNode told = told(cloud, object);
        if (told instanceof ObjectNode fields) {
            fields.remove("id");
        }
        if (kind.equals("ports") && !WireJson.text(object, "device_owner").startsWith("compute:")) {
            ((ObjectNode) told).remove(Set.of("mac_address"));
        }
        if (kind.equals("volumes")) {
            ((ObjectNode) told).put("content", VolumeFixture.content(cloud, object));
            if (told.path("volume_image_metadata") instanceof ObjectNode facts) {
                facts.remove("pumphouse_image"); // the id of an image that is gone
            }
        }
        lines.add(cloud.name() + ": " + kind + ' ' + told);
    }

    /** The node with names for ids, keys and lists in order, and nothing incidental. */
    private JsonNode told(EmbeddedCloud cloud, JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> {
                if (!INCIDENTAL.matcher(field.getKey()).matches()
                        && !field.getValue().isNull()) {
                    fields.put(field.getKey(), told(cloud, field.getValue()));
                }
            });
            ObjectNode told = WireJson.object();
            fields.forEach(told::set);
            return told;
        }
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(element -> elements.add(told(cloud, element)));
            elements.sort((a, b) -> a.toString().compareTo(b.toString()));
            ArrayNode told = WireJson.array();
            elements.forEach(told::add);
            return told;
        }
        return node.isTextual() ? WireJson.node(named(cloud, node.asText())) : node;
    }

    private String named(EmbeddedCloud cloud, String text) {
        return ID.matcher(TIMES.matcher(text).replaceAll("")).replaceAll(found -> {
            String mark = found.group(1) == null ? "" : found.group(1);
            List<String> places = mark.isEmpty()
                    ? List.of(cloud.name() + '/', CloudPair.SOURCE + '/', CloudPair.TARGET + '/')
                    : List.of(mark);
            return mark
                    + '<'
                    + places.stream()
                            .map(place -> names.get(place + found.group(2)))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse("?")
                    + '>';
        });
    }
}
