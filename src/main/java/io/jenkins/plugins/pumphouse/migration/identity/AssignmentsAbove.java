package io.jenkins.plugins.pumphouse.migration.identity;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What was assigned in a parent of a project or in its domain. A list of the project does not show it (Identity API v3,
 * "OS-INHERIT"), though who has an inherited role works in the project as any other member does.
 */
final class AssignmentsAbove {
    /** Of an assignment that is told beside those of a project, as it does not hold in it. */
    static final String BESIDE = "pumphouse_beside";

    private AssignmentsAbove() {}

    /** Those that hold in a project; one request a cloud, whatever the project. */
    static List<Resource> of(CloudInventory source, String project) {
        if (source.cloud().identityV2()) {
            return List.of();
        }
        Set<String> places = above(source, project);
        return inherited(source).stream()
                .filter(each -> places.contains(each.text("project_id")) || places.contains(each.text("domain_id")))
                .toList();
    }

    private static List<Resource> inherited(CloudInventory source) {
        return source.fact(AssignmentsAbove.class, () -> {
            List<Resource> all = AssignmentList.inherited(source.cloud());
            all.forEach(source::learn);
            return all;
        });
    }

    /** The ids of the parents of a project and of its domain. */
    private static Set<String> above(CloudInventory source, String project) {
        Set<String> places = new HashSet<>();
        Optional<Resource> at = source.find(ProjectType.KIND, project);
        while (at.isPresent()) {
            String domain = String.valueOf(at.get().text("domain_id"));
            String parent = at.get().text("parent_id");
            places.add(domain);
            at = parent == null || parent.equals(domain) || !places.add(parent)
                    ? Optional.empty()
                    : source.find(ProjectType.KIND, parent);
        }
        return places;
    }

    /** What the users and groups of a project's assignments may do in its domain as a whole, marked as told. */
    static List<Resource> beside(List<Resource> assignments, CloudInventory source, String project) {
        String domain = source.cloud().identityV2()
                ? null
                : source.find(ProjectType.KIND, project)
                        .map(each -> each.text("domain_id"))
                        .orElse(null);
        if (domain == null) {
            return List.of();
        }
        Set<String> who = new HashSet<>();
        assignments.forEach(each -> who.add(actor(each)));
        return AssignmentList.inDomain(source.cloud(), domain).stream()
                .filter(each -> who.contains(actor(each)))
                .map(each -> new Resource(
                        each.kind(),
                        each.id(),
                        each.name(),
                        each.json().deepCopy().put(BESIDE, true)))
                .toList();
    }

    private static String actor(Resource assignment) {
        return Objects.requireNonNullElse(assignment.text("user_id"), assignment.text("group_id"));
    }
}
