package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.server.cleanup.ServerRemoval;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.Optional;

/**
 * A server of the target that has to be the copy of a source's server, and that no list shows as one: its owner may
 * have removed the mark, or the cell that it is in does not answer. Another copy would fail at the ports that it has,
 * and then the source's server would be started beside it.
 */
final class MissingCopy {
    private final Resource server;
    private final CloudInventory source;
    private final CloudInventory target;

    private MissingCopy(Resource server, CloudInventory source, CloudInventory target) {
        this.server = server;
        this.source = source;
        this.target = target;
    }

    /** Why a server of which the target lists no copy is not moved; empty when it has none. */
    static Optional<String> of(Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        MissingCopy missing = new MissingCopy(server, source, target);
        return missing.noted().or(() -> missing.withPort(translation));
    }

    /** By the note of its move. */
    private Optional<String> noted() {
        return Mark.ofValue(MoveNotes.movedTo(server))
                .filter(to -> to.cloud().equals(target.cloud().name()))
                .flatMap(to -> look(to.id(), "was moved to server " + to.id() + " on " + to.cloud() + ", which"));
    }

    /** By its ports, which a move that was not finished has given to it. */
    private Optional<String> withPort(Translation translation) {
        for (Resource card : Nics.of(server, source)) {
            String id = translation.id(PortType.KIND, card.id());
            Optional<String> found = Translation.isPending(id)
                    ? Optional.empty()
                    : target.find(PortType.KIND, id)
                            .filter(port ->
                                    String.valueOf(port.text("device_owner")).startsWith("compute:"))
                            .map(port -> port.text("device_id"))
                            .filter(device -> !device.isEmpty())
                            .flatMap(device -> look(
                                    device,
                                    "its port " + card.text("mac_address") + " on "
                                            + target.cloud().name() + " is in use by server " + device + ", which"));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> look(String id, String which) {
        Mark mark = new Mark(source.cloud().name(), server.id());
        try {
            Optional<Resource> found = target.find(Kind.SERVER, id);
            if (ServerRemoval.isGone(found)) {
                return Optional.empty();
            }
            boolean isMarked = mark.value().equals(Json.text(found.orElseThrow().field("metadata"), Mark.KEY));
            return isMarked
                    ? Optional.of(which + " Nova does not list now (does a cell not answer?): run again when it does")
                    : Optional.of(which + " has lost its mark: " + MoveNotes.toMark(mark, id, target.cloud()));
        } catch (CloudException | MigrationException e) {
            return Optional.of(which + " cannot be read now: " + e.getMessage() + " Run again when it can");
        }
    }
}
