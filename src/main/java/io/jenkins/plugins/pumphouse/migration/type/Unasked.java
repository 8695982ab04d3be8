package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.Decision;

/**
 * What becomes of an object that a step only needs, and that differs in what somebody has closed on the target.
 *
 * @param decision {@link Decision#REUSE} where the step can do with it as it is, else {@link Decision#CONFLICT}
 * @param reason for a person, with the step that brings it
 */
public record Unasked(Decision decision, String reason) {
    /**
     * It stays as it is.
     *
     * @param why follows "because"
     * @param step is asked for such objects
     */
    public static Unasked left(String why, String step) {
        return new Unasked(Decision.REUSE, "left alone, because " + why + "; " + step + " brings it");
    }

    /** It stays as it is, because this step was asked for other objects. */
    public static Unasked left(String step) {
        return left("this step only needs it", step);
    }
}
