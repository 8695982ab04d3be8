package io.jenkins.plugins.pumphouse.migration.rollback;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.quota.FormerQuotas;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The quotas that a build has set: they become what they were, once all has gone that counts against them. */
final class QuotaRollback {
    private final CloudInventory source;
    private final CloudInventory target;

    QuotaRollback(CloudInventory source, CloudInventory target) {
        this.source = source;
        this.target = target;
    }

    /** @param backward what else becomes of what the build has created */
    List<Change> of(Collection<CreatedObject> created, List<Change> backward) {
        Map<String, List<CreatedObject>> byProject = new LinkedHashMap<>();
        created.stream()
                .filter(one -> one.kind().equals(Kind.QUOTA.word()))
                .forEach(one -> byProject
                        .computeIfAbsent(one.target(), project -> new ArrayList<>())
                        .add(one));
        List<Reference> first = backward.stream()
                .filter(change -> change.decision() == Decision.ROLL_BACK)
                .map(change -> new Reference(change.key(), Reference.Bond.COMPANION))
                .toList();
        List<Change> changes = new ArrayList<>();
        byProject.forEach((project, set) -> {
            boolean goes = backward.stream()
                    .filter(change -> change.decision() == Decision.ROLL_BACK)
                    .flatMap(change -> change.existing().stream())
                    .anyMatch(existing -> existing.kind().equals(Kind.PROJECT)
                            && existing.id().equals(project));
            if (!goes && target.find(Kind.PROJECT, project).isPresent()) {
                change(project, set, first).ifPresent(changes::add);
            }
        });
        return changes;
    }

    private Optional<Change> change(String project, List<CreatedObject> set, List<Reference> first) {
        CreatedObject one = set.get(0);
        Resource now = target.find(Kind.QUOTA, project).orElseThrow();
        FormerQuotas former = FormerQuotas.of(set, now);
        Resource origin = source.find(Kind.PROJECT, one.source())
                .flatMap(known -> source.find(Kind.QUOTA, one.source()))
                .orElseGet(() -> new Resource(Kind.QUOTA, one.source(), one.name(), Json.object()));
        return former.changes().isEmpty() && former.kept().isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(
                        origin,
                        former.changes().isEmpty() ? Decision.SKIP : Decision.ROLL_BACK,
                        String.join(
                                ", ",
                                Stream.concat(former.changes().stream(), former.kept().stream())
                                        .toList()),
                        List.of(),
                        Optional.of(former.quota()),
                        first,
                        true,
                        ""));
    }
}
