package io.jenkins.plugins.pumphouse.report.html;

import io.jenkins.plugins.pumphouse.console.FirstFew;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Under what a plan is made or applied, beside the clouds' objects.
 *
 * @param addresses of {@code source} and {@code target}: a name may mean another cloud when the plan is applied
 * @param options arguments of the step that decide what becomes of an object, or what guards it, each with its words;
 *     not those that only pace it
 * @param version of Pumphouse; null where nothing tells
 */
public record PlanTerms(Map<String, String> addresses, Map<String, List<String>> options, String version) {
    /** Of clouds of which only the names matter, and a step without options. */
    public static final PlanTerms NONE = new PlanTerms(Map.of(), Map.of(), null);

    private static final int NAMED = 10;

    /** Arguments that let more happen with each word: a further one was not approved. */
    private static final Set<String> LOOSENING = Set.of("accept", "force");

    /** Arguments that guard with each word: one less was not approved. */
    private static final Set<String> GUARDING = Set.of("failIfLost", "fit", "healthCheck");

    public PlanTerms {
        addresses = new TreeMap<>(addresses);
        options = new TreeMap<>(options);
    }

    /** What the step is given otherwise than the plan was, one text each. */
    List<String> otherThan(Map<String, List<String>> planned) {
        List<String> changes = new ArrayList<>();
        options.forEach((name, now) -> {
            List<String> then = planned.getOrDefault(name, List.of());
            if (!isSame(name, then, now)) {
                changes.add(name + " is " + text(then) + " in the plan, " + text(now) + " in the step");
            }
        });
        planned.forEach((name, then) -> {
            if (!options.containsKey(name)) {
                changes.add(name + " is " + text(then) + " in the plan, not in the step");
            }
        });
        return changes;
    }

    private static boolean isSame(String name, List<String> then, List<String> now) {
        if (LOOSENING.contains(name)) {
            return then.containsAll(now);
        }
        return GUARDING.contains(name)
                ? now.containsAll(then)
                : Set.copyOf(then).equals(Set.copyOf(now));
    }

    private static String text(List<String> words) {
        return words.isEmpty() ? "not given" : FirstFew.of(words, NAMED);
    }

    /** Whether a plan was made by another version, as far as is known. */
    boolean isOther(String other) {
        return version != null && other != null && !version.equals(other);
    }
}
