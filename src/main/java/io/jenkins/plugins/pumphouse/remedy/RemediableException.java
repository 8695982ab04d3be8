package io.jenkins.plugins.pumphouse.remedy;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import java.util.Objects;

/**
 * Something that a person must act on. The message says what failed, on which object of which service, in the service's
 * own words, and what to do next; it never holds a secret. Foreign causes are not kept, so that the exception can
 * travel from an agent whose classes the controller does not have.
 */
public abstract class RemediableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Remedy remedy;
    private final Recovery recovery;

    /** For what lasts until a person acts. */
    protected RemediableException(String message, Remedy remedy) {
        this(message, remedy, Recovery.NONE);
    }

    protected RemediableException(String message, Remedy remedy, Recovery recovery) {
        super(ConsoleText.line(message));
        this.remedy = Objects.requireNonNull(remedy, "remedy");
        this.recovery = Objects.requireNonNull(recovery, "recovery");
    }

    /** What is to be done. */
    public final Remedy remedy() {
        return remedy;
    }

    /** What a run can do by itself before that. */
    public final Recovery recovery() {
        return recovery;
    }
}
