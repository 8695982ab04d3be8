package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Projects of the source that the operator's mapping brings into one project of the target. What each of them has under
 * the same name, and no mark tells apart, would become one object of the target.
 */
public final class MergedProjects {
    private MergedProjects() {}

    /**
     * The operator's mapping where no project of the target is called by its id that can be called by its name: two
     * that go to one project are seen to do so, however they are written.
     */
    public static Mapping named(Mapping mapping, CloudInventory target) {
        if (mapping.names().getOrDefault(Kind.PROJECT.word(), Map.of()).isEmpty()) {
            return mapping;
        }
        List<Resource> projects = target.list(Kind.PROJECT, Scope.ALL);
        return mapping.renamed(
                Kind.PROJECT,
                nameOrId -> projects.stream()
                        .filter(project -> project.id().equals(nameOrId))
                        .map(Resource::name)
                        .filter(name -> projects.stream()
                                        .filter(project -> project.name().equalsIgnoreCase(name)
                                                || project.id().equals(name))
                                        .count()
                                == 1)
                        .findFirst()
                        .orElse(nameOrId));
    }

    /** The other projects that come into the same one as {@code project}; none where each has one of its own. */
    public static Set<String> beside(String project, CloudInventory source) {
        return isMapped(source)
                ? all(source).values().stream()
                        .filter(merged -> merged.contains(project))
                        .flatMap(Set::stream)
                        .filter(other -> !other.equals(project))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Whether {@code project} goes under its own name, to which the mapping brings the others. */
    static boolean isNative(String project, CloudInventory source) {
        return source.find(Kind.PROJECT, project)
                .filter(own -> source.mapping().of(own).isEmpty())
                .isPresent();
    }

    /** {@code "demo, shop"}, for messages. */
    public static String named(Set<String> projects, CloudInventory source) {
        return projects.stream()
                .map(id -> source.find(Kind.PROJECT, id).map(Resource::name).orElse(id))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static boolean isMapped(CloudInventory source) {
        return !source.mapping()
                .names()
                .getOrDefault(Kind.PROJECT.word(), Map.of())
                .isEmpty();
    }

    private static Map<List<String>, Set<String>> all(CloudInventory source) {
        return source.fact(
                MergedProjects.class,
                () -> source.list(Kind.PROJECT, Scope.ALL).stream()
                        .collect(Collectors.groupingBy(
                                project -> goal(project, source.mapping().of(project)),
                                Collectors.mapping(Resource::id, Collectors.toSet()))));
    }

    /** Keystone finds a project by its name in any case. */
    private static List<String> goal(Resource project, Optional<String> mapped) {
        return List.of(
                mapped.orElse(project.name()).toLowerCase(Locale.ROOT), String.valueOf(project.text("domain_id")));
    }
}
