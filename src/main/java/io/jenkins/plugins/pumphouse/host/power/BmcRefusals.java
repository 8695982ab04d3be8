package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.remedy.Remedy;

/** What a BMC's "no" means to the operator, whatever language it was said in; {@code said} are the BMC's words. */
record BmcRefusals(BmcAccess access) {

    BmcException.Refused of(String said) {
        return new BmcException.Refused(
                access, Remedy.SERVICE_FAULT, "refused: " + said + ". Look at the BMC's own log.", false);
    }

    BmcException.Refused notInThisState(String said) {
        return notInThisState(said, true);
    }

    /** @param passing whether the state may be one that ends by itself, as while the machine starts or shuts down */
    BmcException.Refused notInThisState(String said, boolean passing) {
        return new BmcException.Refused(
                access,
                Remedy.CONFLICT,
                "refused: " + said
                        + ". The machine is in a state in which this cannot be done, such as a reset while it is off.",
                passing);
    }

    BmcException.Busy notNow(String said) {
        return new BmcException.Busy(access, said);
    }

    BmcException.Refused missingPrivilege(String said) {
        return new BmcException.Refused(
                access,
                Remedy.MISSING_RIGHT,
                "does not let the user \"" + access.username() + "\" do this (" + said
                        + "). Give the user the privilege Operator or Administrator on the BMC.",
                false);
    }
}
