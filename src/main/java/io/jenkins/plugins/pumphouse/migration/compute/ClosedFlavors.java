package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Private flavors that came before a project that may use them: the next {@code pumpFlavors} lets it in. */
public final class ClosedFlavors {
    private ClosedFlavors() {}

    /** A line for each project that the plan makes and that such flavors of the target are closed to. */
    public static List<String> of(Plan plan, CloudInventory source, CloudInventory target) {
        Map<String, String> made = new TreeMap<>();
        for (Change change : plan.changes()) {
            if (change.decision() == Decision.CREATE && change.resource().kind().equals(Kind.PROJECT)) {
                made.put(change.resource().id(), change.resource().name());
            }
        }
        if (made.isEmpty()) {
            return List.of();
        }
        try {
            Map<String, List<String>> closed = closed(made.keySet(), opened(plan), source, target);
            return closed.entrySet().stream()
                    .map(project -> "project " + made.get(project.getKey()) + " may not use "
                            + (project.getValue().size() == 1 ? "the private flavor " : "the private flavors ")
                            + String.join(", ", project.getValue()) + " of "
                            + target.cloud().name()
                            + " yet, as it came later: run pumpFlavors")
                    .toList();
        } catch (CloudException e) {
            return List.of("whether private flavors are closed to new projects cannot be told: " + e.getMessage());
        }
    }

    /** Those that the plan itself makes, or opens. */
    private static Set<String> opened(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.resource().kind().equals(FlavorType.KIND)
                        && change.decision().writes())
                .map(change -> change.resource().id())
                .collect(Collectors.toSet());
    }

    private static Map<String, List<String>> closed(
            Set<String> projects, Set<String> opened, CloudInventory source, CloudInventory target) {
        Map<String, List<String>> closed = new TreeMap<>();
        for (Resource flavor : source.list(FlavorType.KIND, Scope.ALL)) {
            List<String> users = Json.texts(flavor.json(), FlavorType.ACCESS).stream()
                    .filter(projects::contains)
                    .toList();
            if (!users.isEmpty() && !opened.contains(flavor.id()) && isPrivateOn(target, called(flavor, source))) {
                users.forEach(project -> closed.computeIfAbsent(project, any -> new ArrayList<>())
                        .add(called(flavor, source)));
            }
        }
        return closed;
    }

    private static String called(Resource flavor, CloudInventory source) {
        return source.mapping().of(flavor).orElse(flavor.name());
    }

    private static boolean isPrivateOn(CloudInventory target, String name) {
        return target.list(FlavorType.KIND, Scope.ALL).stream()
                .filter(FlavorType::isPrivate)
                .anyMatch(flavor -> flavor.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))
                        || flavor.id().equals(name));
    }
}
