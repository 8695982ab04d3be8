package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.server.note.CopyParts;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.util.ArrayList;
import java.util.List;

/** What a copy gets once it stays: what no boot takes, and its owner's lock. */
record CopyFinish(ChangeContext context, SourceServer source, TargetServer target) {
    /** What a person has to know of it. */
    List<String> give(ObjectNode copy) {
        List<String> notes = new ArrayList<>();
        List<String> refused = new ArrayList<>(new CopyParts(context.target(), copy).complete(context.wanted(), copy));
        refused.addAll(new CardNames(context).write());
        for (String part : refused) {
            context.say("comes without " + part);
            notes.add("without " + part);
        }
        if (source.isLockedByOwner()) {
            target.lockedLike(source, Json.text(copy, "id"));
            notes.add("lock kept");
        }
        return notes;
    }
}
