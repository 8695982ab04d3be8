package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A body with everything taken out that differs from cloud to cloud: ids, times, addresses of services, the words of
 * errors.
 */
final class Normal {
    /** Fields whose values are chance, or a matter of the cloud's making. */
    private static final Set<String> CHANCE = Set.of(
            "message",
            "mac_address",
            "provider:segmentation_id",
            "revision_number",
            "standard_attr_id",
            "adminPass",
            "hostId",
            "OS-EXT-SRV-ATTR:instance_name",
            "OS-EXT-SRV-ATTR:host",
            "OS-EXT-SRV-ATTR:hypervisor_hostname",
            "OS-EXT-SRV-ATTR:reservation_id",
            "audit_ids",
            "OS-EXT-IPS-MAC:mac_addr",
            "mac_addr",
            "start_time",
            "updated_at",
            "binding:vif_details",
            "binding:host_id",
            "os-vol-host-attr:host");

    private final Map<String, String> roots;
    private final Map<String, String> variables;

    Normal(Map<String, String> roots, Map<String, String> variables) {
        this.roots = roots;
        this.variables = variables;
    }

    JsonNode of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode normal = WireJson.object();
            // Sorted, so that the text of an object, by which elements of arrays are sorted, does not depend on the
            // order of its fields.
            new TreeMap<>(fields(object))
                    .forEach((name, value) -> normal.set(
                            text(name),
                            CHANCE.contains(name) && !value.isNull() ? TextNode.valueOf("<" + name + ">") : of(value)));
            return normal;
        }
        if (node instanceof ArrayNode array) {
            // Only what is asked to be sorted is in an order; everything else is compared as a set.
            List<JsonNode> parts = new ArrayList<>();
            array.forEach(part -> parts.add(of(part)));
            parts.sort((a, b) -> a.toString().compareTo(b.toString()));
            return WireJson.arrayOf(parts);
        }
        return node.isTextual() ? TextNode.valueOf(text(node.asText())) : node;
    }

    private static Map<String, JsonNode> fields(ObjectNode object) {
        Map<String, JsonNode> fields = new HashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private String text(String text) {
        String normal = text;
        for (Map.Entry<String, String> root : roots.entrySet()) {
            normal = normal.replace(root.getValue(), "<" + root.getKey() + ">");
        }
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (variable.getValue().length() > 8) {
                normal = normal.replace(variable.getValue(), "{" + variable.getKey() + "}");
            }
        }
        // The order of a link's parameters is no matter.
        int query = normal.startsWith("<") ? normal.indexOf('?') : -1;
        if (query > 0) {
            String[] parameters = normal.substring(query + 1).split("&");
            Arrays.sort(parameters);
            normal = normal.substring(0, query + 1) + String.join("&", parameters);
        }
        return normal.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>")
                .replaceAll("\\b[0-9a-f]{32}\\b", "<hex>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?", "<time>")
                .replaceAll("req-<uuid>", "<request>");
    }
}
