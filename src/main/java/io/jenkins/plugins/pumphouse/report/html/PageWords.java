package io.jenkins.plugins.pumphouse.report.html;

import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.model.PhaseRun;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The fixed words of reports on a page, in the language of the person who looks at it. What a step has written (names,
 * types, summaries, reasons) stays as it is in the log; so does a word of another release.
 */
public final class PageWords {
    /** The outcomes that a dry run says otherwise, in English. */
    private static final Map<String, String> WOULD_ENGLISH = Map.of(
            "created",
            "would create",
            "reused",
            "would reuse",
            "updated",
            "would update",
            "deleted",
            "would delete",
            "restored",
            "would roll back",
            "skipped",
            "would skip");

    private static final String OUTCOME = "outcome.";
    private static final String WOULD = OUTCOME + "would.";
    private static final String FIT = "fit.";
    private static final String STATUS = "status.";
    private static final String PHASE = "phase.";
    private static final String DONE = PHASE + "end.done";

    /** All keys of words in {@code Messages}. */
    private static final Set<String> KEYS = keys();

    private PageWords() {}

    private static Set<String> keys() {
        Set<String> keys = words(OUTCOME, Outcome.End.values());
        WOULD_ENGLISH.keySet().forEach(outcome -> keys.add(WOULD + outcome));
        keys.addAll(words(FIT, FitRow.State.values()));
        keys.addAll(words(STATUS, HostState.Status.values()));
        keys.addAll(words(PHASE, Phase.values()));
        keys.add(DONE);
        return keys;
    }

    private static Set<String> words(String prefix, Enum<?>... values) {
        return Arrays.stream(values)
                .map(value -> prefix + value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The outcome of an object: a dry run has made nothing. */
    public static String outcome(Object outcome, boolean dryRun) {
        return dryRun && KEYS.contains(WOULD + outcome) ? Messages.text(WOULD + outcome) : word(OUTCOME, outcome);
    }

    /** The first of these that is not blank: what has no name is called by its id. */
    public static String called(Object... nameAndIds) {
        return Arrays.stream(nameAndIds)
                .map(each -> Objects.toString(each, ""))
                .filter(each -> !each.isBlank())
                .findFirst()
                .orElse("");
    }

    /** The same in English, for a file that is taken along. */
    static String english(Object outcome, boolean dryRun) {
        String word = String.valueOf(outcome);
        return dryRun ? WOULD_ENGLISH.getOrDefault(word, word) : word;
    }

    /** Lines of what a plan needed of the target. */
    public static List<Map<String, Object>> fit(Object rows) {
        return rows instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(row -> fitRow((Map<?, ?>) row))
                        .toList()
                : List.of();
    }

    private static Map<String, Object> fitRow(Map<?, ?> row) {
        Map<String, Object> shown = new TreeMap<>();
        row.forEach((key, value) -> shown.put(String.valueOf(key), value));
        shown.put("word", word(FIT, row.get("state")));
        return shown;
    }

    /** A phase by its name in any case. */
    static String phase(String name) {
        return word(PHASE, name);
    }

    /** How a try of a phase ended. */
    static String end(String end) {
        return "done".equals(end) ? Messages.text(DONE) : end;
    }

    private static String word(String prefix, Object word) {
        String key = prefix + String.valueOf(word).toLowerCase(Locale.ROOT);
        return KEYS.contains(key) ? Messages.text(key) : String.valueOf(word);
    }

    /**
     * A hypervisor on a page.
     *
     * @param message why it failed, or what to know of it; may be null
     */
    public record HostLine(String host, String status, String message, List<PhaseLine> phases) {
        public static HostLine of(HostState state) {
            return new HostLine(
                    state.host(),
                    word(STATUS, state.status()),
                    state.message(),
                    state.phaseRuns().stream().map(PhaseLine::of).toList());
        }
    }

    /** A try of a phase on a page. */
    public record PhaseLine(String phase, String began, long seconds, String end) {
        public static PhaseLine of(PhaseRun run) {
            return new PhaseLine(
                    PageWords.phase(run.phase().name()), run.began(), run.seconds(), PageWords.end(run.end()));
        }
    }
}
