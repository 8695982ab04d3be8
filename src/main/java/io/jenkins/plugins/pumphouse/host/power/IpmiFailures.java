package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException;

/** What a failure of IPMI means to the operator of one BMC. */
final class IpmiFailures {
    private static final int INSUFFICIENT_PRIVILEGE = 0xD4; // IPMI 2.0, table 5-2
    private static final int NOT_IN_THIS_STATE = 0xD5;

    private final BmcAccess access;

    IpmiFailures(BmcAccess access) {
        this.access = access;
    }

    BmcException of(IpmiException e) {
        return switch (e.reason()) {
            case NO_BMC -> new BmcException.NoBmc(access, e.getMessage());
            case SILENT -> new BmcException.Silent(access, e.getMessage());
            case WRONG_SUITE -> new BmcException.WrongSuite(access, e.getMessage());
            case WRONG_USER -> new BmcException.WrongUser(access, e.getMessage());
            case WRONG_PASSWORD -> new BmcException.WrongPassword(access, e.getMessage());
            case WRONG_PRIVILEGE -> missingPrivilege(e.getMessage());
            case BUSY -> new BmcException.Refused(
                    access, e.getMessage() + ". Wait a minute, until it forgets idle ones, or end the others that use it.");
            case NOT_OURS -> new BmcException.Unsupported(access, e.getMessage() + ".");
            case REFUSED -> refused(e);
        };
    }

    private BmcException refused(IpmiException e) {
        return switch (e.completionCode()) {
            case INSUFFICIENT_PRIVILEGE -> missingPrivilege(e.getMessage());
            case NOT_IN_THIS_STATE -> notInThisState(e.getMessage());
            default -> refused(e.getMessage());
        };
    }

    /** @param said the BMC's words, here and below */
    BmcException refused(String said) {
        return new BmcException.Refused(access, "refused: " + said + ". Look at the BMC's own log.");
    }

    BmcException notInThisState(String said) {
        return new BmcException.Refused(
                access, "refused: " + said + ". The machine is in a state in which this cannot be done, such as a reset while it is off.");
    }

    BmcException missingPrivilege(String said) {
        return new BmcException.Refused(
                access,
                "does not let the user \"" + access.username() + "\" do this (" + said
                        + "). Give the user the privilege Operator or Administrator on the BMC.");
    }
}
