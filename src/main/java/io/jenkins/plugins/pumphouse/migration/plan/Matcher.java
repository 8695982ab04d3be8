package io.jenkins.plugins.pumphouse.migration.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.type.Unasked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides on one object whose needs are met: what stands for it on the target, in what that differs, and what is to be
 * done about it.
 */
final class Matcher {
    private final CloudInventory source;
    private final CloudInventory target;
    private final Mapping mapping;
    private final Translation translation;
    /** Objects of the target, each with the one of the source that it was found for by nature. */
    private final Map<ResourceKey, Resource> taken = new HashMap<>();

    private final Adoptions adoptions;
    private final MappedNames names;

    Matcher(CloudInventory source, CloudInventory target, Translation translation) {
        this.source = source;
        this.target = target;
        this.mapping = source.mapping();
        this.translation = translation;
        this.adoptions = new Adoptions(translation);
        this.names = new MappedNames(mapping);
    }

    /** Whether the operator's mapping leaves an object alone. */
    boolean skips(Resource resource) {
        return mapping.skips(resource);
    }

    Change match(Resource resource, ResourceType type, Draft draft) {
        ObjectNode wanted = type.wanted(resource, source, translation, mapping);
        Scope scope = type.counterparts(resource, translation);
        Optional<String> id = mapping.of(resource).filter(word -> type.isId(word) || type.isQualified(word, target));
        if (Translation.isPending(scope.owner())) { // its project is still to be made, so nothing can be there
            return id.isPresent() ? unknown(id.get(), resource, draft) : make(resource, type, draft, wanted);
        }
        Match found = Match.find(
                type,
                source.cloud(),
                resource,
                wanted,
                target.candidates(resource.kind(), scope),
                mapping.of(resource));
        String cloud = target.cloud().name();
        if (found.ambiguous().size() > 1) {
            return draft.conflict(found.ambiguity(cloud, type, target));
        }
        if (id.isPresent() && !found.names(id.get())) {
            return unknown(id.get(), resource, draft);
        }
        if (found.match().isEmpty()) {
            return found.others().isEmpty() || !type.isUnique()
                    ? make(resource, type, draft, wanted)
                    : draft.conflict(found.occupied(cloud, type));
        }
        Resource existing = found.match().get();
        if (found.contradicted().isPresent()) {
            return draft.conflict("is to be " + found.contradicted().get().label() + " of " + cloud
                    + " by mapping:, but an earlier run has created " + existing.label()
                    + " for it. Remove that one with pumpRollback, or the entry from mapping:");
        }
        Optional<Resource> rival = found.marked() || found.adopted() || type.isOneByNature(existing)
                ? Optional.empty()
                : takenBefore(existing, resource);
        if (rival.isPresent()) {
            return draft.conflict("matches " + existing.label() + " on " + cloud + ", and so does "
                    + rival.get().label() + ". Say in mapping: which of the two it is");
        }
        if (found.adopted()) {
            return adoptions.of(resource, existing, type, cloud, draft);
        }
        translation.learn(resource.kind(), resource.id(), existing.id());
        Draft noted = found.marked() ? draft.with(type.lacking(existing)) : draft;
        return compared(resource, type, noted, wanted, existing, found.marked());
    }

    /** Takes an object of the target; returns the other object of the source that has taken it before. */
    private Optional<Resource> takenBefore(Resource existing, Resource resource) {
        return Optional.ofNullable(taken.putIfAbsent(ResourceKey.of(existing), resource))
                .filter(other -> !other.id().equals(resource.id()));
    }

    private Change unknown(String word, Resource resource, Draft draft) {
        return draft.conflict("is to be " + word + " by mapping: "
                + resource.kind().mappingKey() + ":, and "
                + target.cloud().name() + " has no " + resource.kind()
                + (Mapping.isId(word) ? " of that id, or not in the same project" : " of that name in that domain")
                + ". Correct the mapping");
    }

    private Change compared(
            Resource resource, ResourceType type, Draft draft, ObjectNode wanted, Resource existing, boolean marked) {
        if (existing.text(Resource.UNREAD) != null) {
            return draft.conflict(existing.label() + " cannot be read as a whole: " + existing.text(Resource.UNREAD));
        }
        List<Difference> found = new ArrayList<>(type.compare(wanted, existing, marked));
        found.addAll(marked ? type.leftover(existing, target) : List.of());
        List<Difference> differences = found.stream()
                .map(difference ->
                        difference.between(source.cloud().name(), target.cloud().name()))
                .toList();
        if (differences.isEmpty()) {
            return draft.reuse(existing, "", marked);
        }
        Decision decision = type.whenDifferent(existing, differences, marked, target);
        Optional<Unasked> unasked = decision == Decision.UPDATE && !draft.requested()
                ? type.unasked(existing, differences, target)
                : Optional.empty();
        if (unasked.isPresent()) {
            return draft.unasked(existing, differences, unasked.get());
        }
        Optional<String> unsupported = decision.writes()
                ? type.unsupported(resource, source)
                        .or(() -> type.unsupportedOn(resource, target))
                        .or(() -> type.obstructed(wanted, existing, target))
                : Optional.empty();
        return unsupported.isPresent()
                ? draft.conflict(unsupported.get())
                : draft.different(
                        existing,
                        differences,
                        decision,
                        type.conflict(existing, differences, target.cloud().name()));
    }

    private Change make(Resource resource, ResourceType type, Draft draft, ObjectNode wanted) {
        return names.of(alone(resource, type, draft, wanted), type, wanted, draft);
    }

    private Change alone(Resource resource, ResourceType type, Draft draft, ObjectNode wanted) {
        return type.unsupported(resource, source)
                .or(() -> type.unsupportedOn(resource, target))
                .or(() -> type.refused(resource, source, target, translation))
                .or(() -> type.obstructed(wanted, target))
                .map(draft::conflict)
                .or(() -> type.deferred(resource, wanted, source, target, translation)
                        .or(() -> draft.requested() ? Optional.empty() : type.deferredUnasked(wanted, target))
                        .map(draft::skip))
                .orElseGet(draft::create);
    }
}
