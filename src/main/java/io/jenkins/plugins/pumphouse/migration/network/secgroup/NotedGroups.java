package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Groups without a mark of their own that a {@link BatchNote} of their project names: an interrupted run has made them
 * and not come to their tags.
 */
final class NotedGroups {
    private NotedGroups() {}

    /**
     * The groups as if each of those had been created by itself, with its mark as its description. A group with rules
     * of somebody's own is not among them, nor one whose source has a marked group already.
     */
    static List<ObjectNode> marked(List<ObjectNode> groups) {
        Map<String, List<BatchNote>> notes = new HashMap<>();
        for (ObjectNode group : groups) {
            BatchNote.of(Json.text(group, "description"))
                    .ifPresent(note -> notes.computeIfAbsent(project(group), key -> new ArrayList<>())
                            .add(note));
        }
        if (notes.isEmpty()) {
            return groups;
        }
        Set<Mark> found = new HashSet<>();
        groups.forEach(group -> Marking.TAG.of(group).ifPresent(found::add));
        List<ObjectNode> marked = new ArrayList<>();
        for (ObjectNode group : groups) {
            Optional<Mark> mark = isNew(group)
                    ? notes.getOrDefault(project(group), List.of()).stream()
                            .flatMap(note -> note.markOf(group).stream())
                            .filter(each -> !found.contains(each))
                            .findFirst()
                    : Optional.empty();
            marked.add(mark.map(each -> group.deepCopy().put("description", each.tag()))
                    .orElse(group));
        }
        return marked;
    }

    private static String project(ObjectNode group) {
        return String.valueOf(Json.text(group, "tenant_id"));
    }

    private static boolean isNew(ObjectNode group) {
        if (Marking.TAG.of(group).isPresent()) {
            return false;
        }
        for (JsonNode rule : group.path("security_group_rules")) {
            boolean automatic = Objects.equals(Json.text(rule, "direction"), "egress")
                    && Json.text(rule, "protocol") == null
                    && Json.text(rule, "remote_ip_prefix") == null
                    && Json.text(rule, "remote_group_id") == null;
            if (!automatic) {
                return false;
            }
        }
        return true;
    }
}
