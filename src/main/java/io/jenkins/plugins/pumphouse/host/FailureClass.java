package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.remedy.Recovery;
import io.jenkins.plugins.pumphouse.remedy.RemediableException;

/**
 * What a failure of a look or an act means for the host. Only the failure itself says so: what is no
 * {@link RemediableException} is a mistake in Pumphouse, which does not pass.
 *
 * @param message for the operator
 */
record FailureClass(Recovery recovery, String message) {
    static FailureClass of(RuntimeException e) {
        return new FailureClass(
                e instanceof RemediableException told ? told.recovery() : Recovery.NONE,
                e.getMessage() == null ? e.toString() : e.getMessage());
    }
}
