package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The name on the target of an object whose service keeps no mark: where others that are equal by all that identifies
 * them come into the same project, the beginning of its id tells it from them. Two of them would become one otherwise.
 *
 * @param former the name on the source
 * @param value the name on the target
 * @param twins whether its own project has another such object
 * @param ambiguous whether an object of the former name on the target may be its own or another project's
 */
public record DistinctName(String former, String value, boolean twins, boolean ambiguous) {
    private static final int DIGITS = 8;

    /**
     * @param source of all of them
     * @param all objects of the source of that type, {@code resource} among them
     * @param fields by which they are told apart
     * @param owner the field that names their project
     */
    static DistinctName of(
            Resource resource, CloudInventory source, List<Resource> all, List<String> fields, String owner) {
        String own = resource.text(owner);
        Set<String> merged = own == null ? Set.of() : MergedProjects.beside(own, source);
        List<Resource> equal = all.stream()
                .filter(other -> !other.id().equals(resource.id()))
                .filter(other -> fields.stream()
                        .filter(field -> !field.equals(owner))
                        .allMatch(field -> other.field(field).equals(resource.field(field))))
                .toList();
        boolean twins = equal.stream().anyMatch(other -> Objects.equals(own, other.text(owner)));
        List<Resource> strangers = equal.stream()
                .filter(other -> other.text(owner) != null && merged.contains(other.text(owner)))
                .toList();
        boolean yields = !strangers.isEmpty() && !MergedProjects.isNative(own, source);
        boolean known = strangers.stream().anyMatch(other -> MergedProjects.isNative(other.text(owner), source));
        String name = resource.name();
        String id = resource.id().substring(0, Math.min(DIGITS, resource.id().length()));
        return new DistinctName(name, twins || yields ? name + "-" + id : name, twins, yields && !known);
    }

    /** That it has another name, for plan and report; empty when it keeps its own. */
    public Optional<String> lost(String others) {
        return former.equals(value)
                ? Optional.empty()
                : Optional.of("name (it becomes " + value + ", as "
                        + (twins ? "the project has " + others : "mapping brings " + others + " into the same project")
                        + ")");
    }
}
