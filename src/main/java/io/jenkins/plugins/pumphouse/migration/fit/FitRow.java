package io.jenkins.plugins.pumphouse.migration.fit;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One need of a plan against what the target has of it.
 *
 * @param where whose it is: {@code "project demo"}, {@code "network ext-net"}, the name of the cloud
 * @param what is needed: {@code "network port"}
 * @param needed how much the plan takes, in the unit of {@code what}
 * @param free how much there is; null where it is unlimited or unknown
 * @param text how that comes about, or why it is not known; may be empty
 */
public record FitRow(State state, String where, String what, long needed, Long free, String text)
        implements Serializable {
    /** How it stands, the worst first. */
    public enum State {
        /** The target is sure to refuse it. */
        LACKS('!'),
        /** It may be refused: what is counted may be overcommitted, or grow. */
        SHORT('?'),
        /** The service does not tell, or not to this account. */
        UNKNOWN('?'),
        FITS(' ');

        private final char sign;

        State(char sign) {
            this.sign = sign;
        }

        public char sign() {
            return sign;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public FitRow {
        where = ConsoleText.line(where);
        what = ConsoleText.line(what);
        text = ConsoleText.line(text);
    }

    /** What is limited: fits, or is in the {@code worst} state. */
    static FitRow counted(State worst, String where, String what, long needed, long free, String text) {
        return new FitRow(needed <= free ? State.FITS : worst, where, what, needed, Math.max(0, free), text);
    }

    static FitRow unlimited(String where, String what, long needed) {
        return new FitRow(State.FITS, where, what, needed, null, "unlimited");
    }

    /** @param why what the service said, and which right is missing */
    static FitRow unknown(String where, String what, long needed, String why) {
        return new FitRow(State.UNKNOWN, where, what, needed, null, why);
    }

    /** {@code "network port: 5 needed, 2 free (498 of 500 are used)"}. */
    public String sentence() {
        return what + ": " + needed + " needed" + (free == null ? "" : ", " + free + " free")
                + (text.isEmpty() ? "" : " (" + text + ")");
    }

    /** For a script and the report: plain values. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("state", state.word());
        map.put("where", where);
        map.put("what", what);
        map.put("needed", needed);
        map.put("free", free);
        map.put("text", text);
        return map;
    }
}
