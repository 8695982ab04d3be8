package io.jenkins.plugins.pumphouse.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A configuration that has every key of the JSON schema once, as pumphouse.yaml has it and as Configuration as Code has
 * it, where a map with names of the operator's is a list.
 */
final class EverySetting {
    /** Words of inventories, or secrets, which stay out of the settings. */
    private static final Set<String> ELSEWHERE = Set.of(
            "password",
            "token",
            "application_credential_secret",
            "fuel_password",
            "fuel_username",
            "community",
            "privacy_password",
            "inventory",
            "ipmi",
            "gw",
            "ns",
            "notes",
            "ip",
            "tags");

    /** Instead of credentials of a user, in a cloud of their own. */
    private static final Set<String> APPLICATION =
            Set.of("application_credential_id", "application_credential_name", "username");

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("auth_url", "https://10.0.0.1:5000/v3"),
            Map.entry("fuel_url", "http://10.20.0.2:8000/api/"),
            Map.entry("dashboard", "https://horizon.example.com/dashboard"),
            Map.entry("connection", "mysql://10.0.0.5/keystone"),
            Map.entry("address", "10.1.0.12"),
            Map.entry("hwaddr", "00:25:90:e7:46:d3"),
            Map.entry("macs", "00:25:90:e7:46:d0"),
            Map.entry("size", "64GB"),
            Map.entry("on", "first"),
            Map.entry("ports", "row 3, port 17"),
            Map.entry("aggregates", "SSD, left"),
            Map.entry("emptied", "ceph-osd"),
            Map.entry("roles", "compute"),
            Map.entry("switch", "tor-3"),
            Map.entry("endpoint_type", "internal"),
            Map.entry("provider_networks", "keep"),
            Map.entry("bandwidth", "50 MB/s"),
            Map.entry("authentication", "sha256"),
            Map.entry("driver", "ipmitool"),
            Map.entry("firmware", "uefi"),
            Map.entry("wiring", "none"),
            Map.entry("version", "v3"));

    /** The name of an entry in Configuration as Code, by the key of the map that it stands in. */
    private static final Map<String, String> NAMES = Map.of(
            "hosts", "name",
            "switches", "name",
            "labels", "name",
            "interfaces", "name",
            "disks", "volume",
            "cutover", "network",
            "owners", "user");

    private EverySetting() {}

    /** As pumphouse.yaml has it: maps, lists and texts. */
    static Map<String, Object> file() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Path.of("docs", "pumphouse.schema.json").toFile());
        Map<String, Object> file = object("", schema);
        file.put(
                "source",
                List.of(cloud(file, "old", Set.of()), cloud(file, "older", Set.of("application_credential_id"))));
        file.put("target", List.of(cloud(file, "new", Set.of("application_credential_name", "username"))));
        file.put("cutover", Map.of("web-net", "now"));
        map(file, "host_defaults", "interfaces", "interfaces-1").remove("hwaddr"); // each host has its own
        map(file, "host_defaults", "bmc").keySet().removeAll(Set.of("ca_cert", "insecure")); // of Redfish
        map(file, "hosts", "hosts-1", "bmc").remove("suite"); // of IPMI
        map(file, "hosts", "hosts-1", "bmc").put("driver", "redfish");
        Map<String, Object> usual = new LinkedHashMap<>(); // has what the defaults say
        usual.put("bmc", Map.of("address", "10.1.0.13"));
        usual.put("macs", List.of("00:25:90:e7:46:d2"));
        Map<String, Object> hosts = new LinkedHashMap<>(map(file, "hosts"));
        hosts.put("hosts-2", usual);
        file.put("hosts", hosts);
        return file;
    }

    @SuppressWarnings("unchecked") // maps of maps
    private static Map<String, Object> map(Map<String, Object> file, String... path) {
        Map<String, Object> at = file;
        for (String step : path) {
            at = (Map<String, Object>) at.get(step);
        }
        return at;
    }

    @SuppressWarnings("unchecked") // the one cloud of the schema
    private static Map<String, Object> cloud(Map<String, Object> file, String name, Set<String> application) {
        Map<String, Object> cloud = new LinkedHashMap<>(((List<Map<String, Object>>) file.get("source")).get(0));
        cloud.put("name", name);
        cloud.keySet().removeIf(key -> APPLICATION.contains(key) && !application.contains(key));
        if (application.isEmpty()) {
            return cloud;
        }
        cloud.keySet().removeAll(Set.of("tenant", "user_domain", "project_domain"));
        if (application.contains("username")) {
            cloud.put("user_domain", "Staff");
        }
        return cloud;
    }

    private static Map<String, Object> object(String at, JsonNode schema) {
        Map<String, Object> object = new LinkedHashMap<>();
        schema.path("properties").fields().forEachRemaining(property -> {
            String key = property.getKey();
            boolean isPassedOver = at.equals("interfaces") && key.equals("vlan")
                    || at.equals("owners") && key.equals("trust_id"); // instead of credentials
            boolean isWithPassword =
                    key.equals("username") && Set.of("bmc", "switches").contains(at);
            if (!ELSEWHERE.contains(key) && !isPassedOver && !isWithPassword) {
                Object value = at.equals("endpoints") ? "https://10.0.0.1/" + key : value(key, property.getValue());
                if (value != null) {
                    object.put(key, value);
                }
            }
        });
        return object;
    }

    private static Object value(String key, JsonNode schema) {
        for (JsonNode way : schema.path("anyOf")) {
            if (way.has("properties") || way.has("items")) {
                return value(key, way); // the fullest form of it
            }
        }
        if (schema.has("anyOf")) {
            return value(key, schema.path("anyOf").get(0));
        }
        if (schema.has("properties")) {
            return object(key, schema);
        }
        if (schema.path("additionalProperties").isObject()) {
            Object inner = value(key, schema.path("additionalProperties"));
            return Map.of(key.equals("switches") ? "tor-3" : key + "-1", inner);
        }
        if (schema.has("items")) {
            Object item = value(key, schema.path("items"));
            return item instanceof Map
                    ? List.of(item)
                    : List.of(item, key.equals("macs") ? "00:25:90:e7:46:d1" : item + "-2");
        }
        if (schema.has("enum") && !VALUES.containsKey(key)) {
            return key.endsWith("insecure")
                    ? "false"
                    : schema.path("enum").get(0).asText(); // true ignores ca_cert
        }
        if (schema.has("minimum")) {
            return schema.path("minimum").asText();
        }
        return text(key);
    }

    private static String text(String key) {
        if (VALUES.containsKey(key)) {
            return VALUES.get(key);
        }
        return Set.of(
                                "timeout",
                                "interlock",
                                "leave",
                                "power_off",
                                "rewire",
                                "boot",
                                "discover",
                                "assign",
                                "deploy",
                                "arrive")
                        .contains(key)
                ? "90s"
                : "some: \"" + key + "\" #1";
    }

    /** The same as Configuration as Code has it. */
    static Map<String, Object> code(Map<?, ?> file) {
        Map<String, Object> code = new LinkedHashMap<>();
        file.forEach((key, value) -> code.put(key.toString(), code(key.toString(), value)));
        return code;
    }

    private static Object code(String key, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(item -> code(key, item)).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return String.valueOf(value);
        }
        if (key.equals("mapping")) {
            List<Object> entries = new ArrayList<>();
            map.forEach((kind, names) -> ((Map<?, ?>) names)
                    .forEach(
                            (source, target) -> entries.add(Map.of("kind", kind, "source", source, "target", target))));
            return entries;
        }
        String name = NAMES.get(key);
        boolean isTemplate = map.values().stream().allMatch(String.class::isInstance)
                && map.keySet().equals(Set.of("disks", "interfaces"));
        if (name == null || isTemplate) {
            return code(map);
        }
        List<Object> entries = new ArrayList<>();
        map.forEach((each, inner) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put(name, each);
            if (inner instanceof Map<?, ?> keys) {
                entry.putAll(code(keys));
            } else {
                entry.put(key.equals("cutover") ? "when" : "value", String.valueOf(inner));
            }
            entries.add(entry);
        });
        return entries;
    }
}
