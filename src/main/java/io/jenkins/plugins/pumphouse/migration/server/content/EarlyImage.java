package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ContentImage;
import io.jenkins.plugins.pumphouse.migration.image.ImageCopy;
import io.jenkins.plugins.pumphouse.migration.image.ImageDigest;
import io.jenkins.plugins.pumphouse.migration.image.ImageMark;
import io.jenkins.plugins.pumphouse.migration.image.ImagePatch;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.transfer.ImageStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The copy of a server's local root disk that is carried while the server runs. It becomes the content if the snapshot
 * after the stop has the same bytes, by the hashes of both image services, and the same properties; otherwise it is
 * removed. One that an interrupted run has left is found by its mark: an image does not change, so the same holds for
 * it.
 */
final class EarlyImage {
    private final ChangeContext context;
    private final String mark;
    private final List<String> refused = new ArrayList<>();
    private String adopted;
    private boolean left;

    EarlyImage(ChangeContext context) {
        this.context = context;
        this.mark = Mark.of(context.source(), context.resource()).value();
    }

    /** Completes when the target has a copy and the source has none. */
    CompletableFuture<?> take() {
        if (on(context.target()).stream().anyMatch(EarlyImage::isWhole)) {
            context.say("has an early copy of an interrupted run on "
                    + context.target().name());
            return CompletableFuture.completedFuture(null);
        }
        return new SourceSnapshot(context, SnapshotMarks.early(mark))
                .take()
                .thenApplyAsync(this::carry, context.transfers());
    }

    private Object carry(ObjectNode snapshot) {
        ObjectNode wanted = CarriedContent.wanted(context, snapshot).put(ImageType.EARLY_COPY_OF, mark);
        ImageCopy.Copied copied =
                new ImageCopy(context.source(), context.target(), context.moved()).copy(snapshot, wanted);
        refused.addAll(copied.refused());
        ImageStream.Streamed streamed = copied.streamed();
        context.say("has an early copy on " + context.target().name()
                + (streamed == null
                        ? ""
                        : " (" + Size.shown(streamed.bytes()) + " at " + Size.rate(streamed.bytes(), streamed.took())
                                + ")"));
        removeFrom(context.source());
        return copied.id();
    }

    /**
     * Makes the early copy the content if it equals the snapshot, and removes what is left of early copies.
     *
     * @param snapshot of the stopped server
     */
    void settle(ObjectNode snapshot, List<String> notes) {
        List<ObjectNode> copies = on(context.target());
        for (ObjectNode copy : copies) {
            if (adopted == null && isWhole(copy) && isContent(copy, snapshot)) {
                adopt(Json.text(copy, "id"), snapshot);
                notes.add("nothing was written after its early copy, so the snapshot was not carried again");
                refused.forEach(part -> notes.add("without " + part));
            }
        }
        if (adopted == null && !copies.isEmpty()) {
            notes.add("snapshot carried again, as it differs from the early copy");
        }
        remove();
    }

    private static boolean isWhole(ObjectNode image) {
        return "active".equals(Json.text(image, "status"));
    }

    private static boolean isContent(ObjectNode copy, ObjectNode snapshot) {
        return ImageDigest.of(copy).isSameAs(ImageDigest.of(snapshot))
                && ContentImage.differences(snapshot, copy).isEmpty();
    }

    private void adopt(String copy, ObjectNode snapshot) {
        Mark content = new Mark(context.source().name(), Json.text(snapshot, "id"));
        ImagePatch.set(context.target(), copy, Json.object().put(Mark.KEY, content.value()));
        ImagePatch.unset(context.target(), copy, ImageType.EARLY_COPY_OF);
        adopted = copy;
    }

    /** Removes all early copies of the server from both clouds; what may stay is told. */
    void remove() {
        left = false;
        removeFrom(context.target());
        removeFrom(context.source());
    }

    /** Whether the last removal may have left some. */
    boolean mayBeLeft() {
        return left;
    }

    private void removeFrom(Cloud cloud) {
        left |= !new ImageRemoval(context, "early copy", ImageType.EARLY_COPY_OF, mark)
                .from(
                        cloud,
                        () -> on(cloud).stream()
                                .filter(image -> !isAdopted(image, cloud))
                                .toList());
    }

    /** The source's image may have the same id. */
    private boolean isAdopted(ObjectNode image, Cloud cloud) {
        return cloud == context.target() && Json.text(image, "id").equals(adopted);
    }

    private List<ObjectNode> on(Cloud cloud) {
        return cloud.list(SnapshotMarks.earlyOf(mark), "images").stream()
                .filter(image -> mark.equals(Json.text(image, ImageType.EARLY_COPY_OF)))
                .filter(image -> cloud != context.target() || ImageMark.isOwn(image))
                .toList();
    }
}
