package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.faults.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

/** Everything that can go wrong with each request to Fuel in each phase of a host's move, as far as time allows. */
public class FuelFaultsTest {
    private static final List<FaultKind> KINDS = List.of(
            FaultKind.UNAUTHORIZED,
            FaultKind.FORBIDDEN,
            FaultKind.NOT_FOUND,
            FaultKind.CONFLICT,
            FaultKind.ERROR,
            FaultKind.BAD_GATEWAY,
            FaultKind.CUT_BEFORE,
            FaultKind.CUT_AFTER,
            FaultKind.STALL,
            FaultKind.GARBAGE,
            FaultKind.OTHER_OBJECT,
            FaultKind.OTHER_TYPES,
            FaultKind.NULLS,
            FaultKind.WEB_PAGE,
            FaultKind.WEB_PAGE_DONE);

    /** One of so many is tried; {@code -Dhost.faults.sample=1} for all 1,530. */
    private static final int SAMPLE = Integer.getInteger("host.faults.sample", 151);
    /** With which of so many it begins: each number below the sample takes others, and all take all. */
    private static final int FIRST = Integer.getInteger("host.faults.first", 0);
    /** So many at a time: most of a trial waits. */
    private static final int THREADS = Integer.getInteger("host.faults.threads", 2);
    /** A part of a trial's name: only those with it, and all of them. */
    private static final String ONLY = System.getProperty("host.faults.only", "");

    @Test
    public void aMoveEndsInTimeWithTheCauseAndTheNextRunFinishesIt() throws Exception {
        Set<FuelFault> suspicious = ConcurrentHashMap.newKeySet();
        ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> ends = new ArrayList<>();
        for (FuelFault trial : chosen()) {
            ends.add(workers.submit(() -> {
                List<String> found = trial.findings();
                if (!found.isEmpty()) {
                    System.out.println(trial + " " + found); // at once: all of them take long
                    suspicious.add(trial);
                }
                return null;
            }));
        }
        workers.shutdown();
        for (Future<?> end : ends) {
            end.get();
        }

        assertThat(again(suspicious)).isEmpty();
    }

    /**
     * What was found is looked at alone: Fuel has seconds for an answer, which a machine that is busy with other trials
     * may miss. What does not come again is printed all the same: it may be a matter of luck, and not of the machine.
     */
    private static Map<String, List<String>> again(Set<FuelFault> suspicious) throws Exception {
        Map<String, List<String>> findings = new TreeMap<>();
        for (FuelFault trial : suspicious) {
            List<String> found = trial.findings();
            if (found.isEmpty()) {
                System.out.println("did not come again: " + trial);
            } else {
                findings.put(trial.toString(), found);
            }
        }
        return findings;
    }

    private static List<FuelFault> chosen() throws Exception {
        Set<FuelFault> undisturbed = FuelFault.all();
        List<FuelFault> trials = new ArrayList<>();
        for (FaultKind kind : KINDS) {
            undisturbed.forEach(fault -> trials.add(fault.with(kind, false)));
            undisturbed.forEach(fault -> trials.add(fault.with(kind, true)));
        }
        if (!ONLY.isEmpty()) {
            return trials.stream()
                    .filter(trial -> trial.toString().contains(ONLY))
                    .toList();
        }
        List<FuelFault> chosen = new ArrayList<>();
        for (int i = FIRST; i < trials.size(); i += SAMPLE) {
            chosen.add(trials.get(i));
        }
        return chosen;
    }
}
