package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ContentImage;
import io.jenkins.plugins.pumphouse.migration.image.ImageCopy;
import io.jenkins.plugins.pumphouse.migration.image.ImageMark;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveSnapshots;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.transfer.ImageStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The target's image of a server's local root disk, and the snapshot that it was made of. */
public final class CarriedContent {
    private final ChangeContext context;

    private ObjectNode snapshot;

    private boolean left;

    CarriedContent(ChangeContext context) {
        this.context = context;
    }

    /** What the content was copied from; null while there is none, and when it comes from the image. */
    public ObjectNode snapshot() {
        return snapshot;
    }

    /**
     * The snapshot that a server of the target was made of; empty when it is gone, as then nothing tells since when the
     * source's server has to be off.
     *
     * @param image that the server was booted from; null when the target no longer has it
     */
    public Optional<ObjectNode> takenFor(ObjectNode image) {
        Optional<Mark> origin = image == null ? Optional.empty() : ImageMark.of(image);
        if (origin.isEmpty()) {
            return Optional.empty();
        }
        String path = "/images/" + Request.segment(origin.get().id());
        return ReadRefusal.emptyIfGone(() -> context.source().get(Service.IMAGE, path))
                .filter(taken -> context.resource().id().equals(Json.text(taken, ImageType.SNAPSHOT_OF)));
    }

    /** The content is that of the copy which an earlier run has booted. */
    public void takeUp(ObjectNode image) {
        snapshot = takenFor(image).orElse(null);
    }

    /** The content is that of a volume which an earlier run has made of a snapshot. */
    void isOf(ObjectNode taken) {
        snapshot = taken;
    }

    /** The id of the target's image that holds the content. */
    String carry(ObjectNode snapshot, List<String> notes, Map<String, Serializable> facts) {
        this.snapshot = snapshot;
        ImageCopy.Copied copied = new ImageCopy(context.source(), context.target(), context.moved())
                .copy(snapshot, wanted(context, snapshot));
        for (String refused : copied.refused()) {
            context.say("comes without " + refused);
            notes.add("without " + refused);
        }
        ImageStream.Streamed streamed = copied.streamed();
        if (streamed != null) {
            notes.add(
                    "snapshot " + Size.shown(streamed.bytes()) + " at " + Size.rate(streamed.bytes(), streamed.took()));
            facts.put("bytes", streamed.bytes());
            facts.putAll(streamed.digests());
        }
        facts.put("snapshot", Json.text(snapshot, "id"));
        return copied.id();
    }

    /** What the target's image of a snapshot has to be. */
    static ObjectNode wanted(ChangeContext context, ObjectNode snapshot) {
        Resource server = context.resource();
        return ContentImage.wanted(
                        snapshot,
                        MoveSnapshots.contentName(server),
                        context.translation().id(Kind.PROJECT, server.text("tenant_id")),
                        image -> context.translation().id(ImageType.KIND, image))
                .put(ImageType.CONTENT_OF, server(context));
    }

    private static String server(ChangeContext context) {
        return Mark.of(context.source(), context.resource()).value();
    }

    /**
     * Removes the content of earlier tries, whose undo could not.
     *
     * @param taken whose copy stays; null when none does
     */
    void removeFormer(ObjectNode taken) {
        String kept = taken == null ? null : mark(taken);
        removeUnused(
                ImageType.CONTENT_OF,
                server(context),
                image -> Json.text(image, ImageType.EARLY_COPY_OF) == null
                        && !Json.text(image, Mark.KEY).equals(kept));
    }

    /** The source's server runs again: its copy, whole or begun, is out of date, and the next try makes another. */
    void remove() {
        if (snapshot == null) {
            return;
        }
        removeUnused(Mark.KEY, mark(snapshot), image -> true);
    }

    /**
     * Removes what is left on the target of a server that has moved.
     *
     * @param image that its copy was booted from; null when it boots from a volume
     */
    void removeLeft(String image) {
        removeUnused(
                ImageType.CONTENT_OF,
                server(context),
                left -> !Json.text(left, "id").equals(image));
    }

    /** Whether a removal may have left an image that a later run can remove. */
    boolean mayBeLeft() {
        return left;
    }

    private String mark(ObjectNode taken) {
        return new Mark(context.source().name(), Json.text(taken, "id")).value();
    }

    private void removeUnused(String property, String value, Predicate<ObjectNode> chosen) {
        Request list = Request.get(Service.IMAGE, "/images").query(property, value);
        left |= !new ImageRemoval(context, "content image", property, value)
                .from(
                        context.target(),
                        () -> context.target().list(list, "images").stream()
                                // not a snapshot that somebody has taken of the copy
                                .filter(copy -> ImageMark.isOwn(copy) && chosen.test(copy))
                                .toList());
    }
}
