package io.jenkins.plugins.pumphouse.console;

import java.util.Locale;

/**
 * Text from a cloud, made safe for a build's log. A user who may name a server could otherwise write whole lines into
 * the log, colour or erase others by ANSI sequences, turn the reading direction, or open one of Jenkins' console notes,
 * whose preamble is {@code ESC [8mha:}. Such characters are shown as Java would write them: {@code \}{@code u001B}.
 */
public final class ConsoleText {
    private ConsoleText() {}

    /** One line: line breaks are escaped too. Null stays null. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** A message of Pumphouse that may have several lines, in which names have been escaped before. Null stays null. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean breaks) {
        if (text == null || text.chars().allMatch(c -> isHarmless((char) c, breaks))) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (char c : text.toCharArray()) {
            if (isHarmless(c, breaks)) {
                shown.append(c);
            } else if (c == '\n') {
                shown.append("\\n");
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
            }
        }
        return shown.toString();
    }

    /** Control characters, line and paragraph separators, and those that turn or hide text (Unicode bidi controls). */
    private static boolean isHarmless(char c, boolean breaks) {
        int type = Character.getType(c);
        return (breaks && c == '\n')
                || (type != Character.CONTROL
                        && type != Character.FORMAT
                        && type != Character.LINE_SEPARATOR
                        && type != Character.PARAGRAPH_SEPARATOR);
    }
}
