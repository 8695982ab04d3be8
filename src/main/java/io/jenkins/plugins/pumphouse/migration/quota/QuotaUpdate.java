package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sets the quotas of a project of the target, one request a service. */
final class QuotaUpdate {
    private QuotaUpdate() {}

    /** Completes with what was set, before and after; of one service that refuses, the others are set all the same. */
    static CompletionStage<ChangeResult> of(ChangeContext context) {
        ObjectNode wanted = context.wanted();
        String project = Json.text(wanted, "project_id");
        List<String> notes = new ArrayList<>();
        TreeMap<String, Long> before = new TreeMap<>();
        TreeMap<String, Long> after = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (QuotaKeeper keeper : QuotaKeeper.of(context.target())) {
            try {
                for (Difference set : set(context.target(), keeper, project, wanted.path(keeper.word()))) {
                    notes.add(set.field() + " " + set.target() + " -> " + set.source());
                    before.put(keeper.word() + " " + set.field(), Long.valueOf(set.target()));
                    after.put(keeper.word() + " " + set.field(), Long.valueOf(set.source()));
                }
            } catch (CloudException | MigrationException e) {
                failures.add(e.getMessage()); // of one service: the others take what is theirs all the same
            }
        }
        if (!failures.isEmpty()) {
            throw new MigrationException(
                    String.join(" ", failures) + (notes.isEmpty() ? "" : " Set: " + String.join(", ", notes)));
        }
        return CompletableFuture.completedFuture(
                new ChangeResult(project, notes, Map.of("quotasBefore", before, "quotasAfter", after)));
    }

    /** Sets what differs, in one request, and says what that is. */
    private static List<Difference> set(Cloud cloud, QuotaKeeper keeper, String project, JsonNode wanted) {
        List<Difference> set = new ArrayList<>();
        if (wanted.isEmpty()) {
            return set;
        }
        JsonNode onTarget = keeper.read(cloud, keeper.path(project));
        ObjectNode changed = Json.object();
        for (var value : wanted.properties()) {
            JsonNode now = onTarget.path(value.getKey());
            if (!now.isMissingNode() && !now.isIntegralNumber()) {
                throw new MigrationException(cloud.name() + " shows " + now + " as " + keeper.word() + " quota "
                        + value.getKey() + " of project " + project + ", and only numbers are quotas: none of "
                        + keeper.word() + " was set. Check what answers at the address of that service, and run"
                        + " again.");
            }
            if (!now.isMissingNode() && now.asLong() != value.getValue().asLong()) {
                changed.set(value.getKey(), value.getValue());
                set.add(new Difference(value.getKey(), value.getValue().asText(), now.asText()));
            }
        }
        if (!changed.isEmpty()) {
            keeper.write(cloud, project, changed);
        }
        return set;
    }
}
