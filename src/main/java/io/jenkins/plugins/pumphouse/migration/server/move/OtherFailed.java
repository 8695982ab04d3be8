package io.jenkins.plugins.pumphouse.migration.server.move;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;

/** A server that moves at the same time as others could not be moved; in the words of each of the others. */
final class OtherFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Resource other;

    OtherFailed(Resource other, Throwable cause) {
        super(cause);
        this.other = other;
    }

    /** For a server that would have been stopped now; one that an interrupted run has stopped is started again. */
    RuntimeException before(Resource server) {
        boolean isStopped =
                !ServerState.ACTIVE.equals(server.text("status")) && ServerState.ACTIVE.equals(MoveNotes.power(server));
        return isStopped
                ? after()
                : new NotBegun(
                        "not begun: it moves at the same time as " + shown(other) + ", as they share volumes, and"
                                + " that one cannot be moved now: " + getCause().getMessage()
                                + " It was not touched. Run again");
    }

    /** For a server that is off by now, and is brought back. */
    RuntimeException after() {
        return new MigrationException("It moves at the same time as " + shown(other)
                + ", as they share volumes, and that one could not be moved: "
                + getCause().getMessage() + " Mend that, then run again.");
    }

    static String shown(Resource server) {
        return "server " + server.name() + " (" + server.id() + ")";
    }
}
