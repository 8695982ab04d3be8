package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
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
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The quotas of one user in a project of the target as they were before a build has set them. What the user had not of
 * its own follows the project's again, for which Nova has but one request, which takes all of the user's away: what
 * stays is set anew. They go before the project's, which Nova lets nobody lower below the sum of its users'.
 *
 * @param quota of the target's user, with what is to be set
 * @param changes in words: {@code "compute cores 3 -> that of the project"}
 * @param kept those that stay, in words
 */
public record FormerUserQuotas(Resource quota, List<String> changes, List<String> kept) {
    private static final String RESET = "pumphouse_reset";
    private static final String FORMER = "pumphouse_former";
    private static final String COMPUTE = "compute ";

    /** @param set what the build has set, in the order of its doing, of one user in one project */
    public static FormerUserQuotas of(List<CreatedObject> set, Cloud cloud) {
        Map<String, Optional<Long>> before = new LinkedHashMap<>();
        Map<String, Long> after = new LinkedHashMap<>();
        for (CreatedObject one : set) {
            one.after()
                    .keySet()
                    .forEach(key -> before.putIfAbsent(
                            key, Optional.ofNullable(one.before().get(key))));
            after.putAll(one.after());
        }
        String id = set.get(0).target();
        JsonNode now = now(cloud, id);
        JsonNode project = ofProject(cloud, id);
        ObjectNode json = Json.object();
        ObjectNode reset = json.putObject(RESET);
        ObjectNode former = json.putObject(FORMER);
        List<String> changes = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        before.forEach((name, value) -> {
            String key = name.substring(COMPUTE.length());
            long current = now.path(key).asLong();
            long was = value.orElse(project.path(key).asLong());
            if (current == was) {
                return; // is set back already
            }
            if (current == after.get(name)) {
                reset.put(key, current);
                value.ifPresent(own -> former.put(key, own));
                changes.add(name + " " + current + " -> "
                        + value.map(String::valueOf).orElse("that of the project"));
            } else {
                kept.add(name + " stays " + current + ": that build has set it to " + after.get(name)
                        + ", and somebody has changed it since");
            }
        });
        return new FormerUserQuotas(
                new Resource(UserQuotaType.KIND, id, set.get(0).name(), json), changes, kept);
    }

    private static String project(String id) {
        return id.substring(0, id.indexOf('/'));
    }

    private static String user(String id) {
        return id.substring(id.indexOf('/') + 1);
    }

    private static JsonNode now(Cloud cloud, String id) {
        return UserQuotaType.NOVA.ofUser(cloud, project(id), user(id));
    }

    private static JsonNode ofProject(Cloud cloud, String id) {
        return UserQuotaType.NOVA.read(cloud, UserQuotaType.NOVA.path(project(id)));
    }

    /** Looks once more at what is set. */
    static CompletionStage<ChangeResult> setBack(ChangeContext context) {
        Resource planned = context.existing().orElseThrow();
        Cloud cloud = context.target();
        String id = planned.id();
        JsonNode now = now(cloud, id);
        List<String> notes = new ArrayList<>();
        ObjectNode own = UserQuotaType.own(now, ofProject(cloud, id));
        boolean takesAway = false;
        ObjectNode set = Json.object();
        for (var value : planned.field(RESET).properties()) {
            String key = value.getKey();
            if (now.path(key).asLong() != value.getValue().asLong()) {
                throw new NotBegun("stays: " + COMPUTE + key + " was changed since the plan was made:"
                        + " find out who needs it so, then run again");
            }
            JsonNode former = planned.field(FORMER).path(key);
            own.remove(key);
            if (former.isMissingNode()) {
                takesAway = true;
            } else {
                set.set(key, former);
            }
            notes.add(COMPUTE + key + " " + value.getValue() + " -> "
                    + (former.isMissingNode() ? "that of the project" : former.asText()));
        }
        if (takesAway) {
            UserQuotaType.NOVA.removeOfUser(cloud, project(id), user(id));
            set.setAll(own);
        }
        if (!set.isEmpty()) {
            UserQuotaType.NOVA.writeOfUser(cloud, project(id), user(id), set);
        }
        return ChangeResult.now(id, notes.toArray(String[]::new));
    }
}
