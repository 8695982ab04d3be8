package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Brings an image that a migration has made to what is wanted, one field after the other. */
final class ImageUpdate {
    private ImageUpdate() {}

    static CompletionStage<ChangeResult> of(ChangeContext context, List<Difference> differences) {
        Resource existing = context.existing().orElseThrow();
        String id = existing.id();
        ImageRecord records = new ImageRecord(context.target());
        ObjectNode changed = Json.object();
        ObjectNode properties = context.wanted().retain(ImageRecord.optional(context.wanted()));
        for (Difference difference : differences) {
            if (difference.field().equals(ImageType.MEMBERS)) {
                new ImageMembers(context.target(), id)
                        .bring(context.wanted().path(ImageType.MEMBERS), existing.field(ImageType.MEMBERS));
            } else if (MoverMark.keys(existing.json()).contains(difference.field())) {
                ImagePatch.unset(context.target(), id, difference.field());
            } else if (properties.has(difference.field())) {
                changed.set(difference.field(), properties.path(difference.field()));
            } else if (!ImageDigest.CONTENT.equals(difference.field())) {
                ImagePatch.set(
                        context.target(),
                        id,
                        Json.object(difference.field(), context.wanted().path(difference.field())));
            }
        }
        if (!changed.isEmpty()) {
            records.add(id, changed, ImageRecord.refused(existing.json()));
        }
        List<String> notes = new ArrayList<>();
        records.told().forEach(refused -> notes.add("without " + refused));
        return ChangeResult.now(id, notes.toArray(String[]::new));
    }
}
