package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Fate;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An inventory as a script and the build's page get it: maps, lists, texts and numbers only. */
final class InventoryMap {
    private final SourceInventory inventory;

    InventoryMap(SourceInventory inventory) {
        this.inventory = inventory;
    }

    /** The result of a step: maps, lists, texts and numbers only; of each type the counts, of no object a line. */
    Map<String, Object> result() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("changed", false);
        map.put("summary", inventory.summary());
        map.put("objects", inventory.rows().size());
        for (Fate fate : Fate.values()) {
            map.put(fate.key(), (int) inventory.count(fate));
        }
        List<Map<String, Object>> types = new ArrayList<>();
        inventory.counts().forEach((kind, fates) -> {
            Map<String, Object> type = new LinkedHashMap<>();
            type.put("type", kind);
            for (Fate fate : Fate.values()) {
                type.put(fate.key(), fates.getOrDefault(fate, 0));
            }
            types.add(type);
        });
        map.put("types", types);
        map.put("source", inventory.source());
        map.put("target", inventory.target());
        map.put("seconds", Math.round(inventory.cost().seconds()));
        map.put("requests", inventory.cost().requests());
        map.put("writes", inventory.cost().writes());
        return map;
    }

    /** For the build's page: the result, and a line of each object. */
    Map<String, Object> whole() {
        Map<String, Object> map = result();
        List<Map<String, Object>> resources = new ArrayList<>();
        for (Row row : inventory.rows()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("type", row.kind());
            line.put("name", ConsoleText.line(row.name()));
            line.put("source", row.id());
            line.put("target", null);
            line.put("outcome", row.fate().words());
            line.put("step", row.step());
            line.put("size", ConsoleText.line(row.detail()));
            line.put("use", ConsoleText.line(row.use()));
            line.put("message", ConsoleText.line(row.why()));
            resources.add(line);
        }
        map.put("resources", resources);
        return map;
    }
}
