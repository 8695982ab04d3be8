package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.remedy.Recovery;
import io.jenkins.plugins.pumphouse.remedy.RemediableException;
import io.jenkins.plugins.pumphouse.remedy.Remedy;

/**
 * What a failure of a look or an act means for the host. Only the failure itself says so: what is no
 * {@link RemediableException} is a mistake in Pumphouse, which does not pass.
 *
 * @param faulty whether the service itself does not work; false for one that works on something else, or whose object
 *     has changed
 * @param message for the operator
 */
record FailureClass(Recovery recovery, boolean faulty, String message) {
    static FailureClass of(RuntimeException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return e instanceof RemediableException told
                ? new FailureClass(told.recovery(), isFaulty(told.remedy()), message)
                : new FailureClass(Recovery.NONE, true, message);
    }

    private static boolean isFaulty(Remedy remedy) {
        return switch (remedy) {
            case CONFLICT, CHANGED_MEANWHILE, LOST -> false;
            default -> true;
        };
    }
}
