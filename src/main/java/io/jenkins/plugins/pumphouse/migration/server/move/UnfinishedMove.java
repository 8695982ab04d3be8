package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.server.content.CopyLeftovers;
import io.jenkins.plugins.pumphouse.migration.server.content.ImageLeftovers;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.server.proof.WantedServer;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a server's move is left to do, as its notes on the source tell it. A server that was moved is its owner's
 * again: then only what keeps the source's server from running beside its copy, and notes that say nothing any more.
 */
public final class UnfinishedMove {
    private static final String MOVED_TO = "moved_to";

    /** What the source's server does now, among what is wanted. */
    private static final String NOW = "source's status now";

    /** Whether a moved server of the source has lost its lock. */
    static final String UNLOCKED = "pumphouse:unlocked";

    private static final String LOCK = "lock of the source's server";

    /** What of a moved server's metadata on the source says that it is being moved. */
    static final String NOTES = "notes on the source's server";

    /** Those of a moved server's volumes on the source of which a copy has left something. */
    private static final String VOLUMES = "what is left of its volumes' copies";

    /** Whether the move may have left images. */
    static final String IMAGES = "images that its move has left";

    /** Whether the server is being rolled back, which a move must not cross. */
    private static final String ROLLBACK = "rollback";

    private UnfinishedMove() {}

    /** Adds to what is wanted how far the move of a server of the source has come. */
    public static void tell(ObjectNode wanted, Resource server, CloudInventory source) {
        MoverMark mover = MoverMark.of(source.options());
        boolean moved = MoveNotes.isMoved(server);
        ObjectNode move = wanted.putObject(WantedServer.MOVE);
        move.put(NOW, server.text("status"));
        move.put(UNLOCKED, moved && SourceLock.isMissing(server));
        move.set(NOTES, Json.array(moved ? mover.spent(server.field("metadata")) : List.of()));
        move.set(VOLUMES, Json.array(moved ? CopyLeftovers.of(server, source) : List.of()));
        move.put(IMAGES, moved && ImageLeftovers.mayBe(server));
        move.put(MOVED_TO, MoveNotes.movedTo(server));
        move.put(ROLLBACK, MoveNotes.isBeingTakenBack(server));
    }

    static JsonNode move(ObjectNode wanted) {
        return wanted.path(WantedServer.MOVE);
    }

    private static boolean isMovedTo(String copy, ObjectNode wanted) {
        return Mark.ofValue(Json.text(move(wanted), MOVED_TO))
                .filter(to -> to.id().equals(copy))
                .isPresent();
    }

    public static List<Difference> of(ObjectNode wanted, Resource copy) {
        Optional<Mark> moved = Mark.ofValue(Json.text(move(wanted), MOVED_TO));
        String now = Json.text(move(wanted), NOW);
        if (isMovedTo(copy.id(), wanted)
                && ServerState.ACTIVE.equals(now)
                && ServerState.ACTIVE.equals(copy.text("status"))) {
            return List.of(new Difference(NOW, now, now));
        }
        if (move(wanted).path(ROLLBACK).asBoolean()) {
            return List.of(new Difference(ROLLBACK, "begun", "not finished"));
        }
        if (moved.isEmpty() && TargetServer.isOfShelved(copy) && !ServerState.isShelved(now)) {
            return List.of(new Difference(NOW, now, copy.text("status"))); // with its image the notes have gone
        }
        if (!isMovedTo(copy.id(), wanted)) {
            return List.of(new Difference("move", "to be finished", "unfinished, " + copy.text("status")));
        }
        List<Difference> left = new ArrayList<>();
        if (move(wanted).path(UNLOCKED).asBoolean()) {
            left.add(new Difference(LOCK, "not locked", "moved"));
        }
        if (!move(wanted).path(NOTES).isEmpty()) {
            left.add(new Difference(NOTES, Json.shown(move(wanted).path(NOTES)), "moved"));
        }
        if (!move(wanted).path(VOLUMES).isEmpty()) {
            left.add(new Difference(VOLUMES, Json.shown(move(wanted).path(VOLUMES)), "moved"));
        }
        if (move(wanted).path(IMAGES).asBoolean()) {
            left.add(new Difference(IMAGES, "perhaps some", "moved"));
        }
        return left;
    }

    /** Whether both servers may run, so that only a person can say which of the two counts; or a rollback has begun. */
    public static boolean isBarred(List<Difference> differences) {
        return differences.stream().anyMatch(difference -> Set.of(NOW, ROLLBACK).contains(difference.field()));
    }

    /** What bars the move, for a person. */
    public static String bar(List<Difference> differences) {
        return differences.stream().anyMatch(difference -> difference.field().equals(ROLLBACK))
                ? MoveNotes.TAKEN_BACK
                : "was moved, and runs on both clouds with the same MACs and addresses; find out with its owner which of"
                        + " the two has the data, and stop the other";
    }
}
