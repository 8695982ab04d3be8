package io.jenkins.plugins.pumphouse.steps.agent;

import io.jenkins.plugins.pumphouse.migration.model.Claims;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The controller's claims as the work sees them, wherever it runs. A question that the channel does not carry, as it is
 * closed or the asking thread is interrupted, ends in any exception there is; this class ends it in words, and the
 * object is not written.
 */
record AskedClaims(Claims controller) implements Claims {
    private static final Logger LOGGER = Logger.getLogger(AskedClaims.class.getName());

    @Override
    public long now() {
        try {
            return controller.now();
        } catch (RuntimeException e) {
            throw unanswered(e);
        }
    }

    @Override
    public Grant claim(String key, Claimant claimant, long since) {
        try {
            return controller.claim(key, claimant, since);
        } catch (RuntimeException e) {
            throw unanswered(e);
        }
    }

    /** The controller releases all when the call ends, so what cannot be released now is not held for long. */
    @Override
    public void release(String key, Claimant claimant) {
        quietly(() -> controller.release(key, claimant));
    }

    @Override
    public void releaseAll(Claimant claimant) {
        quietly(() -> controller.releaseAll(claimant));
    }

    private static void quietly(Runnable release) {
        try {
            release.run();
        } catch (RuntimeException e) {
            Stages.keepInterrupt(e);
            LOGGER.log(Level.FINE, "A claim is left for the controller to release", e);
        }
    }

    private static MigrationException unanswered(RuntimeException e) {
        Stages.keepInterrupt(e);
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new MigrationException("The Jenkins controller could not be asked whether another build works on it ("
                + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
                + "); it was not written. Run the step again.");
    }
}
