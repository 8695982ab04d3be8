package io.jenkins.plugins.pumphouse.migration.model;

/** An object that was to be deleted stays, as a check fails that passed when the plan was made. */
public final class DeletionBlocked extends MigrationException {
    private static final long serialVersionUID = 1L;

    public DeletionBlocked(String reason) {
        super(reason);
    }
}
