package io.jenkins.plugins.pumphouse.migration.plan;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.Allowance;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Demand;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each new object of a plan takes of the target's quotas, and which of them these do not allow. */
final class Budget {
    private final CloudInventory source;
    private final CloudInventory target;
    private final Translation translation;
    private final Allowance allowance;
    private final Map<ResourceKey, Demand> demands = new LinkedHashMap<>();
    private final Set<ResourceKey> refused = new HashSet<>();

    Budget(CloudInventory source, CloudInventory target, Translation translation, Allowance allowance) {
        this.source = source;
        this.target = target;
        this.translation = translation;
        this.allowance = allowance;
    }

    /**
     * What the target's quotas do not allow shows now and not in the middle of the night, unless the plan sets them
     * first.
     *
     * @param requested what the selection asks for
     */
    Change afforded(Change change, ResourceType type, Draft draft, Set<ResourceKey> requested) {
        return demand(change, type, requested)
                .flatMap(demand -> refusal(change.key(), demand))
                .map(draft::conflict)
                .orElse(change);
    }

    /**
     * Takes note of an object that comes only if another does: what the quotas would have to allow as well, if it is
     * they that keep the other back.
     *
     * @param alone what would become of it otherwise
     * @param other what the target does not get
     */
    void hindered(Change alone, ResourceType type, Change other, Set<ResourceKey> requested) {
        if (isRefused(other.key()) && alone.decision() == Decision.CREATE) {
            demand(alone, type, requested).ifPresent(demand -> demands.put(alone.key(), demand));
            refused.add(alone.key());
        }
    }

    private Optional<Demand> demand(Change change, ResourceType type, Set<ResourceKey> requested) {
        if (change.decision() != Decision.CREATE) {
            return Optional.empty();
        }
        Map<String, Long> amounts = type.consumes(change.resource(), source, target, translation);
        Optional<String> payer = amounts.isEmpty() ? Optional.empty() : type.payer(change.resource());
        return payer.map(project -> demand(project, amounts, requested));
    }

    private Demand demand(String project, Map<String, Long> amounts, Set<ResourceKey> requested) {
        return new Demand(
                translation.id(Kind.PROJECT, project),
                source.find(Kind.PROJECT, project).map(Resource::entry).orElse(project),
                amounts,
                !requested.contains(new ResourceKey(Kind.QUOTA, project)));
    }

    private Optional<String> refusal(ResourceKey object, Demand demand) {
        demands.put(object, demand);
        Optional<String> refusal =
                demand.counted() ? allowance.take(demand.project(), demand.name(), demand.amounts()) : Optional.empty();
        refusal.ifPresent(why -> refused.add(object));
        return refusal;
    }

    /** Whether it is only the quotas that do not allow an object. */
    boolean isRefused(ResourceKey object) {
        return refused.contains(object);
    }

    /** What those of {@code objects} take that are new. */
    List<Demand> of(Set<ResourceKey> objects) {
        return demands.entrySet().stream()
                .filter(entry -> objects.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
