package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.compute.Departures;
import io.jenkins.plugins.pumphouse.migration.engine.Applier;
import io.jenkins.plugins.pumphouse.migration.engine.Planner;
import io.jenkins.plugins.pumphouse.migration.engine.Verifier;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Inventory;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Plans, applies and verifies one request. May be run again at any time: it then does what is left to do.
 */
public final class Migration {
    private final MigrationRequest request;
    private final Narration narration;

    /** @param out takes the lines for a person, from any thread, one at a time */
    public Migration(MigrationRequest request, Consumer<String> out) {
        this.request = request;
        this.narration = new Narration(line -> {
            synchronized (out) {
                out.accept(line);
            }
        });
    }

    /**
     * Runs the request.
     *
     * @return what became of every object; failures of single objects are among it
     * @throws MigrationException when the selection means nothing, or not one thing
     * @throws CloudException when a cloud cannot be reached or read
     * @throws InterruptedException when the calling thread is interrupted: the next run goes on
     */
    public Report run() throws InterruptedException {
        long start = System.nanoTime();
        ResourceTypes types = new ResourceTypes(request.options());
        try (Cloud source = Cloud.open(request.source()); Cloud target = Cloud.open(request.target())) {
            narration.opened(source, target);
            Inventory here = new Inventory(source, types);
            Translation translation = new Translation();
            Inventory there = new Inventory(target, types);
            Plan plan = request.verb() == Verb.CLEANUP
                    ? new Departures(here, there).plan(request.selection())
                    : new Planner(types, here, there, request.mapping(), translation)
                            .plan(request.verb().kinds(), request.selection());
            narration.planned(plan);
            List<Outcome> outcomes = request.dryRun()
                    ? would(plan)
                    : apply(types, here, there, translation, plan);
            Report.Cost cost = new Report.Cost((System.nanoTime() - start) / 1e9, source.requests().count(),
                    target.requests().count(), source.requests().writes() + target.requests().writes());
            Report report =
                    new Report(request.verb(), source.name(), target.name(), request.dryRun(), outcomes, cost);
            narration.done(report);
            return report;
        }
    }

    private List<Outcome> apply(
            ResourceTypes types, Inventory source, Inventory target, Translation translation, Plan plan)
            throws InterruptedException {
        List<Outcome> outcomes =
                new Applier(types, source, target, translation, request.mapping(), request.options(), narration).apply(plan);
        List<Outcome> verified =
                new Verifier(types, source, new Inventory(target.cloud(), types), translation, request.mapping())
                        .verify(plan, outcomes);
        for (int i = 0; i < verified.size(); i++) {
            if (verified.get(i).end() != outcomes.get(i).end()) {
                narration.ended(verified.get(i));
            }
        }
        return verified;
    }

    private List<Outcome> would(Plan plan) {
        narration.would(plan);
        List<Outcome> outcomes = new ArrayList<>();
        for (Change change : plan.changes()) {
            Resource resource = change.resource();
            End end = switch (change.decision()) {
                case CREATE -> End.CREATED;
                case REUSE -> End.REUSED;
                case UPDATE -> End.UPDATED;
                case DELETE -> End.DELETED;
                case SKIP -> End.SKIPPED;
                case CONFLICT -> End.CONFLICT;
            };
            String differences = change.differences().stream().map(Difference::toString).collect(Collectors.joining(", "));
            String message = List.of(differences, change.reason(), change.told()).stream()
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("; "));
            outcomes.add(new Outcome(resource.kind().word(), resource.name(), resource.id(),
                    change.existing().map(Resource::id).orElse(null), end, message, 0, Map.of(), change.requested()));
        }
        return outcomes;
    }
}
