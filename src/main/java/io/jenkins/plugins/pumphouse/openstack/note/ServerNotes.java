package io.jenkins.plugins.pumphouse.openstack.note;

/** The metadata items of a source's server that say how far its move is. */
public final class ServerNotes {
    /** The target's server that is its copy: it has moved. */
    public static final String MOVED_TO = "pumphouse_target";

    /** It is being rolled back from the target. */
    public static final String ROLLBACK = "pumphouse_rollback";

    private ServerNotes() {}
}
