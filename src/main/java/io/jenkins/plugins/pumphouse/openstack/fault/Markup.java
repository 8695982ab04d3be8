package io.jenkins.plugins.pumphouse.openstack.fault;

import java.util.Locale;
import java.util.Set;

/**
 * The words in HTML and XML, in one pass. A pattern that looks for the end of each beginning takes quadratic time for a
 * body of many beginnings without an end, and a body may hold anything.
 */
final class Markup {

    private static final Set<String> INVISIBLE = Set.of("script", "style", "title", "head");

    private Markup() {}

    /**
     * The text of the first {@code <message>} of XML, else of the body of HTML, else the text itself; lines are kept.
     */
    static String words(String text) {
        if (text.indexOf('<') < 0) {
            return unescaped(text);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        String message = element(text, lower, "message");
        if (message != null) {
            return unescaped(message);
        }
        String body = element(text, lower, "body");
        return unescaped(visible(body == null ? text : body));
    }

    /**
     * What stands in the first element of a name, up to the end of the text if it has none; null when there is no such
     * element.
     */
    private static String element(String text, String lower, String name) {
        int begin = lower.indexOf("<" + name);
        while (begin >= 0 && isNamePart(lower, begin + 1 + name.length())) {
            begin = lower.indexOf("<" + name, begin + 1);
        }
        int content = begin < 0 ? -1 : lower.indexOf('>', begin);
        if (content < 0) {
            return null;
        }
        int end = lower.indexOf("</" + name, content);
        return text.substring(content + 1, end < 0 ? text.length() : end);
    }

    private static boolean isNamePart(String lower, int at) {
        return at < lower.length() && (Character.isLetterOrDigit(lower.charAt(at)) || lower.charAt(at) == '-');
    }

    /** Two blanks for every tag, so that a status line keeps its distance. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int tag = text.indexOf('<', at);
            if (tag < 0) {
                return visible.append(text, at, text.length()).toString();
            }
            visible.append(text, at, tag);
            int end = text.indexOf('>', tag);
            if (end < 0) {
                return visible.append(text, tag, text.length()).toString();
            }
            visible.append("  ");
            at = end + 1;
            String name = name(text, tag + 1);
            if (INVISIBLE.contains(name)) {
                int close = indexOfIgnoringCase(text, "</" + name, at);
                if (close < 0) {
                    return visible.toString();
                }
                at = close;
            }
        }
        return visible.toString();
    }

    private static String name(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < 16 && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private static int indexOfIgnoringCase(String text, String wanted, int from) {
        for (int at = text.indexOf(wanted.charAt(0), from); at >= 0; at = text.indexOf(wanted.charAt(0), at + 1)) {
            if (text.regionMatches(true, at, wanted, 0, wanted.length())) {
                return at;
            }
        }
        return -1;
    }

    private static String unescaped(String text) {
        return text.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** White space and control characters as single blanks. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = Character.isWhitespace(c) || Character.isISOControl(c);
            if (!blank) {
                line.append(c);
            } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }
}
