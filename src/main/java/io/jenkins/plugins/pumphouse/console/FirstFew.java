package io.jenkins.plugins.pumphouse.console;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists in messages: the first names, and how many more there are. */
public final class FirstFew {
    private FirstFew() {}

    /** {@code cmp-1, cmp-2 and 14 more}. */
    public static String of(Collection<String> all, int most) {
        return of(all, most, ", ");
    }

    /** The same with something else between two of them. */
    public static String of(Collection<String> all, int most, String separator) {
        return all.stream().limit(most).collect(Collectors.joining(separator))
                + (all.size() > most ? " and " + (all.size() - most) + " more" : "");
    }

    /**
     * Each on an indented line of its own, the first one too.
     *
     * @param where the others are, after how many they are; may be empty
     */
    public static String lines(Collection<String> all, int most, String where) {
        return all.stream().limit(most).map(each -> "\n  " + each).collect(Collectors.joining())
                + (all.size() > most ? "\n  and " + (all.size() - most) + " more" + where : "");
    }
}
