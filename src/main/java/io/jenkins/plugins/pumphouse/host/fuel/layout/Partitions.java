package io.jenkins.plugins.pumphouse.host.fuel.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What is placed on a node's disks so far, and the body that says so to Fuel. Sizes are in MiB, as Fuel's. */
final class Partitions {

    private final Equipment own;
    private final Map<JsonNode, Map<String, Integer>> placed = new LinkedHashMap<>();

    Partitions(Equipment own) {
        this.own = own;
        own.disks().forEach(disk -> placed.put(disk, new LinkedHashMap<>()));
    }

    void place(JsonNode disk, String volume, int size) {
        placed.get(disk).merge(volume, size, Integer::sum);
    }

    int left(JsonNode disk) {
        return size(disk)
                - placed.get(disk).values().stream().mapToInt(Integer::intValue).sum();
    }

    /** All disks, each volume on each as Fuel lists them, with the fields of this version of Fuel. */
    ArrayNode body() {
        ArrayNode body = own.disks().deepCopy();
        for (int i = 0; i < body.size(); i++) {
            Map<String, Integer> sizes =
                    new LinkedHashMap<>(placed.get(own.disks().get(i)));
            for (JsonNode volume : body.get(i).path("volumes")) {
                Integer size = sizes.remove(volume.path("name").asText());
                ((ObjectNode) volume).put("size", size == null ? 0 : size);
            }
            ArrayNode volumes = ((ObjectNode) body.get(i)).withArray("volumes");
            sizes.forEach((name, size) -> volumes.addObject().put("name", name).put("size", size));
        }
        return body;
    }

    static int size(JsonNode diskOrVolume) {
        return diskOrVolume.path("size").asInt();
    }

    static String name(JsonNode diskOrVolume) {
        return diskOrVolume.path("name").asText();
    }

    /** Such as {@code sda (931.0 GiB), sdb (465.3 GiB)}. */
    static String list(ArrayNode disks) {
        return disks.isEmpty()
                ? "none"
                : StreamSupport.stream(disks.spliterator(), false)
                        .map(Partitions::text)
                        .collect(Collectors.joining(", "));
    }

    /** Such as {@code sda (931.0 GiB)}. */
    static String text(JsonNode disk) {
        return name(disk) + " (" + gib(size(disk)) + ")";
    }

    static String gib(int mib) {
        return String.format(Locale.ROOT, "%.1f GiB", mib / 1024.0);
    }
}
