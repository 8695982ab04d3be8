package io.jenkins.plugins.pumphouse.migration.rollback;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Optional;
import java.util.Set;

/**
 * Where else an inherited role holds: in projects below its place that a migration has brought too, and that stay. What
 * was on the target before needs none of it.
 */
final class InheritedUse {
    private final CloudInventory target;
    private final Set<String> going;

    /** @param going ids of what goes as well */
    InheritedUse(CloudInventory target, Set<String> going) {
        this.target = target;
        this.going = going;
    }

    Optional<String> of(Resource assignment) {
        if (!assignment.field("inherited").asBoolean()) {
            return Optional.empty();
        }
        return target.list(Kind.PROJECT, Scope.ALL).stream()
                .filter(project -> !going.contains(project.id()))
                .filter(project -> Mark.ofValue(project.text(Mark.KEY)).isPresent())
                .filter(project -> isBelow(project, assignment))
                .map(project -> "it holds in project " + project.name() + " too, which stays")
                .findFirst();
    }

    private boolean isBelow(Resource project, Resource assignment) {
        String domain = assignment.text("domain_id");
        if (domain != null) {
            return domain.equals(project.text("domain_id"));
        }
        String place = assignment.text("project_id");
        Optional<Resource> above = parent(project);
        while (above.isPresent() && !above.get().id().equals(place)) {
            above = parent(above.get());
        }
        return above.isPresent();
    }

    private Optional<Resource> parent(Resource project) {
        String parent = project.text("parent_id");
        return parent == null || parent.equals(project.text("domain_id"))
                ? Optional.empty()
                : target.candidates(Kind.PROJECT, Scope.ALL).withId(parent);
    }
}
