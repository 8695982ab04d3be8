package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.remedy.Recovery;
import io.jenkins.plugins.pumphouse.remedy.RemediableException;
import io.jenkins.plugins.pumphouse.remedy.Remedy;

/**
 * A BMC could not be used or refused something; {@link #remedy} says what to do, and a subclass exists for what
 * somebody catches. The message names the host, the BMC's address and user and what to do next; it never holds the
 * password.
 */
public sealed class BmcException extends RemediableException {
    private static final long serialVersionUID = 1L;

    /**
     * @param passing whether the same may succeed later with nothing corrected: the BMC is busy, restarts, or said
     *     nothing where a refusal is only the more probable cause. Of a BMC that was used before, this is waited for.
     */
    private BmcException(BmcAccess access, Remedy remedy, String what, boolean passing) {
        super(
                access.host() + ": the BMC at " + access.where() + " " + what,
                remedy,
                passing ? Recovery.WAIT : Recovery.NONE);
    }

    /** The BMC does not have the user, or not for access by network. */
    static BmcException wrongUser(BmcAccess access, String said, boolean guessed) {
        return new BmcException(
                access,
                Remedy.WRONG_CREDENTIALS,
                "does not let the user \"" + access.username() + "\" in (" + said
                        + "). Correct the user name of the credentials, or on the BMC enable this user for access"
                        + " by network.",
                guessed);
    }

    /** The BMC rejects the password. */
    static BmcException wrongPassword(BmcAccess access, String said) {
        return new BmcException(
                access,
                Remedy.WRONG_CREDENTIALS,
                "rejects the password of the user \"" + access.username() + "\" (" + said
                        + "). Correct the credentials.",
                false);
    }

    /** There is a machine, but nothing on this port is a BMC of the wanted kind; or the name leads nowhere. */
    static BmcException noBmc(BmcAccess access, String why) {
        return new BmcException(
                access,
                Remedy.UNREACHABLE,
                "is not to be found: " + why + ". Correct the address and port, or switch on the BMC's "
                        + (access.driver() == Driver.REDFISH ? "Redfish service." : "IPMI over LAN."),
                true);
    }

    /** Nothing answers at all. */
    static BmcException silent(BmcAccess access, String waited) {
        return new BmcException(
                access,
                Remedy.UNREACHABLE,
                "does not answer: " + waited + ". Check the address, that the BMC has power and network, and that "
                        + access.driver().transport() + " port " + access.port()
                        + " is open from the agent or controller that runs this step.",
                true);
    }

    /** The BMC is there and cannot do it now: it is busy, starts, is updated, or all its sessions are taken. */
    public static final class Busy extends BmcException {
        private static final long serialVersionUID = 1L;

        Busy(BmcAccess access, String said) {
            super(
                    access,
                    Remedy.CONFLICT,
                    "cannot do this now: " + said
                            + ". Wait a minute; if that does not help, end the sessions of others that use it, or"
                            + " restart the BMC.",
                    true);
        }
    }

    /** The BMC does not offer the wanted cipher suite. */
    static BmcException wrongSuite(BmcAccess access, String said, boolean guessed) {
        return new BmcException(
                access,
                Remedy.NOT_SUPPORTED,
                access.suite() == 0
                        ? "does not accept cipher suite 17 or 3 (" + said + "). Enable one of them on the BMC."
                        : "does not accept cipher suite " + access.suite() + " (" + said + "). Set the cipher suite to "
                                + (access.suite() == 17 ? 3 : 17)
                                + " or leave it out, or enable this one on the BMC.",
                guessed);
    }

    /** The BMC understood and said no: a missing privilege, or not in the machine's present state. */
    public static final class Refused extends BmcException {
        private static final long serialVersionUID = 1L;

        Refused(BmcAccess access, Remedy remedy, String what, boolean passing) {
            super(access, remedy, what, passing);
        }
    }

    /** The BMC, or this machine, lacks what is needed. */
    public static final class Unsupported extends BmcException {
        private static final long serialVersionUID = 1L;

        Unsupported(BmcAccess access, String what) {
            this(access, what, false);
        }

        Unsupported(BmcAccess access, String what, boolean guessed) {
            super(access, Remedy.NOT_SUPPORTED, what, guessed);
        }
    }
}
