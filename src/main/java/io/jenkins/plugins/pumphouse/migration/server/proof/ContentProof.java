package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.image.ContentImage;
import io.jenkins.plugins.pumphouse.migration.image.ImageMark;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.RootDisk;
import io.jenkins.plugins.pumphouse.migration.server.inventory.RootDiskVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveSnapshots;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** From a server on the target over the image that it was booted from to the snapshot of the source's server. */
final class ContentProof {
    private final CloudInventory source;
    private final CloudInventory target;
    private final boolean bootsFromVolume;
    /** Whether the server has a local root disk, and its copy a volume instead. */
    private final boolean rootVolume;

    private final Optional<Resource> image;
    private final Optional<Resource> snapshot;

    ContentProof(Resource server, CloudInventory source, Resource copy, CloudInventory target) {
        this.source = source;
        this.target = target;
        this.bootsFromVolume = ServerVolumes.bootsFromVolume(server);
        String id = Json.text(copy.field("image"), "id");
        this.rootVolume = RootDisk.becameVolume(server, copy);
        this.image = rootVolume
                ? RootDiskVolume.content(server, source.cloud().name(), copy, target)
                : id == null ? Optional.empty() : target.find(ImageType.KIND, id);
        this.snapshot = MoveSnapshots.of(server.id(), source).stream()
                .filter(own ->
                        origin().filter(mark -> mark.id().equals(own.id())).isPresent())
                .findFirst();
    }

    private Optional<Mark> origin() {
        return image.flatMap(i -> ImageMark.of(i.json()))
                .filter(mark -> mark.cloud().equals(source.cloud().name()));
    }

    /** The snapshot of which the copy was made; empty when that cannot be shown. */
    Optional<Resource> snapshot() {
        return snapshot;
    }

    /** Tells whether the root disk was copied whole; nothing of a server that has none of its own. */
    void tell(PreservationLedger ledger) {
        if (bootsFromVolume) {
            return;
        }
        List<String> against = against();
        boolean isOther = snapshot.isPresent()
                || image.isPresent() && origin().isEmpty()
                || origin().flatMap(mark -> source.find(ImageType.KIND, mark.id()))
                        .isPresent();
        if (against.isEmpty()) {
            String became = rootVolume ? "volume " + image.orElseThrow().id() + " now, " : "";
            ledger.kept(LedgerItem.DISKS, "root disk " + became + digest(image.orElseThrow()));
        } else if (isOther) {
            ledger.lost(LedgerItem.DISKS, "root disk: " + against.get(0));
        } else {
            ledger.unknown(LedgerItem.DISKS, "root disk: " + against.get(0));
        }
    }

    /** {@code "sha512 0f3a5c…"}: the beginning of what Glance has computed. */
    private static String digest(Resource image) {
        String value = image.text("os_hash_value");
        return value == null
                ? "MD5 " + image.text("checksum")
                : image.text("os_hash_algo") + " " + DiskProof.shortened(value);
    }

    /** Why the content is not proved to be on the target; empty when it is. */
    List<String> against() {
        if (image.isEmpty()) {
            return List.of(
                    rootVolume
                            ? "boots from a volume on " + target.cloud().name()
                                    + " that is not marked as its root disk, so its content cannot be verified"
                            : "the image that it was booted from on "
                                    + target.cloud().name() + " is gone, so its content cannot be verified");
        }
        if (snapshot.isEmpty()) {
            return List.of(
                    origin().isPresent()
                                    && source.find(
                                                    ImageType.KIND,
                                                    origin().get().id())
                                            .isEmpty()
                            ? "the snapshot that was copied is gone, so its content cannot be verified"
                            : "runs on " + target.cloud().name() + " from image "
                                    + image.get().name() + ", not from a snapshot of it:"
                                    + " data written since is only on "
                                    + source.cloud().name());
        }
        return compare();
    }

    /** In which bytes the content differs from the snapshot, as both image services count and hash them. */
    List<Difference> bytes() {
        return snapshot.isEmpty() || image.isEmpty() ? List.of() : bytes(snapshot.get(), image.get());
    }

    private static List<Difference> bytes(Resource taken, Resource copied) {
        List<Difference> differences = new ArrayList<>();
        boolean alike = Objects.equals(taken.text("os_hash_algo"), copied.text("os_hash_algo"));
        for (String field : alike ? List.of("size", "os_hash_value", "checksum") : List.of("size", "checksum")) {
            String ofSource = taken.text(field);
            String ofTarget = copied.text(field);
            if (ofSource != null && ofTarget != null && !ofSource.equals(ofTarget)) {
                differences.add(new Difference(LedgerItem.DISKS.word(), field + " " + ofSource, ofTarget));
            }
        }
        return differences;
    }

    private List<String> compare() {
        List<String> against = new ArrayList<>();
        Resource taken = snapshot.orElseThrow();
        Resource copied = image.orElseThrow();
        for (Resource each : List.of(taken, copied)) {
            if (!"active".equals(each.text("status"))) {
                against.add("image " + each.id() + " of its content is " + each.text("status")
                        + ": if it is deactivated, openstack image set --activate " + each.id());
            }
        }
        bytes(taken, copied)
                .forEach(each -> against.add("its content differs: " + each.source() + " on "
                        + source.cloud().name() + ", " + each.target() + " on "
                        + target.cloud().name() + ": take it back (pumpRollback) and move it again"));
        return against;
    }

    /**
     * In what the content's image differs from the snapshot, beside its bytes; empty too when the copy is of no
     * snapshot.
     */
    List<Difference> differences() {
        return snapshot.isEmpty()
                ? List.of()
                : ContentImage.differences(
                        snapshot.get().json(), image.orElseThrow().json());
    }
}
