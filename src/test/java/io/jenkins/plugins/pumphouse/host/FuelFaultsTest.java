package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.faults.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /** One of so many is tried; {@code -Dhost.faults.sample=1} for all 1,260. */
    private static final int SAMPLE = Integer.getInteger("host.faults.sample", 127);

    @Test
    public void aMoveEndsInTimeWithTheCauseAndTheNextRunFinishesIt() throws Exception {
        Set<FuelFault> undisturbed = FuelFault.all();
        List<FuelFault> trials = new ArrayList<>();
        for (FaultKind kind : KINDS) {
            undisturbed.forEach(fault -> trials.add(fault.with(kind, false)));
            undisturbed.forEach(fault -> trials.add(fault.with(kind, true)));
        }
        Map<String, List<String>> findings = new TreeMap<>();
        for (int i = 0; i < trials.size(); i += SAMPLE) {
            List<String> found = trials.get(i).findings();
            if (!found.isEmpty()) {
                findings.put(trials.get(i).toString(), found);
            }
        }

        assertThat(findings).isEmpty();
    }
}
