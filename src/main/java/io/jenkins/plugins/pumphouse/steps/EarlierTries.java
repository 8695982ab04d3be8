package io.jenkins.plugins.pumphouse.steps;

import io.jenkins.plugins.pumphouse.report.IncompleteReports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tries of a step that never answered: with an agent that is lost, or a controller that is restarted, goes the
 * account of what they did. The last try finds that done, and would tell of nothing that was changed.
 */
final class EarlierTries {
    private static final String NOTE =
            "the agent was lost, or Jenkins was restarted, while this step worked: what it did"
                    + " before that is in the build's log and in no count";

    private volatile boolean lost;

    void lost() {
        lost = true;
    }

    /** What the last try says it did, and that it may not be all. */
    Map<String, Object> in(Map<String, Object> result) {
        if (!lost) {
            return result;
        }
        Map<String, Object> whole = new LinkedHashMap<>(result);
        whole.put("changed", true);
        whole.put(IncompleteReports.KEY, true);
        List<Object> notes = new ArrayList<>();
        if (result.get("notes") instanceof List<?> others) {
            notes.addAll(others);
        }
        notes.add(0, NOTE);
        whole.put("notes", notes);
        return whole;
    }
}
