package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An image of the source brought to the target, by this controller or by another that is at it already. */
final class ImageUpload {
    private ImageUpload() {}

    /** @param begun whether the target may have an image of this mark */
    static CompletableFuture<ChangeResult> of(ChangeContext context, boolean begun) {
        return Stages.recover(
                context.inTransfer(
                        () -> CompletableFuture.supplyAsync(() -> copy(context, begun), context.transfers())),
                failure -> failure instanceof UploadUnderWay other
                        ? other.over(context).thenCompose(over -> of(context, true))
                        : CompletableFuture.failedFuture(failure));
    }

    private static ChangeResult copy(ChangeContext context, boolean begun) {
        ObjectNode wanted = context.wanted();
        JsonNode members = wanted.path(ImageType.MEMBERS);
        wanted.remove(ImageDigest.FIELDS);
        wanted.remove(ImageType.MEMBERS);
        ImageCopy.Copied copied = new ImageCopy(
                        context.source(), context.target(), context.moved(), MoverMark.of(context.options()), begun)
                .copy(context.resource().json(), wanted);
        new ImageMembers(context.target(), copied.id()).bring(members, Json.object());
        if (copied.streamed() == null) {
            return new ChangeResult(copied.id(), List.of("the target had the data already"), Map.of());
        }
        copied.refused().forEach(refused -> context.say("comes without " + refused));
        long bytes = copied.streamed().bytes();
        String algorithm = copied.streamed().digests().keySet().iterator().next();
        List<String> notes = new ArrayList<>(List.of(
                Size.shown(bytes) + " at " + Size.rate(bytes, copied.streamed().took()), algorithm + " equal"));
        copied.refused().forEach(refused -> notes.add("without " + refused));
        if (!copied.id().equals(context.resource().id())) {
            notes.add("left behind: " + ImageLosses.otherId(context.resource().id(), copied.id()));
        }
        return new ChangeResult(
                copied.id(),
                notes,
                Map.of("bytes", bytes, algorithm, copied.streamed().digests().get(algorithm)));
    }
}
