package io.jenkins.plugins.pumphouse.steps;

import hudson.Util;
import java.util.List;
import java.util.Objects;

/** Names as a script gives them, in a list, or a form, one a line. */
public final class Names {
    private Names() {}

    /** Without blanks, empty ones and repetitions; empty for null. */
    public static List<String> of(List<String> given) {
        return given == null
                ? List.of()
                : given.stream()
                        .filter(Objects::nonNull)
                        .flatMap(String::lines)
                        .map(Util::fixEmptyAndTrim)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
    }
}
