package io.jenkins.plugins.pumphouse.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.migration.Migration;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.io.Serializable;

/**
 * One request's work in one call: the same on the controller and on an agent, where the bytes of images then flow.
 *
 * <p>Failures come back as text, since the classes behind an exception may be unknown, or not allowed, on the controller.
 */
final class RemoteMigration extends PrintingCall<RemoteMigration.Answer> {
    private static final long serialVersionUID = 1L;

    private final MigrationRequest request;

    RemoteMigration(MigrationRequest request, TaskListener listener) {
        super(listener);
        this.request = request;
    }

    /**
     * A report, or why there is none.
     *
     * @param report null when the migration could not even be planned
     * @param error  what to tell the user then; null otherwise
     */
    record Answer(Report report, String error) implements Serializable {}

    @Override
    Answer work() throws InterruptedException {
        try {
            return new Answer(new Migration(request, this::print).run(), null);
        } catch (CloudException | MigrationException e) {
            return new Answer(null, e.getMessage());
        }
    }
}
