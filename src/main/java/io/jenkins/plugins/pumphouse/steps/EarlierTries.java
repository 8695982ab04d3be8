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

    private boolean lost;
    private boolean restarted;
    private boolean looked;
    /** Null until it is known where the build keeps its files, and of a step that loses nothing or cannot know. */
    private FirstChange firstChange;

    /** Where it is kept. */
    interface Place {
        FirstChange find() throws IOException, InterruptedException;
    }

    /** Jenkins was restarted; until {@link #keepIn} has looked, a try may have changed anything. */
    synchronized void restarted() {
        restarted = true;
        lost = true;
    }

    /** Before each try: the first of them in this JVM looks whether those before have changed anything. */
    synchronized void keepIn(Place place) throws InterruptedException {
        if (looked) {
            return;
        }
        looked = true;
        try {
            firstChange = place.find();
            if (restarted) {
                lost = !firstChange.isToCome();
            } else {
                firstChange.begin();
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A lost try will count as one that has changed something", e);
        }
    }

    /** The try under way may change something from now on. */
    public synchronized void change() {
        if (firstChange != null) {
            firstChange.comes();
        }
    }

    synchronized void lost() {
        lost |= firstChange == null || !firstChange.isToCome();
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
