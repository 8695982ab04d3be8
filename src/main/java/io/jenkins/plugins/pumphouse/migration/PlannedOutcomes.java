package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.PlannedRequest;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a plan would come to, one outcome a change, with what an approval of the plan has to hold on to. */
final class PlannedOutcomes {
    /** Of one object; the message has all of them. */
    private static final int MOST_DIFFERENCES = 100;

    private static final long GIB = 1L << 30;

    private final Function<Kind, ResourceType> types;
    private final CloudInventory source;
    private final Fingerprint fingerprint;

    /** @param translation as the plan has filled it */
    PlannedOutcomes(Function<Kind, ResourceType> types, CloudInventory source, Translation translation) {
        this.types = types;
        this.source = source;
        this.fingerprint = new Fingerprint(types, source, translation);
    }

    List<Outcome> of(Plan plan) {
        return plan.changes().stream().map(this::of).toList();
    }

    /** The same, with the requests that each change would send. */
    static List<Outcome> withRequests(
            Plan plan, ResourceTypes types, CloudInventory source, CloudInventory target, Translation translation) {
        PlannedOutcomes outcomes = new PlannedOutcomes(types, source, translation);
        return plan.changes().stream()
                .map(change -> outcomes.of(change, types.requests(change, source, target, translation)))
                .toList();
    }

    private Outcome of(Change change) {
        return of(change, List.of());
    }

    private Outcome of(Change change, List<PlannedRequest> requests) {
        Resource resource = change.resource();
        End end = switch (change.decision()) {
            case CREATE -> End.CREATED;
            case REUSE -> End.REUSED;
            case UPDATE -> End.UPDATED;
            case DELETE -> End.DELETED;
            case ROLL_BACK -> End.ofRollback(change.resource());
            case SKIP -> End.SKIPPED;
            case CONFLICT -> End.CONFLICT;
        };
        String differences =
                change.differences().stream().map(Difference::toString).collect(Collectors.joining(", "));
        String message = List.of(differences, change.reason(), change.told()).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return new Outcome(
                resource.kind().word(),
                resource.name(),
                resource.id(),
                change.existing().map(Resource::id).orElse(null),
                end,
                message,
                0,
                facts(change, requests),
                change.requested());
    }

    private Map<String, Serializable> facts(Change change, List<PlannedRequest> requests) {
        Map<String, Serializable> facts = new TreeMap<>();
        if (!requests.isEmpty()) {
            TreeMap<String, Serializable> counts = new TreeMap<>();
            requests.forEach(request -> counts.put(request.key(), request.shown()));
            facts.put(PlannedRequest.FACT, counts);
        }
        if (change.decision() == Decision.CREATE || change.decision() == Decision.UPDATE || isDone(change)) {
            facts.put(ApprovedPlan.FINGERPRINT, fingerprint.of(change));
        }
        if (isThereByNow(change)
                && types.apply(change.resource().kind())
                        .isUnmarked(change.existing().orElseThrow())) {
            facts.put(ApprovedPlan.UNMARKED, true);
        }
        if (isThereByNow(change)
                && !change.differences().isEmpty()
                && !change.reason().isEmpty()) {
            facts.put(ApprovedPlan.LEFT, true);
        }
        if (!change.differences().isEmpty()) {
            facts.put(
                    "differences",
                    change.differences().stream()
                            .limit(MOST_DIFFERENCES)
                            .map(Difference::toString)
                            .map(ConsoleText::line)
                            .collect(Collectors.toCollection(ArrayList::new)));
        }
        long bytes = change.decision() == Decision.CREATE ? bytes(change.resource()) : 0;
        if (bytes > 0) {
            facts.put("bytes", bytes);
        }
        return facts;
    }

    /**
     * Whether an approved plan was to write what is there by now: it has to be what was approved, and not what another
     * mapping names. What moves in several runs looks otherwise after each.
     */
    private boolean isDone(Change change) {
        return Fingerprint.isAtOnce(change) && isThereByNow(change);
    }

    /** Whether an approved plan was to write what the target has by now. */
    private boolean isThereByNow(Change change) {
        ApprovedPlan approved = source.options().approved();
        return change.decision() == Decision.REUSE
                && approved != null
                && approved.writes(
                        change.resource().kind().word(), change.resource().id());
    }

    /** As far as the object itself tells: what is known of servers is in the forecast of their downtime. */
    private static long bytes(Resource resource) {
        long size = resource.field("size").asLong();
        return resource.kind().equals(Kind.IMAGE) ? size : resource.kind().equals(VolumeType.KIND) ? size * GIB : 0;
    }
}
