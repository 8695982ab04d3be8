package io.jenkins.plugins.pumphouse.migration.server.move;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.CloudException;

/** Keeps the owner of a server from starting it on the source beside its copy, from before the copy is looked at. */
final class MovedLock {
    private final ChangeContext context;
    private final SourceRecord record;
    /** Whether this move has tried it, so that a lost answer may have locked it, too. */
    private boolean tried;

    private boolean locked;

    MovedLock(ChangeContext context, SourceRecord record) {
        this.context = context;
        this.record = record;
    }

    /** Locks it where that can be; {@link #set} tells what refuses it. */
    void setWherePossible(Resource server, String copy) {
        try {
            set(server, copy);
        } catch (CloudException | MigrationException e) {
            if (Stages.isInterrupt(e)) {
                throw e;
            }
        }
    }

    /** Locks it, unless this move has done so. */
    void set(Resource server, String copy) {
        tried = true;
        if (!locked) {
            new SourceLock(context.source(), server)
                    .set(
                            "moved to " + context.target().name() + " as server " + copy + SourceLock.BY
                                    + ": its copy on the target has the same addresses",
                            context::say);
            locked = true;
        }
    }

    /**
     * Its owner may start it again, as no copy of it is left: also when an earlier run has locked it, and was ended
     * before its copy counted.
     *
     * @param server as it was when it was last read
     */
    void end(Resource server) {
        new SourceLock(context.source(), tried ? record.read() : server).end(record, context::say);
        tried = false;
        locked = false;
    }
}
