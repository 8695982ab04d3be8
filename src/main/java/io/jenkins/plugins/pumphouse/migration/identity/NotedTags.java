package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.ArrayList;
import java.util.List;

/** The tags of a project, those of its owner beside what a run notes of its temporary access. */
public final class NotedTags {
    /** Tags that Keystone keeps of a project (keystone/resource/schema.py, _project_tags_list_properties: maxItems). */
    public static final int MOST = 80;

    /** The attribute of a project that has the notes for which its tags have no room. */
    public static final String BESIDE = "pumphouse_notes";

    static final String FIELD = "tags";

    private static final String NOTE = "pumphouse_";

    private NotedTags() {}

    /** Without the notes. */
    static List<String> own(JsonNode project) {
        return tags(project, false);
    }

    private static List<String> tags(JsonNode project, boolean notes) {
        return Json.texts(project, FIELD).stream()
                .filter(tag -> tag.startsWith(NOTE) == notes)
                .toList();
    }

    /**
     * Lets a change of the owner's tags keep the notes: Keystone replaces all tags at once, and the notes of a run that
     * was interrupted must stay.
     *
     * @param project as it is
     */
    static void keepNotes(ObjectNode changed, JsonNode project) {
        List<String> all = new ArrayList<>(Json.texts(changed, FIELD));
        List<String> notes = tags(project, true);
        int room = Math.min(notes.size(), Math.max(0, MOST - all.size()));
        all.addAll(notes.subList(0, room));
        changed.set(FIELD, Json.array(all));
        if (room < notes.size()) {
            List<String> beside = new ArrayList<>(Json.texts(project, BESIDE));
            beside.addAll(notes.subList(room, notes.size()));
            changed.set(BESIDE, Json.array(beside));
        }
    }
}
