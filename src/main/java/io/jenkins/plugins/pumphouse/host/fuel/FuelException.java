package io.jenkins.plugins.pumphouse.host.fuel;

import io.jenkins.plugins.pumphouse.remedy.Recovery;
import io.jenkins.plugins.pumphouse.remedy.RemediableException;
import io.jenkins.plugins.pumphouse.remedy.Remedy;

/**
 * Fuel could not be used, or refused a call; {@link #remedy} says what to do, and a subclass exists for what somebody
 * catches. The message says what failed, on which cloud's Fuel, in Fuel's own words, and what to do next; it never
 * holds a token or a password. Foreign causes are not kept, so that the exception can travel from an agent.
 */
public sealed class FuelException extends RemediableException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String words;

    private FuelException(String message, Remedy remedy, Recovery recovery, int status, String words) {
        super(message, remedy, recovery);
        this.status = status;
        this.words = words;
    }

    /** The HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** Fuel's own words, on one line; empty when it said nothing. */
    public String words() {
        return words;
    }

    /** User name, password or tenant are wrong, or missing where Fuel asks for them. */
    static FuelException wrongCredentials(String message, int status, String words) {
        return new FuelException(message, Remedy.WRONG_CREDENTIALS, Recovery.NONE, status, words);
    }

    /** No answer, or only of something before Fuel: wait and look again, or correct the address. */
    public static final class Unreachable extends FuelException {
        private static final long serialVersionUID = 1L;

        private Unreachable(String message, Recovery recovery, int status, String words) {
            super(message, Remedy.UNREACHABLE, recovery, status, words);
        }

        /** Nothing answered; whether Fuel has carried the call out is unknown. */
        static Unreachable silent(String message) {
            return new Unreachable(message, Recovery.WAIT, 0, "");
        }

        /** The web server before Nailgun answered in its place: what Nailgun did is unknown. */
        static Unreachable atProxy(String message, int status, String words) {
            return new Unreachable(message, Recovery.WAIT, status, words);
        }

        /** Another address was named; waiting cannot help. */
        static Unreachable elsewhere(String message, int status, String words) {
            return new Unreachable(message, Recovery.NONE, status, words);
        }
    }

    /** Something else is running in the environment, or holds Fuel's database: wait for its end. Nothing was done. */
    public static final class Busy extends FuelException {
        private static final long serialVersionUID = 1L;

        Busy(String message, int status, String words) {
            super(message, Remedy.CONFLICT, Recovery.WAIT, status, words);
        }
    }

    /** Fuel does not accept the call as it is: correct what its words name. Nothing was done. */
    public static final class Rejected extends FuelException {
        private static final long serialVersionUID = 1L;

        /**
         * @param changed whether the node has changed since it was looked at, so that another look finds what is to be
         *     done now
         */
        Rejected(String message, int status, String words, boolean changed) {
            super(
                    message,
                    changed ? Remedy.CHANGED_MEANWHILE : Remedy.NOT_SUPPORTED,
                    changed ? Recovery.WAIT : Recovery.NONE,
                    status,
                    words);
        }
    }

    /** There is no such environment, node or task (any more). */
    public static final class NotFound extends FuelException {
        private static final long serialVersionUID = 1L;

        NotFound(String message, int status, String words) {
            // A node that another try has deleted is found again, or registered anew, by the next look.
            super(message, Remedy.LOST, words.startsWith("Node") ? Recovery.WAIT : Recovery.NONE, status, words);
        }
    }

    /** Fuel itself failed, or answered something that is not its API. */
    public static final class Fault extends FuelException {
        private static final long serialVersionUID = 1L;

        Fault(String message, int status, String words) {
            super(message, Remedy.SERVICE_FAULT, Recovery.WAIT, status, words);
        }
    }
}
