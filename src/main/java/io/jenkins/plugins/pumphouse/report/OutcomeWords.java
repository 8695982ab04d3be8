package io.jenkins.plugins.pumphouse.report;

import java.util.Map;

/** The outcome of an object in English, for a file that is taken along: a dry run has made nothing. */
final class OutcomeWords {
    static final Map<String, String> WOULD = Map.of(
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

    private OutcomeWords() {}

    static String of(Object outcome, boolean dryRun) {
        String word = String.valueOf(outcome);
        return dryRun ? WOULD.getOrDefault(word, word) : word;
    }
}
