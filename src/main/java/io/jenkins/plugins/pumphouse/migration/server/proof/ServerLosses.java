package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.image.ContentImage;
import io.jenkins.plugins.pumphouse.migration.image.ImageSchema;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.server.card.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DeviceTags;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerOwner;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.RefusedParts;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a server has and its copy cannot have, for plan, log and report. */
public final class ServerLosses {
    private ServerLosses() {}

    /** All that is known before the move to be lost by it. */
    static List<Loss> of(ChangeContext context) {
        return all(context.resource(), context.inventory(), context.targets(), context.translation());
    }

    /** @param source knows how the run is to be done */
    public static List<Loss> all(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        List<Loss> lost = new ArrayList<>(ofParts(server, source, target, translation));
        ServerState.lost(server, source.options().paused()).ifPresent(lost::add);
        return lost;
    }

    /** The same for a person, with what the operator's mapping changes. */
    public static List<String> told(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        List<String> told = new ArrayList<>();
        all(server, source, target, translation).forEach(loss -> told.add(loss.text()));
        RequestedZone.of(server, source).pinnedByMapping(translation).ifPresent(told::add);
        return told;
    }

    /** Why a server must not be moved that would lose what the operator wants it not to lose. */
    public static List<String> forbidden(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        Accepted accepted = new Accepted(source.options().accept());
        return all(server, source, target, translation).stream()
                .filter(loss -> source.options().safeguards().forbidsLossOf(loss.item()))
                .filter(loss -> !accepted.covers(server, loss))
                .map(loss -> "would lose " + loss + ", and failIfLost names '"
                        + loss.item().word() + "' (accept: ['" + server.name() + ": "
                        + loss.item().word() + "'] moves it anyway)")
                .toList();
    }

    private static List<Loss> ofParts(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        List<Loss> lost = new ArrayList<>();
        if (!new ServerOwner(server, source, target, translation).isKept()) {
            lost.add(owner(server, source, target));
        }
        key(server, source, target, translation).ifPresent(lost::add);
        StoredPassword.lost(server, source).ifPresent(lost::add);
        lost.addAll(AttachedShares.lost(server, source, target.cloud()));
        lost.addAll(HostNames.lost(server, source, target.cloud()));
        RequestedZone.of(server, source)
                .lost(target.cloud().name(), translation)
                .ifPresent(lost::add);
        if (!MoveNotes.isMoved(server)) { // when it was, it ran, and its order was known
            NicOrder.unknown(server, source).ifPresent(order -> lost.add(Loss.of(LedgerItem.ORDER, order)));
        }
        lost.addAll(ReservedMetadata.lost(server));
        lost.addAll(LaterFields.lost(server, source, target.cloud().name()));
        lost.addAll(
                ServerHints.of(server, source).lost(target, translation.known(Kind.PROJECT, server.text("tenant_id"))));
        if (!MoveNotes.isMoved(server) || !DeviceTags.isTakenBy(target.cloud())) {
            DeviceTags.lost(server, source, target.cloud())
                    .ifPresent(tags -> lost.add(Loss.of(LedgerItem.DEVICE_TAGS, tags)));
        }
        EphemeralDisk.lost(server, source).ifPresent(disk -> lost.add(Loss.of(LedgerItem.EPHEMERAL, disk)));
        lost.addAll(ServerVolumes.lost(server, source, target));
        image(server, source).ifPresent(image -> lost.addAll(ofImage(image, target)));
        RefusedParts.refusals(server, target.cloud()).forEach(part -> lost.add(Loss.of(LedgerItem.METADATA, part)));
        return lost;
    }

    private static Optional<Loss> key(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        return new ServerKey(server, source, target, translation).isGone()
                ? Optional.of(Loss.of(
                        LedgerItem.KEY,
                        "key name " + server.text("key_name") + " (the keypair was deleted on "
                                + source.cloud().name() + "; the key in the disk stays)"))
                : Optional.empty();
    }

    /** What the target's Glance does not let an image have that the server's image has. */
    private static List<Loss> ofImage(Resource image, CloudInventory target) {
        return Stream.concat(
                        ContentImage.reserved(image.json()).stream()
                                .map(name -> "image property " + name + " (a reserved name)"),
                        ImageSchema.of(target).refused(image.json()).stream())
                .map(what -> Loss.of(LedgerItem.IMAGE_PROPERTIES, what))
                .toList();
    }

    private static Loss owner(Resource server, CloudInventory source, CloudInventory target) {
        String owner = source.find(UserType.KIND, String.valueOf(server.text("user_id")))
                .map(Resource::name)
                .orElse(server.text("user_id") + ", deleted on "
                        + source.cloud().name());
        String caller = target.cloud().caller().userName();
        return new Loss(LedgerItem.OWNER, "owner " + owner + " (it becomes " + caller + "'s)", owner, caller);
    }

    private static Optional<Resource> image(Resource server, CloudInventory source) {
        String id = Json.text(server.field("image"), "id");
        return id == null ? Optional.empty() : source.find(ImageType.KIND, id);
    }
}
