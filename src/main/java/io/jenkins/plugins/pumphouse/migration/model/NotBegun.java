package io.jenkins.plugins.pumphouse.migration.model;

/** Why work on an object was not begun; nothing of it was touched, a later run does it, and it is no failure. */
public final class NotBegun extends MigrationException {
    private static final long serialVersionUID = 1L;

    public NotBegun(String message) {
        super(message);
    }
}
