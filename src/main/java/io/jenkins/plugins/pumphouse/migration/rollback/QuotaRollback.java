package io.jenkins.plugins.pumphouse.migration.rollback;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.quota.DefaultQuotaType;
import io.jenkins.plugins.pumphouse.migration.quota.FormerQuotas;
import io.jenkins.plugins.pumphouse.migration.quota.FormerUserQuotas;
import io.jenkins.plugins.pumphouse.migration.quota.UserQuotaType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The quotas of projects, of their users and of all projects that a build has set: they become what they were, once all
 * has gone that counts against them.
 */
final class QuotaRollback {
    private final CloudInventory source;
    private final CloudInventory target;

    QuotaRollback(CloudInventory source, CloudInventory target) {
        this.source = source;
        this.target = target;
    }

    /** @param backward what else becomes of what the build has created */
    List<Change> of(Collection<CreatedObject> created, List<Change> backward) {
        List<Reference> first = new ArrayList<>(backward.stream()
                .filter(change -> change.decision() == Decision.ROLL_BACK)
                .map(change -> new Reference(change.key(), Reference.Bond.COMPANION))
                .toList());
        Set<String> going = backward.stream()
                .filter(change -> change.decision() == Decision.ROLL_BACK)
                .flatMap(change -> change.existing().stream())
                .filter(existing -> existing.kind().equals(Kind.PROJECT))
                .map(Resource::id)
                .collect(Collectors.toSet());
        List<Change> changes = new ArrayList<>();
        byTarget(created, UserQuotaType.KIND).forEach((id, set) -> {
            if (stays(id.substring(0, id.indexOf('/')), going)) {
                ofUser(set, List.copyOf(first)).ifPresent(changes::add);
            }
        });
        changes.forEach(change -> first.add(new Reference(change.key(), Reference.Bond.COMPANION)));
        byTarget(created, Kind.QUOTA).forEach((project, set) -> {
            if (stays(project, going)) {
                change(project, set, first).ifPresent(changes::add);
            }
        });
        byTarget(created, DefaultQuotaType.KIND)
                .forEach((service, set) -> target.find(DefaultQuotaType.KIND, service)
                        .ifPresent(now -> {
                            FormerQuotas former = FormerQuotas.of(set, now);
                            Resource origin = new Resource(
                                    DefaultQuotaType.KIND, service, set.get(0).name(), Json.object());
                            change(origin, former.quota(), former.changes(), former.kept(), first)
                                    .ifPresent(changes::add);
                        }));
        return changes;
    }

    private boolean stays(String project, Set<String> going) {
        return !going.contains(project) && target.find(Kind.PROJECT, project).isPresent();
    }

    private static Map<String, List<CreatedObject>> byTarget(Collection<CreatedObject> created, Kind kind) {
        Map<String, List<CreatedObject>> byTarget = new LinkedHashMap<>();
        created.stream()
                .filter(one -> one.kind().equals(kind.word()))
                .forEach(one -> byTarget.computeIfAbsent(one.target(), id -> new ArrayList<>())
                        .add(one));
        return byTarget;
    }

    private Optional<Change> ofUser(List<CreatedObject> set, List<Reference> first) {
        CreatedObject one = set.get(0);
        FormerUserQuotas former = FormerUserQuotas.of(set, target.cloud());
        Resource origin = new Resource(UserQuotaType.KIND, one.source(), one.name(), Json.object());
        return change(origin, former.quota(), former.changes(), former.kept(), first);
    }

    private Optional<Change> change(String project, List<CreatedObject> set, List<Reference> first) {
        CreatedObject one = set.get(0);
        Resource now = target.find(Kind.QUOTA, project).orElseThrow();
        FormerQuotas former = FormerQuotas.of(set, now);
        Resource origin = source.find(Kind.PROJECT, one.source())
                .flatMap(known -> source.find(Kind.QUOTA, one.source()))
                .orElseGet(() -> new Resource(Kind.QUOTA, one.source(), one.name(), Json.object()));
        return change(origin, former.quota(), former.changes(), former.kept(), first);
    }

    private static Optional<Change> change(
            Resource origin, Resource quota, List<String> changes, List<String> kept, List<Reference> first) {
        return changes.isEmpty() && kept.isEmpty()
                ? Optional.empty()
                : Optional.of(Change.of(
                        origin,
                        changes.isEmpty() ? Decision.SKIP : Decision.ROLL_BACK,
                        String.join(
                                ", ",
                                Stream.concat(changes.stream(), kept.stream()).toList()),
                        Optional.of(quota),
                        first,
                        ""));
    }
}
