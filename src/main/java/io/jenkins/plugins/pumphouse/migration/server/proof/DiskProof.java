package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.RootDisk;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import io.jenkins.plugins.pumphouse.migration.volume.RecordedVolume;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a server's copy has a copy of each of its volumes, in the same order, of the same size. */
public final class DiskProof {
    /** Name of the difference, as the operator may accept it. */
    static final String VOLUMES = "volumes";

    /** Of a digest that is told. */
    private static final int DIGITS = 16;

    private final Resource server;
    private final CloudInventory source;
    private final CloudInventory target;
    private final List<AttachedVolume> volumes;
    private final List<AttachedVolume> copies;

    DiskProof(Resource server, CloudInventory source, Resource copy, CloudInventory target) {
        this.server = server;
        this.source = source;
        this.target = target;
        this.volumes = ServerVolumes.of(server, source);
        boolean hasRootVolume = RootDisk.becameVolume(server, copy); // whose content is proved as an image's is
        this.copies = ServerVolumes.of(copy, target).stream()
                .filter(volume -> !hasRootVolume || !volume.boots())
                .toList();
    }

    /** When the content of a copy was taken, by the source's clock; empty when it does not say. */
    public static Optional<Instant> taken(JsonNode copy) {
        String at = TargetVolume.takenAt(copy);
        try {
            return at == null ? Optional.empty() : Optional.of(Instant.parse(at.endsWith("Z") ? at : at + "Z"));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Of which copies the source may have newer data, and why. */
    List<String> outdated() {
        if (copies.isEmpty()) {
            return List.of();
        }
        VolumeUse uses = VolumeUse.of(source.cloud(), server.id());
        List<String> outdated = new ArrayList<>();
        for (int i = 0; i < Math.min(volumes.size(), copies.size()); i++) {
            AttachedVolume volume = volumes.get(i);
            taken(copies.get(i).volume().json())
                    .ifPresent(taken -> uses.since(taken, volume)
                            .ifPresent(use -> outdated.add("may have newer data on the source: after the content of "
                                    + volume.label() + " was taken at " + taken + ", " + use
                                    + ". Move it again, or delete it yourself")));
        }
        return outdated;
    }

    List<Difference> differences() {
        boolean areEqual = volumes.stream()
                .map(AttachedVolume::compared)
                .toList()
                .equals(copies.stream().map(AttachedVolume::compared).toList());
        List<String> strangers = strangers();
        return areEqual && strangers.isEmpty()
                ? List.of()
                : List.of(new Difference(
                        VOLUMES,
                        shown(volumes),
                        shown(copies) + (strangers.isEmpty() ? "" : " (" + String.join("; ", strangers) + ")")));
    }

    /** Tells by which digest each volume's content was kept; a volume that is missing is a difference. */
    void tell(PreservationLedger ledger) {
        for (int i = 0; i < Math.min(volumes.size(), copies.size()); i++) {
            Resource copy = copies.get(i).volume();
            String digest = TargetVolume.digest(copy.json());
            if (volumes.get(i).detached()) {
                ledger.kept(
                        LedgerItem.DISKS,
                        volumes.get(i).label() + " adopted, the same data in the same storage, so without a digest; "
                                + volumes.get(i).volume().id() + " is " + copy.id() + " now");
            } else if (digest == null) {
                ledger.unknown(LedgerItem.DISKS, volumes.get(i).label() + " does not say of which content it is");
            } else {
                ledger.kept(LedgerItem.DISKS, volumes.get(i).label() + " sha512 " + shortened(digest));
            }
        }
    }

    /** The beginning of a digest. */
    static String shortened(String digest) {
        return digest.length() <= DIGITS ? digest : digest.substring(0, DIGITS) + "…";
    }

    private static String shown(List<AttachedVolume> volumes) {
        return volumes.stream().map(AttachedVolume::shown).collect(Collectors.joining("; "));
    }

    private List<String> strangers() {
        List<String> strangers = new ArrayList<>();
        for (int i = 0; i < Math.min(volumes.size(), copies.size()); i++) {
            Mark mark = new Mark(source.cloud().name(), volumes.get(i).volume().id());
            Resource copy = copies.get(i).volume();
            if (volumes.get(i).detached()) {
                notAdopted(mark, volumes.get(i), copy).ifPresent(strangers::add);
            } else if (!VolumeMark.isOf(mark, copy.json())) {
                strangers.add("volume " + copy.id() + " is not marked as a copy of "
                        + volumes.get(i).volume().id());
            } else if (taken(copy.json()).isEmpty() || TargetVolume.digest(copy.json()) == null) {
                strangers.add("volume " + copy.id() + " does not say of which content it is");
            }
        }
        return strangers;
    }

    /** Why a volume of the copy is not the one that the source has given up; empty when it is. */
    private Optional<String> notAdopted(Mark mark, AttachedVolume volume, Resource copy) {
        if (!AdoptedVolume.isOne(copy.json()) || !VolumeMark.isOf(mark, copy.json())) {
            return Optional.of("volume " + copy.id() + " is not marked as adopted from " + mark.id());
        }
        return RecordedVolume.isOne(volume.volume())
                ? Optional.empty()
                : Optional.of("volume " + mark.id() + " is " + volume.volume().text("status") + " on "
                        + source.cloud().name() + " still");
    }

    /** Why the volumes are not proved to be on the target; empty when they are, or there are none. */
    List<String> against() {
        return differences().stream()
                .map(d -> "has " + d.source() + " on " + source.cloud().name() + ", but "
                        + (d.target().isEmpty() ? "no volume" : d.target()) + " on "
                        + target.cloud().name())
                .toList();
    }
}
