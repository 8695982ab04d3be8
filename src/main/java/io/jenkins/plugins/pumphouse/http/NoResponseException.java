package io.jenkins.plugins.pumphouse.http;

/**
 * A call got no whole answer. The message names method and address, why, and what to do. The foreign cause is not kept,
 * so that the exception can travel from an agent.
 */
public final class NoResponseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;
    private final boolean late;

    NoResponseException(String message, boolean sent, boolean late) {
        super(message);
        this.sent = sent;
        this.late = late;
    }

    /** Whether the service may have seen the call; false is certain. */
    public boolean sent() {
        return sent;
    }

    /** Whether the time ran out, on the way there or for the answer; false when somebody said no or said nonsense. */
    public boolean late() {
        return late;
    }
}
