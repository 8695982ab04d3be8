package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Response;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What may have been written to a server's volume after its content was taken. Until its server has it, anything may
 * write to a volume; from then on only the servers that have it, while they run. In doubt something was written.
 *
 * @param source where they are
 * @param server id of the source's server, which is off
 * @param history its own
 */
public record VolumeUse(Cloud source, String server, ServerHistory history) {
    public static VolumeUse of(Cloud source, String server) {
        return new VolumeUse(source, server, ServerHistory.of(source, server));
    }

    /**
     * Why a copy may lack what the volume holds; empty when it lacks nothing.
     *
     * @param taken when the content was, by the source's clock
     */
    public Optional<String> since(Instant taken, AttachedVolume attached) {
        return attachedAfter(taken, attached)
                .or(() -> history.useSince(taken).map(action -> "Nova notes " + action))
                .or(() -> byOthers(taken, attached));
    }

    /** The same of what the other servers that have the volume, or had it, may have written. */
    public Optional<String> byOthers(Instant taken, AttachedVolume attached) {
        Set<String> holders = new LinkedHashSet<>();
        attachments(attached).forEach(attachment -> holders.add(Json.text(attachment, "server_id")));
        for (String other : holders) {
            Optional<String> use = other == null || other.equals(server) ? Optional.empty() : by(other, taken);
            if (use.isPresent()) {
                return use;
            }
        }
        return isShared(attached)
                ? new FormerHolders(source, attached.volume(), holders).useSince(taken)
                : Optional.empty();
    }

    private static boolean isShared(AttachedVolume attached) {
        return attached.volume().field("multiattach").asBoolean();
    }

    /** One that several servers may have can have got to another since it was read. */
    private JsonNode attachments(AttachedVolume attached) {
        String field = "attachments";
        return isShared(attached)
                ? source.send(Request.get(
                                Service.VOLUME,
                                "/volumes/" + Request.segment(attached.volume().id())))
                        .identified("volume")
                        .path(field)
                : attached.volume().field(field);
    }

    private Optional<String> by(String other, Instant taken) {
        Optional<Response> found = ReadRefusal.emptyIfGone(() -> source.send(NovaServer.get(other)));
        if (found.isEmpty()) {
            return Optional.empty(); // Cinder knows it still, and Nova has deleted it
        }
        JsonNode now = found.get().json().path("server");
        String shown = "server " + Json.text(now, "name") + " (" + other + "), which has it too";
        String status = String.valueOf(Json.text(now, "status"));
        return ServerState.SHUTOFF.equals(status) || ServerState.isShelved(status)
                ? ServerHistory.of(source, other).useSince(taken).map(action -> "Nova notes " + action + " of " + shown)
                : Optional.of(shown + ", is " + status);
    }

    /** Block Storage API, "Show a volume's details": {@code attachments.attached_at}; older Cinders do not tell it. */
    private Optional<String> attachedAfter(Instant taken, AttachedVolume attached) {
        for (JsonNode attachment : attached.volume().field("attachments")) {
            String at = Json.text(attachment, "attached_at");
            if (at != null && server.equals(Json.text(attachment, "server_id")) && !isBefore(at, taken)) {
                return Optional.of("Cinder notes that it was attached at " + at);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a volume may have been with another server meanwhile, without a trace: a Cinder before Mitaka tells
     * neither when a volume was attached nor when it was last changed, and its Nova notes no attachment.
     *
     * @param server id of the source's server
     */
    public static boolean isUntold(String server, AttachedVolume attached) {
        for (JsonNode attachment : attached.volume().field("attachments")) {
            if (server.equals(Json.text(attachment, "server_id"))) {
                return Json.text(attachment, "attached_at") == null
                        && !attached.volume().json().has("updated_at");
            }
        }
        return false;
    }

    private static boolean isBefore(String at, Instant taken) {
        try {
            return !Instant.parse(at.endsWith("Z") ? at : at + "Z").isAfter(taken);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
