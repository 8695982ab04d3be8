package io.jenkins.plugins.pumphouse.http;

/**
 * A call got no whole answer. The message names method and address, why, and what to do. The foreign cause is not kept, so that the
 * exception can travel from an agent.
 */
public final class NoAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    NoAnswer(String message, boolean sent) {
        super(message);
        this.sent = sent;
    }

    /** Whether the service may have seen the call; false is certain. */
    public boolean sent() {
        return sent;
    }
}
