package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptionRules;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.note.ServerNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which volumes of a server the target adopts, of which it gets copies, and why it cannot adopt one. */
public final class AdoptionChoice {
    private AdoptionChoice() {}

    /** Whether the volumes of a server are to be adopted; one that has moved keeps what it has. */
    private static boolean isAsked(Resource server, CloudInventory source) {
        return source.options().volumes() == Options.Volumes.ADOPT
                && !server.field("metadata").has(ServerNotes.MOVED_TO);
    }

    /** Those that the target adopts: asked for, or begun by an interrupted run. A disk to boot from is copied. */
    public static List<AttachedVolume> adopted(Resource server, CloudInventory source) {
        boolean asked = isAsked(server, source);
        return ServerVolumes.of(server, source).stream()
                .filter(attached -> attached.detached() || asked && !attached.boots())
                .toList();
    }

    /** The others, of which the target gets copies. */
    public static List<AttachedVolume> copied(Resource server, CloudInventory source) {
        List<AttachedVolume> copied = new ArrayList<>(ServerVolumes.of(server, source));
        copied.removeAll(adopted(server, source));
        return List.copyOf(copied);
    }

    /** For the plan: what becomes of each volume; empty where none is adopted, and none was to be. */
    public static String told(Resource server, CloudInventory source) {
        List<AttachedVolume> adopted = adopted(server, source);
        if (!isAsked(server, source) && adopted.isEmpty()) {
            return "";
        }
        String copied = copied(server, source).stream()
                .map(attached -> "; " + attached.label() + " is copied"
                        + (attached.boots() ? ", as Nova detaches no volume that a server boots from" : ""))
                .collect(Collectors.joining());
        return (adopted.isEmpty() ? ", has no data volume to adopt" : ", adopted: " + labels(adopted)) + copied;
    }

    private static String labels(List<AttachedVolume> volumes) {
        return volumes.stream().map(AttachedVolume::label).collect(Collectors.joining(", "));
    }

    /** What an adopted volume does not have on the target. */
    static List<Loss> lost(Resource server, CloudInventory source) {
        return adopted(server, source).stream()
                .filter(AttachedVolume::withServer)
                .map(attached -> Loss.of(
                        LedgerItem.VOLUMES,
                        "that " + attached.label()
                                + " is deleted with it (an adopted volume outlasts its server, as its"
                                + " data is nowhere else)"))
                .toList();
    }

    /** Why it cannot adopt them, each with its volume; nothing is copied instead unasked. */
    static List<String> refusals(Resource server, CloudInventory source, CloudInventory target) {
        List<AttachedVolume> adopted = adopted(server, source);
        List<String> reasons = new ArrayList<>();
        if (!adopted.isEmpty() && String.valueOf(server.text("status")).startsWith("SHELVED")) {
            reasons.add("is shelved, so that its volumes cannot be adopted: from such a server Nova detaches a volume"
                    + " as if the server were deleted (openstack server unshelve " + Request.segment(server.id())
                    + ", then openstack server stop " + Request.segment(server.id()) + "; or volumes: 'copy')");
        }
        for (AttachedVolume attached : adopted) {
            List<String> against = new ArrayList<>();
            if (attached.volume().field("multiattach").asBoolean()
                    || attached.volume().field("attachments").size() > 1) {
                against.add("cannot be adopted, as several servers may have it: use volumes: 'copy'");
            }
            against.addAll(AdoptionRules.ofServer(attached.volume(), source, target));
            for (String reason : against) {
                reasons.add("has " + attached.label() + ", which " + reason + again(attached, server, source));
            }
        }
        return reasons;
    }

    /** How a person ends an adoption that was interrupted before the source gave the volume up. */
    private static String again(AttachedVolume attached, Resource server, CloudInventory source) {
        return attached.detached() && "available".equals(attached.volume().text("status"))
                ? " (an interrupted run has detached it: openstack server add volume --device " + attached.device()
                        + " " + server.id() + " " + attached.volume().id() + " on "
                        + source.cloud().name() + " attaches it again)"
                : "";
    }
}
