package io.jenkins.plugins.pumphouse.migration.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a run does about a target that lacks what the plan needs. */
public enum Fit {
    /** It says so, keeps back what is sure to be refused, and does the rest. */
    WARN,
    /** It writes nothing if the target is sure to refuse a part. */
    FAIL;

    /** As pipelines write it: {@code warn}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Fit::word).toList();
    }

    /** @param word one of {@link #words}; null for the usual */
    public static Fit of(String word) {
        return word == null ? WARN : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
