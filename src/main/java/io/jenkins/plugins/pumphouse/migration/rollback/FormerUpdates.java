package io.jenkins.plugins.pumphouse.migration.rollback;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.FieldUpdate;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a build has changed on objects that were on the target before. Nobody knows whether somebody relies on it by
 * now, so nothing sets it back, and the plan of the rollback says what it was.
 */
final class FormerUpdates {
    private final CloudInventory target;
    private final Map<String, Kind> kinds;

    /** @param kinds those whose objects such a rollback is about */
    FormerUpdates(CloudInventory target, Collection<Kind> kinds) {
        this.target = target;
        this.kinds = kinds.stream().collect(Collectors.toMap(Kind::word, kind -> kind));
    }

    /**
     * One {@link Decision#SKIP} for each that is on the target.
     *
     * @param backward what becomes of what the build has created
     */
    List<Change> of(Collection<CreatedObject> former, List<Change> backward) {
        Set<String> covered = new HashSet<>();
        former.stream()
                .filter(one -> !one.onlyUpdated() && one.after().isEmpty())
                .forEach(one -> covered.add(one.source()));
        backward.stream()
                .filter(change -> change.decision() == Decision.ROLL_BACK)
                .forEach(change -> covered.add(change.resource().id()));
        Map<Resource, List<FieldUpdate>> updates = new LinkedHashMap<>();
        Map<Resource, Resource> existing = new LinkedHashMap<>();
        for (CreatedObject one : former) {
            Kind kind = kinds.get(one.kind());
            if (one.onlyUpdated() && kind != null && !covered.contains(one.source())) {
                Resource origin = new Resource(kind, one.source(), one.name(), Json.object());
                found(kind, one).ifPresent(now -> {
                    existing.putIfAbsent(origin, now);
                    updates.computeIfAbsent(origin, first -> new ArrayList<>()).addAll(one.updates());
                });
            }
        }
        return updates.entrySet().stream()
                .map(each -> Change.of(
                        each.getKey(),
                        Decision.SKIP,
                        told(each.getValue()),
                        Optional.of(existing.get(each.getKey())),
                        List.of(),
                        ""))
                .toList();
    }

    /** What cannot be read now may well be there. */
    private Optional<Resource> found(Kind kind, CreatedObject one) {
        try {
            return target.find(kind, one.target());
        } catch (CloudException e) {
            return Optional.of(new Resource(kind, one.target(), one.name(), Json.object()));
        }
    }

    private String told(List<FieldUpdate> updates) {
        return "stays as that build has left it, as pumpRollback sets no update back. To do so on "
                + target.cloud().name() + ", unless somebody has changed it since: "
                + updates.stream().map(FieldUpdate::wayBack).distinct().collect(Collectors.joining("; "));
    }
}
