package hudson;

import java.time.Duration;

public class Util {
    private Util() {}

    public static String fixEmpty(String s) {
        return s == null || s.isEmpty() ? null : s;
    }

    public static String fixEmptyAndTrim(String s) {
        return s == null ? null : fixEmpty(s.trim());
    }

    public static String fixNull(String s) {
        return s == null ? "" : s;
    }

    public static String getTimeSpanString(long duration) {
        Duration span = Duration.ofMillis(duration);
        return span.toMinutes() == 0 ? span.toSeconds() + " sec" : span.toMinutes() + " min";
    }

    public static String escape(String text) {
        return text == null
                ? null
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
