package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException;
import io.jenkins.plugins.pumphouse.host.power.ipmi.SessionOpening;
import java.util.List;

/** What a failure of ipmitool means to the operator of one BMC. */
final class IpmitoolFailures {
    private final BmcAccess access;
    private final IpmiFailures failures;
    private final BmcRefusals refusals;

    IpmitoolFailures(BmcAccess access) {
        this.access = access;
        this.failures = new IpmiFailures(access);
        this.refusals = new BmcRefusals(access);
    }

    BmcException of(Ipmitool.Result result) {
        String said = "ipmitool: " + lastWords(result.output());
        return switch (IpmitoolVerdict.of(result)) {
            case BUSY -> refusals.notNow("ipmitool: " + line(result.output(), IpmitoolVerdict.BUSY.words()));
            case WRONG_SUITE ->
                BmcException.wrongSuite(access, "ipmitool: " + line(result.output(), "open session"), false);
            case WRONG_PRIVILEGE -> refusals.missingPrivilege("ipmitool: " + line(result.output(), "rivilege", "role"));
            case WRONG_USER -> BmcException.wrongUser(access, "ipmitool: " + line(result.output(), "name"), false);
            case WRONG_PASSWORD ->
                BmcException.wrongPassword(access, "ipmitool: " + line(result.output(), "RAKP", "password"));
            case NO_SESSION -> noSession(said);
            case KILLED ->
                noSession("ipmitool did not end within " + access.timeout().toMillis() / 1000.0 + " s");
            case REFUSED, DONE -> refused(said, result.output());
        };
    }

    /** The output of a call that went well lacks what was looked for. */
    BmcException notUnderstood(String output) {
        return new BmcException.Unsupported(
                access,
                "cannot be understood through ipmitool, which said: " + lastWords(output) + ". Use the driver ipmi.");
    }

    private BmcException refused(String said, String output) {
        if (output.contains("Insufficient privilege level")) {
            return refusals.missingPrivilege(said);
        }
        return output.contains("not supported in present state") ? refusals.notInThisState(said) : refusals.of(said);
    }

    /**
     * Asks the BMC what it answers to everybody: of a host that does not exist, ipmitool says the same as of much else.
     */
    void unlessThereIsABmc() {
        try {
            SessionOpening.probe(access.address(), access.port(), access.timeout());
        } catch (IpmiException e) {
            throw failures.of(e);
        }
    }

    private BmcException noSession(String said) {
        unlessThereIsABmc();
        return new BmcException.Unsupported(
                access,
                "answers, but no session comes about (" + said
                        + "). Check the user and the password; the driver ipmi says more.",
                true);
    }

    private static String line(String output, String... words) {
        return output.lines()
                .filter(line -> List.of(words).stream().anyMatch(line::contains))
                .findFirst()
                .map(String::strip)
                .orElseGet(() -> lastWords(output));
    }

    private static String lastWords(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((first, last) -> last)
                .orElse("nothing");
    }
}
