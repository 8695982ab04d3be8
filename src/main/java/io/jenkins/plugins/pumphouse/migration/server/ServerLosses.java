package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.compute.AvailabilityZoneType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.image.ContentImage;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.server.inventory.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.move.TargetServer;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.server.note.CopyParts;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoverMark;
import io.jenkins.plugins.pumphouse.migration.server.note.PowerNote;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a server has and its copy cannot have, for plan, log and report. */
final class ServerLosses {
    /** The zone of a cloud that has no others. */
    private static final String DEFAULT_ZONE = "nova";

    private static final Set<String> NOTES = Set.of(
            Mark.KEY,
            PowerNote.KEY,
            MoveNotes.STOPPED,
            MoveNotes.DOWNTIME,
            MoveNotes.MOVED_TO,
            SourceLock.KEY,
            NicOrder.KEY,
            CopyParts.REFUSED,
            TargetServer.SHELVED,
            Accepted.KEY);

    private ServerLosses() {}

    static List<String> of(Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        List<String> lost = new ArrayList<>();
        lost.add("owner "
                + source.find(UserType.KIND, String.valueOf(server.text("user_id")))
                        .map(Resource::name)
                        .orElse(server.text("user_id") + ", deleted on "
                                + source.cloud().name())
                + " (it becomes "
                + target.cloud().caller().userName() + "'s)");
        if (new ServerKey(server, source, target, translation).isGone()) {
            lost.add("key name " + server.text("key_name") + " (the keypair was deleted on "
                    + source.cloud().name() + "; the key in the disk stays)");
        }
        String hostname = server.text("OS-EXT-SRV-ATTR:hostname");
        if (hostname != null && !hostname.isEmpty() && !hostname.equals(derived(server.name()))) {
            lost.add("hostname " + hostname + " (Nova on " + target.cloud().name() + " derives it from the name)");
        }
        String zone = server.text("OS-EXT-AZ:availability_zone");
        if (zone != null
                && !zone.isEmpty()
                && !zone.equals(DEFAULT_ZONE)
                && AvailabilityZoneType.mapped(server, translation).isEmpty()) {
            lost.add("availability zone " + zone + " (name one of "
                    + target.cloud().name() + " for it in mapping: availability_zones:)");
        }
        if (!MoveNotes.isMoved(server)) { // when it was, it ran, and its order was known
            NicOrder.unknown(server, source).ifPresent(lost::add);
        }
        for (var item : server.field("metadata").properties()) {
            if (MoveNotes.isNote(item.getKey())
                    && !NOTES.contains(item.getKey())
                    && !MoverMark.isOne(item)
                    && !item.getKey().startsWith(FloatingAddress.KEY)) {
                lost.add("metadata " + item.getKey() + " (a name that Pumphouse keeps for itself)");
            }
        }
        EphemeralDisk.lost(server, source).ifPresent(lost::add);
        lost.addAll(ServerVolumes.lost(server, source, target));
        image(server, source)
                .ifPresent(image -> ContentImage.reserved(image.json())
                        .forEach(name -> lost.add("image property " + name + " (a reserved name)")));
        return lost;
    }

    private static Optional<Resource> image(Resource server, CloudInventory source) {
        String id = Json.text(server.field("image"), "id");
        return id == null ? Optional.empty() : source.find(ImageType.KIND, id);
    }

    /** A host name as Nova makes it of a server's name ({@code nova.utils.sanitize_hostname}). */
    private static String derived(String name) {
        String words = Objects.toString(name, "")
                .replaceAll("[ _.]", "-")
                .replaceAll("[^\\w.-]+", "")
                .toLowerCase(Locale.ROOT);
        return words.replaceAll("^[.-]+|[.-]+$", "");
    }
}
