package io.jenkins.plugins.pumphouse.console;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists in messages: the first names, and how many more there are. */
public final class FirstFew {

    private FirstFew() {}

    /** {@code cmp-1, cmp-2 and 14 more}. */
    public static String of(Collection<String> all, int most) {
        return all.stream().limit(most).collect(Collectors.joining(", "))
                + (all.size() > most ? " and " + (all.size() - most) + " more" : "");
    }
}
