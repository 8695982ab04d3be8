package io.jenkins.plugins.pumphouse.host.power.ipmi;

/** Why a BMC could not be spoken to over IPMI. Checked, so that nobody forgets to say it in the operator's words. */
public final class IpmiException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is to blame; each has another remedy. */
    public enum Reason {
        /** The name does not resolve, the port is closed, or what answers does not speak IPMI. */
        NO_BMC,
        /** It speaks IPMI, but not version 2.0, or wants a key that we do not have. */
        NOT_OURS,
        SILENT,
        WRONG_SUITE,
        WRONG_USER,
        WRONG_PASSWORD,
        /** The user may not have the privilege that was asked for. */
        WRONG_PRIVILEGE,
        /** Not now: all sessions of the BMC are taken, or it answered with a completion code that means "later". */
        BUSY,
        /** A command was answered with another completion code that is not 0. */
        REFUSED
    }

    private final Reason reason;
    private final int completionCode;
    private final boolean guess;

    IpmiException(Reason reason, String message) {
        this(reason, message, 0, false);
    }

    private IpmiException(Reason reason, String message, int completionCode, boolean guess) {
        super(message);
        this.reason = reason;
        this.completionCode = completionCode;
        this.guess = guess;
    }

    /** The BMC said nothing, for which this is the most probable reason; it may also be busy. */
    static IpmiException bySilence(Reason reason, String message) {
        return new IpmiException(reason, message, 0, true);
    }

    static IpmiException refused(Command command, int completionCode) {
        return new IpmiException(
                CompletionCode.isPassing(completionCode) ? Reason.BUSY : Reason.REFUSED,
                command.title() + ": " + CompletionCode.text(completionCode),
                completionCode,
                false);
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the reason was concluded from silence and not said by the BMC. */
    public boolean isGuess() {
        return guess;
    }

    /** What the BMC said to a command, see table 5-2; 0 when it was not asked one. */
    public int completionCode() {
        return completionCode;
    }
}
