package io.jenkins.plugins.pumphouse.migration.model;

import io.jenkins.plugins.pumphouse.console.ConsoleText;

/**
 * Something that a person must know or decide before the work can go on; the message says what, on which object, and
 * what to do. Failures of a service are {@link io.jenkins.plugins.pumphouse.openstack.CloudException}s.
 */
public class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MigrationException(String message) {
        super(ConsoleText.lines(message));
    }
}
