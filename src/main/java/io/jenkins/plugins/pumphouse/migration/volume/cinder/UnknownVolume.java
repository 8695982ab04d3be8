package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;

/** Nobody can tell whether Cinder has a volume: the message says why, and the one that catches it what to do. */
public final class UnknownVolume extends MigrationException {
    private static final long serialVersionUID = 1L;

    UnknownVolume(String why) {
        super(why);
    }
}
