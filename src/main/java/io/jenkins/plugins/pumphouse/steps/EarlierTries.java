package io.jenkins.plugins.pumphouse.steps;

import io.jenkins.plugins.pumphouse.report.IncompleteReports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The tries of a step that never answered: with an agent that is lost, or a controller that is restarted, goes the
 * account of what they did. The last try finds that done, and would tell of nothing that was changed.
 */
public final class EarlierTries {
    private static final String NOTE =
            "the agent was lost, or Jenkins was restarted, while this step worked: what it did"
                    + " before that is in the build's log and in no count";

    private static final Logger LOGGER = Logger.getLogger(EarlierTries.class.getName());

    /** Whether a try never answered that may have changed something. */
    private boolean lost;
    /** Null until the first try in this JVM, and of a step that loses nothing. */
    private FirstChange firstChange;

    /** Where it is kept. */
    interface Place {
        FirstChange find() throws IOException, InterruptedException;
    }

    /** Before each try: the first of them in this JVM looks whether those before have changed anything. */
    synchronized void keepIn(Place place) throws InterruptedException {
        if (firstChange != null) {
            return;
        }
        try {
            firstChange = place.find();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A lost try will count as one that has changed something", e);
            firstChange = FirstChange.unknown();
        }
        if (lost) {
            lost = !firstChange.isToCome();
        } else {
            firstChange.begin();
        }
    }

    /** The try under way may change something from now on. */
    public synchronized void change() {
        if (firstChange != null) {
            firstChange.comes();
        }
    }

    /** A try will never answer; until {@link #keepIn} has looked, it may have changed anything. */
    synchronized void lost() {
        lost |= firstChange == null || !firstChange.isToCome();
    }

    /** Whether a try has been lost that may have changed something. */
    public synchronized boolean hasLost() {
        return lost;
    }

    /** What the last try says it did, and that it may not be all. */
    synchronized Map<String, Object> in(Map<String, Object> result) {
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
