package io.jenkins.plugins.pumphouse.migration.model;

/** Another controller has done what this run had planned, so that nothing may be left to do. */
public final class DoneMeanwhile extends MigrationException {
    private static final long serialVersionUID = 1L;

    public DoneMeanwhile(String message) {
        super(message);
    }
}
