package io.jenkins.plugins.pumphouse.faults;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * What was found is looked at alone: the clouds answer within a short time-out, which a machine that is busy with other
 * things may miss. A finding that does not come again is printed all the same: it may be a matter of luck, and not of
 * the machine.
 */
final class Retrial {
    private Retrial() {}

    /** Makes trials one at a time. */
    interface Alone {
        List<Verdict> run(List<Trial> trials) throws InterruptedException, ExecutionException;
    }

    /** Those that found something again, alone. */
    static List<Verdict> of(List<Verdict> first, Alone alone, PrintStream out)
            throws InterruptedException, ExecutionException {
        List<Verdict> found = first.stream().filter(verdict -> !verdict.good()).toList();
        List<Verdict> again = alone
                .run(found.stream().map(verdict -> verdict.trial).toList())
                .stream()
                .filter(verdict -> !verdict.good())
                .toList();
        List<Trial> confirmed = again.stream().map(verdict -> verdict.trial).toList();
        found.stream()
                .filter(verdict -> !confirmed.contains(verdict.trial))
                .forEach(verdict -> out.println("did not come again: " + verdict));
        return again;
    }
}
