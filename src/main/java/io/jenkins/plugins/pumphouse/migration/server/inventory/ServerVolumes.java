package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.Allowance;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.RecordedVolume;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeRules;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeTypeType;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The volumes of a server in the order of its devices, what blocks their copy, and what they take. */
public final class ServerVolumes {
    private static final String ATTACHED = "os-extended-volumes:volumes_attached";

    private ServerVolumes() {}

    /** Whether a server has its system on a volume: Nova then shows an empty text for its image. */
    public static boolean bootsFromVolume(Resource server) {
        return !server.field("image").isObject();
    }

    /** Their ids, in no order. */
    public static List<String> ids(Resource server) {
        List<String> ids = new ArrayList<>();
        server.field(ATTACHED).forEach(volume -> ids.add(Json.text(volume, "id")));
        return ids;
    }

    /** Whether Nova deletes each with the server, by the volume's id. */
    public static Map<String, Boolean> withServer(Resource server) {
        Map<String, Boolean> withServer = new HashMap<>();
        server.field(ATTACHED)
                .forEach(volume -> withServer.put(
                        Json.text(volume, "id"),
                        volume.path("delete_on_termination").asBoolean()));
        return withServer;
    }

    public static List<AttachedVolume> of(Resource server, CloudInventory inventory) {
        return server.field(ATTACHED).isEmpty() && DetachedVolume.of(server).isEmpty()
                ? List.of()
                : inventory.fact(
                        List.of(ServerVolumes.class, server.id()), () -> AttachmentReader.read(server, inventory));
    }

    /** Whether a migration has made a volume of the target of one of a server's disks, its local one included. */
    public static boolean isMadeOf(Resource server, CloudInventory source, JsonNode onTarget) {
        return VolumeMark.of(onTarget)
                .filter(mark -> mark.equals(Mark.of(source.cloud(), server))
                        || of(server, source).stream()
                                .anyMatch(one -> mark.equals(Mark.of(source.cloud(), one.volume()))))
                .isPresent();
    }

    /** Why they cannot come along, each with its volume. */
    public static List<String> refusals(Resource server, CloudInventory source, CloudInventory target) {
        List<String> reasons = new ArrayList<>();
        List<AttachedVolume> volumes;
        try {
            volumes = of(server, source);
        } catch (CloudException.NotShown e) {
            return List.of("has volumes that cannot be read: " + e.getMessage());
        }
        if (bootsFromVolume(server) && volumes.isEmpty()) {
            reasons.add("boots from a volume, and " + source.cloud().name() + " does not say from which: see"
                    + " volumes_attached in openstack server show " + server.id());
        }
        volumes.forEach(attached -> attached.ofAnotherProject(server).ifPresent(reasons::add));
        reasons.addAll(AdoptionChoice.refusals(server, source, target));
        for (AttachedVolume attached : AdoptionChoice.copied(server, source)) {
            for (String reason : VolumeRules.against(attached.volume(), source, target)) {
                reasons.add("has " + attached.label() + ", which " + reason);
            }
            SharingServers.of(source)
                    .running(attached, server)
                    .ifPresent(other -> reasons.add("has " + attached.label() + ", which is attached to server "
                            + other.name() + " (" + other.id() + ") too, and that one is " + other.text("status")
                            + ": its data would change while it is copied. Move both in one step (instances), or stop"
                            + " that server first"));
        }
        return reasons;
    }

    public static List<Reference> needs(Resource server, CloudInventory source) {
        return of(server, source).stream()
                .map(attached -> attached.volume().text("volume_type"))
                .filter(Objects::nonNull)
                .distinct()
                .map(type -> Reference.to(VolumeTypeType.KIND, type))
                .toList();
    }

    /** What they take of the project's quotas, beside the server and what the target has already. */
    public static Map<String, Long> consumes(Resource server, CloudInventory source, CloudInventory target) {
        Map<String, Long> amounts = new HashMap<>();
        List<AttachedVolume> adopted = AdoptionChoice.adopted(server, source);
        for (AttachedVolume attached : of(server, source)) {
            if (attached.detached() && RecordedVolume.isOne(attached.volume())) {
                continue; // the target has it, and counts it already
            }
            if (!adopted.contains(attached)
                    && (VolumeRules.isMade(Mark.of(source.cloud(), attached.volume()), target)
                            || isCountedForAnother(attached, server, target))) {
                continue;
            }
            VolumeRules.consumes(attached.volume()).forEach((key, amount) -> amounts.merge(key, amount, Long::sum));
            if (adopted.contains(attached)) {
                amounts.merge(Allowance.ADOPTED, attached.volume().field("size").asLong(), Long::sum);
            }
        }
        return amounts;
    }

    /** A volume that several servers have is copied once: the first of them in a plan takes the room. */
    private static boolean isCountedForAnother(AttachedVolume attached, Resource server, CloudInventory target) {
        Map<String, String> first = target.fact(ServerVolumes.class, ConcurrentHashMap::new);
        return !first.computeIfAbsent(attached.volume().id(), volume -> server.id())
                .equals(server.id());
    }

    public static List<Loss> lost(Resource server, CloudInventory source, CloudInventory target) {
        List<Loss> lost = new ArrayList<>();
        for (AttachedVolume attached : of(server, source)) {
            VolumeRules.lost(attached.volume(), source, target).forEach(each -> lost.add(each.of(attached.label())));
        }
        lost.addAll(AdoptionChoice.lost(server, source));
        boolean silent =
                server.field(ATTACHED).findValues("delete_on_termination").isEmpty();
        if (!server.field(ATTACHED).isEmpty() && silent) {
            lost.add(Loss.of(
                    LedgerItem.VOLUMES,
                    "whether its volumes are deleted with it (the Compute API of "
                            + source.cloud().name() + " does not tell before 2.3; the copies stay)"));
        }
        return lost;
    }
}
