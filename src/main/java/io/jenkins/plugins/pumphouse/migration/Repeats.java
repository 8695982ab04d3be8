package io.jenkins.plugins.pumphouse.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of a log that say the same of many objects: the first are shown, and the others counted. What needs an object
 * that failed says the same whatever that object is: of ninety groups in conflict, hundreds of ports wait for one each.
 */
final class Repeats {
    private static final int SHOWN = 3;

    /** As the engine and the plan write it. */
    private static final Pattern WAITS = Pattern.compile("needs (.+), (which (?:failed|is in conflict))");

    private final Map<String, Repeat> repeats = new LinkedHashMap<>();

    private static final class Repeat {
        private final Set<String> needed = new LinkedHashSet<>();
        private int count;
    }

    /** Counts one more, and tells whether it is one of the first. */
    synchronized boolean isShown(char sign, String text) {
        if (text.isEmpty()) {
            return true;
        }
        Matcher waits = WAITS.matcher(text);
        boolean waiting = waits.matches();
        Repeat repeat = repeats.computeIfAbsent(sign + "  " + (waiting ? waits.group(2) : text), line -> new Repeat());
        repeat.count++;
        if (repeat.count <= SHOWN) {
            return true;
        }
        if (waiting) {
            repeat.needed.add(waits.group(1));
        }
        return false;
    }

    /** A line for each text that was not always shown; from then on all are counted anew. */
    synchronized List<String> hidden() {
        List<String> lines = new ArrayList<>();
        repeats.forEach((line, repeat) -> {
            int more = repeat.count - SHOWN;
            if (more > 0) {
                String text = line.substring(3);
                lines.add(line.charAt(0) + "  " + more
                        + (repeat.needed.isEmpty() ? " more: " + text : waiting(more, repeat.needed, text)));
            }
        });
        repeats.clear();
        return lines;
    }

    private static String waiting(int more, Set<String> needed, String how) {
        List<String> first = needed.stream().limit(SHOWN).toList();
        int others = needed.size() - first.size();
        return (more == 1 ? " more waits for " : " more wait for ") + String.join(", ", first)
                + (others == 0 ? "" : " and " + others + " others") + ", "
                + (needed.size() == 1 ? how : how.replace("which is", "which are"));
    }
}
