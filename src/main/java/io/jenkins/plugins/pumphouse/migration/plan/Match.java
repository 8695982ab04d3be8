package io.jenkins.plugins.pumphouse.migration.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.Candidates;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The target's object that stands for one of the source: by the mark that it carries, else by the operator's word, else
 * by what identifies it by nature. Never by likeness, and never one that was created for another object.
 *
 * @param match the one; empty when there is none, or more than one
 * @param marked whether it is marked
 * @param adopted whether it is the operator's word that makes it the one
 * @param ambiguous all that fit, when that is more than one
 * @param others what has the same nature and was created for other objects of the source; of a marked one what the
 *     operator's word means instead
 */
record Match(
        Optional<Resource> match, boolean marked, boolean adopted, List<Resource> ambiguous, List<Resource> others) {
    static Match find(
            ResourceType type,
            Cloud source,
            Resource resource,
            ObjectNode wanted,
            Candidates candidates,
            Optional<String> mapped) {
        List<Resource> marked = candidates.marked(Mark.of(source, resource));
        List<Resource> named = mapped.map(candidates::called).orElse(List.of());
        if (!marked.isEmpty()) {
            List<Resource> chosen = marked.stream().filter(named::contains).toList();
            return chosen.isEmpty() ? of(marked, true, false, named) : of(chosen, true, false, List.of());
        }
        if (!named.isEmpty()) {
            return of(named, false, true, List.of());
        }
        List<Resource> natural = candidates.withKey(type.naturalKey(wanted));
        if (natural.isEmpty()) {
            natural = candidates.withKey(type.fallbackKey(wanted));
        }
        List<Resource> others =
                natural.stream().filter(c -> isAnothers(type, c, resource)).toList();
        List<Resource> free = natural.stream().filter(c -> !others.contains(c)).toList();
        return of(sameName(free, wanted), false, false, others);
    }

    /** A cloud that got another name in pumphouse.yaml is still the same cloud: what tells objects apart is the id. */
    private static boolean isAnothers(ResourceType type, Resource candidate, Resource resource) {
        return type.mark(candidate)
                .map(Mark::id)
                .filter(id -> !id.equals(resource.id()))
                .isPresent();
    }

    /**
     * Where several fit because their service compares names without case, the one whose name is equal to the letter.
     */
    private static List<Resource> sameName(List<Resource> found, ObjectNode wanted) {
        List<Resource> same = found.stream()
                .filter(c -> c.name().equals(wanted.path("name").asText()))
                .toList();
        return same.size() == 1 ? same : found;
    }

    /** Whether what was found has an id, or a name that looks like more than one. */
    boolean names(String id) {
        return Stream.concat(match.stream(), others.stream())
                .anyMatch(one -> one.id().equals(id) || id.equals(one.name()));
    }

    /** What the operator has named since another one was created; empty where that is no other one. */
    Optional<Resource> contradicted() {
        return marked ? others.stream().findFirst() : Optional.empty();
    }

    private static Match of(List<Resource> found, boolean marked, boolean adopted, List<Resource> others) {
        return new Match(
                found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty(), marked, adopted, found, others);
    }

    /** That the target has an object of this name already, which was created for another one of the source. */
    String occupied(String cloud, ResourceType type) {
        Resource other = others.get(0);
        return "is on " + cloud + " already as " + other.label() + ", which was created for "
                + type.mark(other)
                        .map(mark -> mark.id() + " of " + mark.cloud())
                        .orElse("another")
                + ". Rename one of them, or add it to mapping:";
    }

    String ambiguity(String cloud, ResourceType type, CloudInventory target) {
        return ambiguous.size() + " of that name are on " + cloud + " ("
                + ambiguous.stream().map(r -> type.distinction(r, target)).collect(Collectors.joining(", "))
                + "). Name the id of the right one in mapping:";
    }
}
