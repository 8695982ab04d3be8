package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sets the default quotas of a service of the target, in one request. */
final class DefaultQuotaUpdate {
    private DefaultQuotaUpdate() {}

    static CompletionStage<ChangeResult> of(ChangeContext context) {
        String service = context.resource().id();
        JsonNode now = DefaultQuotaType.keeper(service).ofEverybody(context.target());
        return set(context.target(), service, now, context.wanted().path(service));
    }

    /** Looks once more at what is set. */
    static CompletionStage<ChangeResult> back(ChangeContext context) {
        Resource planned = context.existing().orElseThrow();
        String service = planned.id();
        JsonNode former = FormerQuotas.former(planned).path(service);
        JsonNode now = DefaultQuotaType.keeper(service).ofEverybody(context.target());
        for (var value : former.properties()) {
            if (!now.path(value.getKey()).equals(planned.field(service).path(value.getKey()))) {
                throw new NotBegun("stays: " + service + " " + value.getKey() + " was changed since the plan was made:"
                        + " find out who needs it so, then run again");
            }
        }
        return set(context.target(), service, now, former);
    }

    /** Sends what differs now, and completes with what was set, before and after. */
    private static CompletionStage<ChangeResult> set(Cloud cloud, String service, JsonNode now, JsonNode wanted) {
        ObjectNode changed = Json.object();
        List<String> notes = new ArrayList<>();
        TreeMap<String, Long> before = new TreeMap<>();
        TreeMap<String, Long> after = new TreeMap<>();
        for (var value : wanted.properties()) {
            JsonNode was = now.path(value.getKey());
            if (was.isIntegralNumber() && was.asLong() != value.getValue().asLong()) {
                changed.set(value.getKey(), value.getValue());
                notes.add(service + " " + value.getKey() + " " + was.asText() + " -> "
                        + value.getValue().asText());
                before.put(service + " " + value.getKey(), was.asLong());
                after.put(service + " " + value.getKey(), value.getValue().asLong());
            }
        }
        if (!changed.isEmpty()) {
            DefaultQuotaType.keeper(service).writeOfEverybody(cloud, changed);
        }
        return CompletableFuture.completedFuture(
                new ChangeResult(service, notes, Map.of("quotasBefore", before, "quotasAfter", after)));
    }
}
