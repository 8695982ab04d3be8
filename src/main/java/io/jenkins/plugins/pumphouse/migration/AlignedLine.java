package io.jenkins.plugins.pumphouse.migration;

import java.util.Locale;

/** A line of the log about one object: sign, kind and name in columns, then a text. */
final class AlignedLine {
    private static final int KIND_WIDTH = 16;
    private static final int NAME_WIDTH = 20;
    private static final int ID_SHOWN = 8;

    private AlignedLine() {}

    static String of(char sign, String kind, String name, String text) {
        String line = String.format(
                Locale.ROOT, "%c  %-" + KIND_WIDTH + "s %-" + NAME_WIDTH + "s %s", sign, kind, name, text);
        return line.stripTrailing();
    }

    /** The beginning of an id; a question mark for null. */
    static String shortened(String id) {
        return id == null ? "?" : id.length() <= ID_SHOWN + 1 ? id : id.substring(0, ID_SHOWN) + "…";
    }
}
