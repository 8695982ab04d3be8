package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException;

/** What a failure of IPMI means to the operator of one BMC. */
final class IpmiFailures {
    private static final int INSUFFICIENT_PRIVILEGE = 0xD4; // IPMI 2.0, table 5-2
    private static final int NOT_IN_THIS_STATE = 0xD5;

    private final BmcAccess access;
    private final BmcRefusals refusals;

    IpmiFailures(BmcAccess access) {
        this.access = access;
        this.refusals = new BmcRefusals(access);
    }

    BmcException of(IpmiException e) {
        return switch (e.reason()) {
            case NO_BMC -> BmcException.noBmc(access, e.getMessage());
            case SILENT -> BmcException.silent(access, e.getMessage());
            case WRONG_SUITE -> BmcException.wrongSuite(access, e.getMessage(), e.isGuess());
            case WRONG_USER -> BmcException.wrongUser(access, e.getMessage(), e.isGuess());
            case WRONG_PASSWORD -> BmcException.wrongPassword(access, e.getMessage());
            case WRONG_PRIVILEGE -> refusals.missingPrivilege(e.getMessage());
            case BUSY -> refusals.notNow(e.getMessage());
            case NOT_OURS -> new BmcException.Unsupported(access, e.getMessage() + ".");
            case REFUSED -> refused(e);
        };
    }

    private BmcException refused(IpmiException e) {
        return switch (e.completionCode()) {
            case INSUFFICIENT_PRIVILEGE -> refusals.missingPrivilege(e.getMessage());
            case NOT_IN_THIS_STATE -> refusals.notInThisState(e.getMessage());
            default -> refusals.of(e.getMessage());
        };
    }
}
