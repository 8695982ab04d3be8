package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DetachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.move.TargetServer;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.PowerNote;
import io.jenkins.plugins.pumphouse.migration.server.note.RefusedParts;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Metadata of a server under names that Pumphouse keeps for its own notes. */
final class ReservedMetadata {
    /** Those that a move writes itself. */
    private static final Set<String> NOTES = Set.of(
            Mark.KEY,
            PowerNote.KEY,
            PowerNote.ASLEEP,
            MoveNotes.STOPPED,
            MoveNotes.DOWNTIME,
            MoveNotes.LEFT,
            MoveNotes.MOVED_TO,
            MoveNotes.MOVED_AT,
            MoveNotes.HEALTHY,
            MoveNotes.ROLLBACK,
            SourceLock.KEY,
            NicOrder.KEY,
            RefusedParts.KEY,
            TargetServer.SHELVED,
            Accepted.KEY);

    private ReservedMetadata() {}

    /** What is no note of Pumphouse, so that its owner must have written it; the copy is not given it. */
    static List<Loss> lost(Resource server) {
        List<Loss> lost = new ArrayList<>();
        for (var item : server.field("metadata").properties()) {
            if (MoveNotes.isNote(item.getKey())
                    && !NOTES.contains(item.getKey())
                    && MoverNote.of(item).isEmpty()
                    && !DetachedVolume.isNote(item.getKey())
                    && !item.getKey().startsWith(FloatingAddress.KEY)) {
                lost.add(Loss.of(
                        LedgerItem.METADATA,
                        "metadata " + item.getKey() + " (a name that Pumphouse keeps for itself)"));
            }
        }
        return lost;
    }
}
