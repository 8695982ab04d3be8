package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import io.jenkins.plugins.pumphouse.transfer.ImageStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * One image of the source made into one of the target, whole or not at all.
 *
 * <p>The mark is a property of the very request that creates the record, so that what an interrupted run left queued is
 * found, and removed, by the next.
 */
public final class ImageCopy {
    private static final Duration RENEWED = MoverNote.STALE.dividedBy(3);

    private final Cloud source;
    private final Cloud target;
    private final ImageRecord records;
    private final ImageStream stream;
    private final LongConsumer moved;
    /** Null where nobody else can be at it: the object that the image is for has such a mark itself. */
    private final MoverMark claim;

    private final boolean begun;

    /** @param moved is told how many more bytes have gone through */
    public ImageCopy(Cloud source, Cloud target, LongConsumer moved) {
        this(source, target, moved, null, true);
    }

    /**
     * @param claim tells other controllers that this one uploads the image, and since when
     * @param begun whether the target may have an image of this mark. What nobody has seen shows all the same when the
     *     record is made: each attempt asks for the id of the source first, and Glance gives no id twice.
     */
    ImageCopy(Cloud source, Cloud target, LongConsumer moved, MoverMark claim, boolean begun) {
        this.moved = moved;
        this.claim = claim;
        this.begun = begun;
        this.source = source;
        this.target = target;
        this.records = new ImageRecord(target);
        this.stream = new ImageStream(source, target); // gets ready while the record is made
    }

    /**
     * A copied image.
     *
     * @param id on the target
     * @param streamed what went through; null when the image was there already, whole
     * @param refused for a person: each property that the target has refused
     */
    public record Copied(String id, ImageStream.Streamed streamed, List<String> refused) {}

    /**
     * Brings the image over, with its data checked against both Glances' own hashes.
     *
     * @param image of the source, active
     * @param wanted the fields of the target's image; {@code protected} among them is set last
     * @throws MigrationException when the data does not arrive as it was sent; the partial image is removed then
     * @throws UploadUnderWay when another controller uploads the same image
     */
    public Copied copy(JsonNode image, ObjectNode wanted) {
        Mark mark = new Mark(source.name(), Json.text(image, "id"));
        ObjectNode record = wanted.deepCopy().put(Mark.KEY, mark.value());
        boolean isProtected = wanted.path("protected").asBoolean();
        Optional<Copied> former = begun ? former(record, image, isProtected) : Optional.empty();
        if (former.isPresent()) {
            return former.get();
        }
        ObjectNode asked = record.deepCopy();
        asked.remove("protected"); // a failed attempt could not be removed
        if (!asked.path(ImageType.HIDDEN).asBoolean()) {
            asked.remove(ImageType.HIDDEN); // a Glance before Rocky refuses to be told
        }
        if (claim != null) {
            asked.setAll(claim.item());
        }
        Optional<String> made = orNothing(asked, () -> createAs(asked, Json.text(image, "id")));
        if (made.isEmpty()) {
            former = former(record, image, isProtected); // begun, or even finished, since the plan saw it
            if (former.isPresent()) {
                return former.get();
            }
            made = orNothing(asked, () -> create(asked));
        }
        String id = made.orElseThrow();
        return filled(image, asked.put("id", id), isProtected);
    }

    private Copied filled(JsonNode image, ObjectNode record, boolean isProtected) {
        String id = Json.text(record, "id");
        ImageStream.Streamed streamed;
        try {
            streamed = stream(image, id);
        } catch (RuntimeException e) {
            removeAfter(e, () -> removeMade(id, record));
            throw e;
        }
        finish(record, isProtected);
        return new Copied(id, streamed, records.told());
    }

    /** What an earlier run or another controller has begun, if it is whole; else it is removed. */
    private Optional<Copied> former(ObjectNode record, JsonNode image, boolean isProtected) {
        for (ObjectNode former : marked(record)) {
            // also one that has all its bytes: it may still be made what is wanted
            leaveToOthers(former, Mark.ofValue(Json.text(record, Mark.KEY)).orElseThrow());
            if ("active".equals(Json.text(former, "status")) && mayHold(former, image)) {
                finish(former, isProtected);
                return Optional.of(new Copied(Json.text(former, "id"), null, List.of()));
            }
            remove(Json.text(former, "id"));
        }
        return Optional.empty();
    }

    /** Whether nothing that the two image services tell says that a copy is not whole. */
    private static boolean mayHold(JsonNode copy, JsonNode image) {
        return !ImageDigest.of(copy).contradicts(ImageDigest.of(image));
    }

    /** The note goes last, as others wait for that, and so does one of a controller that is gone. */
    private void finish(ObjectNode whole, boolean isProtected) {
        String id = Json.text(whole, "id");
        if (isProtected && !whole.path("protected").asBoolean()) {
            ImagePatch.set(target, id, Json.object().put("protected", true));
        }
        if (claim != null) {
            claim.spent(whole).forEach(key -> ImagePatch.unset(target, id, key));
        }
    }

    private void leaveToOthers(ObjectNode former, Mark mark) {
        if (claim != null && claim.holder(former).isPresent()) {
            throw new UploadUnderWay(target, former, mark, claim.holder(former).get());
        }
    }

    /** A record that was made without an answer that says so is removed. */
    private Optional<String> orNothing(ObjectNode record, Supplier<Optional<String>> creation) {
        try {
            return creation.get();
        } catch (RuntimeException e) {
            removeAfter(e, () -> removeUnfinished(record));
            throw e;
        }
    }

    /** Keeps the source's id, which scripts and stacks may hold; empty where the target has or had an image of it. */
    private Optional<String> createAs(ObjectNode record, String sourceId) {
        try {
            return Optional.of(
                    records.create(record.deepCopy().put("id", sourceId).put(ImageMark.SELF, sourceId)));
        } catch (CloudException.Conflict e) {
            return Optional.empty();
        }
    }

    private Optional<String> create(ObjectNode record) {
        String id = records.create(record);
        ImagePatch.set(target, id, Json.object().put(ImageMark.SELF, id));
        return Optional.of(id);
    }

    private ImageStream.Streamed stream(JsonNode image, String id) {
        String algorithm = Json.text(image, "os_hash_algo");
        Set<String> algorithms = new LinkedHashSet<>();
        algorithms.add(algorithm == null ? "sha512" : algorithm);
        if (Json.text(image, "os_hash_value") == null) {
            algorithms.add("md5"); // Glance before Rocky knows nothing better
        }
        String from = Json.text(image, "id");
        ImageStream.Streamed streamed = stream.copy(from, id, algorithms, renewing(id));
        JsonNode arrived = target.get(Service.IMAGE, "/images/" + Request.segment(id));
        check("was sent", source, from, image, streamed);
        check("arrived", target, id, arrived, streamed);
        if (!mayHold(arrived, image)) { // also where the two services hash in other ways, but both know the MD5
            throw new MigrationException("Image " + id + " on " + target.name() + " has another size or hash than "
                    + from + " on " + source.name() + ". It is removed from the target; run again.");
        }
        if (!"active".equals(Json.text(arrived, "status"))) {
            throw new MigrationException("Image " + id + " on " + target.name() + " is " + Json.text(arrived, "status")
                    + " after its data was sent. See the target's Glance log.");
        }
        return streamed;
    }

    /** An upload takes hours: others must see that it goes on. */
    private LongConsumer renewing(String id) {
        if (claim == null) {
            return moved;
        }
        Instant[] next = {Instant.now().plus(RENEWED)};
        return bytes -> {
            moved.accept(bytes);
            if (Instant.now().isAfter(next[0])) {
                next[0] = Instant.now().plus(RENEWED);
                renew(id);
            }
        };
    }

    private void renew(String id) {
        try {
            ImagePatch.set(target, id, claim.item());
        } catch (CloudException e) {
            return; // the next one may succeed before the mark is stale
        }
    }

    /** Holds size and hash as a Glance has them against what went through. */
    private static void check(String what, Cloud cloud, String id, JsonNode image, ImageStream.Streamed streamed) {
        String there = "Image " + id + " on " + cloud.name();
        if (image.path("size").isNumber() && image.path("size").asLong() != streamed.bytes()) {
            throw new MigrationException(there + " has " + image.path("size").asLong() + " bytes, but "
                    + streamed.bytes() + " " + what + "; run again.");
        }
        String algorithm = Json.text(image, "os_hash_algo");
        String own = algorithm == null ? Json.text(image, "checksum") : Json.text(image, "os_hash_value");
        String seen = streamed.digests().get(algorithm == null ? "md5" : algorithm);
        if (own != null && seen != null && !own.equals(seen)) {
            throw new MigrationException(there + ": its " + (algorithm == null ? "md5" : algorithm) + " is " + own
                    + ", but what " + what + " has " + seen + ". It is removed from the target; run again.");
        }
    }

    /** An abort must not keep the partial image from being removed: the interrupt waits for those few requests. */
    private static void removeAfter(RuntimeException cause, Runnable removal) {
        boolean interrupted = Thread.interrupted();
        try {
            removal.run();
        } catch (CloudException e) {
            cause.addSuppressed(e); // the next run finds it by its mark and removes it
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Only what carries the mark: the answer may have given the id of another image. */
    private void removeMade(String id, ObjectNode record) {
        for (ObjectNode made : marked(record)) {
            if (id.equals(Json.text(made, "id"))) {
                remove(id);
            }
        }
        removeUnfinished(record);
    }

    private void removeUnfinished(ObjectNode record) {
        for (ObjectNode former : marked(record)) {
            boolean others = claim != null && claim.holder(former).isPresent();
            if (!"active".equals(Json.text(former, "status")) && !others) {
                remove(Json.text(former, "id"));
            }
        }
    }

    private List<ObjectNode> marked(ObjectNode record) {
        return target.list(ImageList.marked(record, Json.text(record, Mark.KEY)), "images").stream()
                .filter(ImageMark::isOwn)
                .toList();
    }

    private void remove(String id) {
        target.remove(Request.delete(Service.IMAGE, "/images/" + Request.segment(id)));
    }
}
