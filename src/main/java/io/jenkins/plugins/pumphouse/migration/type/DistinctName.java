package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.List;
import java.util.Optional;

/**
 * The name on the target of an object whose service keeps no mark: where the source has others that are equal by all
 * that identifies them, the beginning of its id tells it from them. Two of them would become one otherwise.
 *
 * @param former the name on the source
 * @param value the name on the target
 */
public record DistinctName(String former, String value) {
    private static final int DIGITS = 8;

    /**
     * @param all objects of the source of that type, {@code resource} among them
     * @param fields by which they are told apart
     */
    static DistinctName of(Resource resource, List<Resource> all, List<String> fields) {
        String name = resource.name();
        long equal = all.stream()
                .filter(other ->
                        fields.stream().allMatch(field -> other.field(field).equals(resource.field(field))))
                .count();
        String id = resource.id().substring(0, Math.min(DIGITS, resource.id().length()));
        return new DistinctName(name, equal < 2 ? name : name + "-" + id);
    }

    /** That it has another name, for plan and report; empty when it keeps its own. */
    public Optional<String> lost(String others) {
        return former.equals(value)
                ? Optional.empty()
                : Optional.of("name (it becomes " + value + ", as the project has " + others + ")");
    }
}
