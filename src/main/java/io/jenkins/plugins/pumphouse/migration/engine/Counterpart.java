package io.jenkins.plugins.pumphouse.migration.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Inventory;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The target's object that stands for one of the source: by the mark that it carries, else by the operator's word,
 * else by what identifies it by nature. Never by likeness.
 *
 * @param match     the one; empty when there is none, or more than one
 * @param ours      whether it carries our mark
 * @param adopted   whether it is the operator's word that makes it the one
 * @param ambiguous all that fit, when that is more than one
 */
record Counterpart(Optional<Resource> match, boolean ours, boolean adopted, List<Resource> ambiguous) {
    static Counterpart find(
            ResourceType type,
            Cloud source,
            Resource resource,
            ObjectNode wanted,
            List<Resource> candidates,
            Optional<String> mapped) {
        Mark mark = ResourceType.markOf(source, resource);
        List<Resource> marked = candidates.stream()
                .filter(c -> type.mark(c).filter(mark::equals).isPresent())
                .toList();
        if (!marked.isEmpty()) {
            return of(marked, true, false);
        }
        if (mapped.isPresent()) {
            List<Resource> named = candidates.stream()
                    .filter(c -> c.id().equals(mapped.get()) || c.name().equals(mapped.get()))
                    .toList();
            if (!named.isEmpty()) {
                return of(named, false, true);
            }
        }
        List<Resource> natural = with(type, type.naturalKey(wanted), candidates);
        return of(natural.isEmpty() ? with(type, type.otherKey(wanted), candidates) : natural, false, false);
    }

    private static List<Resource> with(ResourceType type, Optional<Object> key, List<Resource> candidates) {
        return key.isEmpty()
                ? List.of()
                : candidates.stream().filter(c -> type.naturalKey(c.json()).equals(key)).toList();
    }

    private static Counterpart of(List<Resource> found, boolean ours, boolean adopted) {
        return new Counterpart(
                found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty(), ours, adopted, found);
    }

    String ambiguity(String cloud, ResourceType type, Inventory target) {
        return ambiguous.size() + " of that name are on " + cloud + " ("
                + ambiguous.stream().map(r -> type.distinction(r, target)).collect(Collectors.joining(", "))
                + "); name the id in mapping";
    }
}
