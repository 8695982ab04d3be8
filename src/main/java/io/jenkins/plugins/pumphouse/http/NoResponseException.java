package io.jenkins.plugins.pumphouse.http;

/**
 * A call got no whole response. The message names method and address, why, and what to do. The foreign cause is not
 * kept, so that the exception can travel from an agent.
 */
public final class NoResponseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean reads;
    private final boolean sent;
    private final boolean late;
    private final boolean lasting;

    NoResponseException(String message, boolean reads, boolean sent, boolean late, boolean lasting) {
        super(message);
        this.reads = reads;
        this.sent = sent;
        this.late = late;
        this.lasting = lasting;
    }

    /** The same, of a call whose earlier try the service may have seen. */
    NoResponseException afterDoubt(boolean doubt) {
        return doubt == sent ? this : new NoResponseException(super.getMessage(), reads, true, late, lasting);
    }

    @Override
    public String getMessage() {
        return super.getMessage()
                + (mayHaveBeenDone() ? " The service may have carried it out: check before you send it again." : "");
    }

    /** Whether the service may have seen the call; false is certain. */
    public boolean sent() {
        return sent;
    }

    /** Whether the service may have changed something; false is certain. */
    public boolean mayHaveBeenDone() {
        return sent && !reads;
    }

    /**
     * Whether it was a time-out, of the connection or of the response; false when something refused or sent what is not
     * HTTP.
     */
    public boolean late() {
        return late;
    }

    /** Whether a second try would fail in the same way: a certificate does not change within seconds. */
    boolean lasting() {
        return lasting;
    }
}
