package io.jenkins.plugins.pumphouse.migration.model;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The result of one change. Plain values only: it travels from an agent and ends in the build's record.
 *
 * @param kind {@link Kind#word()}
 * @param name what a person calls it
 * @param source its id on the source
 * @param target its id on the target; null when it has none
 * @param end how it ended
 * @param message why it failed, conflicts, was skipped or is kept; the notes of success otherwise; may be empty
 * @param seconds how long it took, waiting included
 * @param facts numbers and texts for programs, e.g. {@code bytes}, {@code downtime} in seconds
 * @param requested whether the selection asked for it, or it was needed by another
 */
public record Outcome(
        String kind,
        String name,
        String source,
        String target,
        End end,
        String message,
        double seconds,
        Map<String, Serializable> facts,
        boolean requested)
        implements Serializable {
    /** Among the facts of what has failed after its writing: {@code "created"} or {@code "updated"}. */
    public static final String WRITTEN = "written";

    /** The ways in which an object can end; the sign is the plan's. */
    public enum End {
        CREATED('+'),
        REUSED('='),
        UPDATED('~'),
        DELETED('d'),
        /** Runs on the source again, and is gone from the target. */
        RESTORED('<'),
        CONFLICT('!'),
        SKIPPED('-'),
        FAILED('x');

        private final char sign;

        End(char sign) {
            this.sign = sign;
        }

        public char sign() {
            return sign;
        }

        /**
         * How an object ends that was rolled back: a server runs on the source, as an adopted volume is the source's
         * again, and a quota stays with another value.
         */
        public static End ofRollback(Resource resource) {
            boolean back = resource.kind().equals(Kind.SERVER) || resource.text(Resource.GOES_BACK) != null;
            return back ? RESTORED : resource.kind().equals(Kind.QUOTA) ? UPDATED : DELETED;
        }

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Outcome {
        name = ConsoleText.line(name);
        message = ConsoleText.line(message);
        facts = new TreeMap<>(facts);
    }

    /** The same, but failed after all: it does not read back as it was written. A fact says that it was. */
    public Outcome failed(String why) {
        Map<String, Serializable> known = new TreeMap<>(facts);
        known.put(WRITTEN, end.word());
        return new Outcome(kind, name, source, target, End.FAILED, why, seconds, known, requested);
    }

    /** Its name; what has none is called by its id. */
    public String called() {
        return !name.isBlank() ? name : source != null ? source : Objects.toString(target, "");
    }

    public static List<String> conflicts(List<Outcome> outcomes) {
        List<String> conflicts = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.end == End.CONFLICT) {
                conflicts.add(outcome.kind + " " + outcome.called() + ": " + outcome.message);
            }
        }
        return conflicts;
    }
}
