package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The quotas of a project of the target as they were before a build has set them. One that somebody has changed since
 * stays, and so does one below which the project uses more.
 *
 * @param quota of the target's project, with what is to be set
 * @param changes in words: {@code "compute cores 42 -> 20"}
 * @param kept those that stay, in words
 */
public record FormerQuotas(Resource quota, List<String> changes, List<String> kept) {
    private static final String FORMER = "pumphouse_former";
    private static final String KEPT = "pumphouse_kept";

    /**
     * @param set what the build has set, in the order of its doing
     * @param now what the target shows now
     */
    public static FormerQuotas of(List<CreatedObject> set, Resource now) {
        Map<String, Long> before = new LinkedHashMap<>();
        Map<String, Long> after = new LinkedHashMap<>();
        for (CreatedObject one : set) {
            one.before().forEach(before::putIfAbsent);
            after.putAll(one.after());
        }
        ObjectNode former = Json.object();
        List<String> changes = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        before.forEach((name, value) -> {
            String service = name.substring(0, name.indexOf(' '));
            String key = name.substring(name.indexOf(' ') + 1);
            JsonNode current = now.field(service).path(key);
            Long left = after.get(name);
            if (current.isIntegralNumber() && left != null && current.asLong() == left) {
                former.withObject("/" + service).put(key, value);
                changes.add(name + " " + left + " -> " + value);
            } else if (current.asLong(Long.MIN_VALUE) != value) { // else it is set back already
                kept.add(name + " stays " + current.asText("unknown") + ": that build has set it to " + left
                        + ", and somebody has changed it since");
            }
        });
        ObjectNode json = now.json().deepCopy();
        json.set(FORMER, former);
        json.set(KEPT, Json.array(kept));
        return new FormerQuotas(new Resource(now.kind(), now.id(), now.name(), json), changes, kept);
    }

    /** What is to be set back, by service. */
    static JsonNode former(Resource planned) {
        return planned.field(FORMER);
    }

    /** Looks at what is set and used once more, service by service. */
    static CompletionStage<ChangeResult> setBack(ChangeContext context) {
        Resource planned = context.existing().orElseThrow();
        Cloud cloud = context.target();
        List<String> notes = new ArrayList<>();
        List<String> stays = new ArrayList<>(Json.texts(planned.json(), KEPT));
        for (QuotaKeeper keeper : QuotaKeeper.of(cloud)) {
            JsonNode former = planned.field(FORMER).path(keeper.word());
            if (former.isEmpty()) {
                continue;
            }
            JsonNode now = keeper.read(cloud, keeper.path(planned.id()));
            List<String> above = QuotaUse.above(
                    keeper, former, planned.id(), context.targets().anew());
            if (!above.isEmpty()) {
                stays.add("the project uses more: " + String.join("; ", above));
                continue;
            }
            ObjectNode changed = Json.object();
            for (var value : former.properties()) {
                JsonNode left = planned.field(keeper.word()).path(value.getKey());
                String name = keeper.word() + " " + value.getKey();
                if (now.path(value.getKey()).equals(left)) {
                    changed.set(value.getKey(), value.getValue());
                    notes.add(name + " " + left.asText() + " -> "
                            + value.getValue().asText());
                } else if (!now.path(value.getKey()).equals(value.getValue())) {
                    stays.add(name + " was changed since the plan was made");
                }
            }
            if (!changed.isEmpty()) {
                keeper.write(cloud, planned.id(), changed);
                checkSet(keeper, planned.id(), changed, cloud);
            }
        }
        if (notes.isEmpty() && !stays.isEmpty()) {
            throw new NotBegun("stays: " + String.join(", ", stays));
        }
        notes.addAll(stays);
        return ChangeResult.now(planned.id(), notes.toArray(String[]::new));
    }

    private static void checkSet(QuotaKeeper keeper, String project, JsonNode changed, Cloud cloud) {
        JsonNode now = keeper.read(cloud, keeper.path(project));
        for (var value : changed.properties()) {
            if (now.path(value.getKey()).asLong() != value.getValue().asLong()) {
                throw new MigrationException("Quota " + keeper.word() + " " + value.getKey() + " was set back to "
                        + value.getValue() + ", but " + cloud.name() + " shows " + now.path(value.getKey())
                        + ". If nobody else has set it, run again");
            }
        }
    }
}
