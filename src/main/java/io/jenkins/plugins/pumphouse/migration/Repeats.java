package io.jenkins.plugins.pumphouse.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines of a log that say the same of many objects: the first are shown, and the others counted. */
final class Repeats {
    private static final int SHOWN = 3;

    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** Counts one more, and tells whether it is one of the first. */
    synchronized boolean isShown(char sign, String text) {
        return text.isEmpty() || counts.merge(sign + "  " + text, 1, Integer::sum) <= SHOWN;
    }

    /** A line for each text that was not always shown; from then on all are counted anew. */
    synchronized List<String> hidden() {
        List<String> lines = new ArrayList<>();
        counts.forEach((line, count) -> {
            if (count > SHOWN) {
                lines.add(line.charAt(0) + "  " + (count - SHOWN) + " more: " + line.substring(3));
            }
        });
        counts.clear();
        return lines;
    }
}
