package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.PowerNote;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a server was moved long enough ago, and its copy is in the state that the server had, so that the source's
 * may be deleted.
 *
 * @param soak how long ago; null for no matter when
 */
record SoakCheck(Duration soak) {
    /** So much may two clocks differ that nobody keeps an eye on. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    /**
     * Why the source's server stays; empty when nothing is against its deletion.
     *
     * @param jvm the time by the clock of this JVM
     * @param cloud the same by that of the target; the earlier of the two counts. Null where it is not known
     */
    List<String> against(Resource server, Resource copy, Instant jvm, Instant cloud) {
        List<String> against = new ArrayList<>();
        if (soak == null) {
            return against;
        }
        Instant now = cloud != null && cloud.isBefore(jvm) ? cloud : jvm;
        String clocks = now.plus(CLOCKS).isBefore(jvm)
                ? " (by the target's clock, " + now + "; that of this JVM is " + shown(Duration.between(now, jvm))
                        + " ahead: set them)"
                : "";
        Instant moved = moved(server, copy);
        if (moved == null) {
            against.add("does not say when it was moved, and soak is " + shown(soak)
                    + ": leave soak out when that is long ago");
        } else if (moved.isAfter(now.plus(CLOCKS))) {
            against.add("was moved at " + moved + ", which has not come yet by the clock of this JVM (" + jvm + ")"
                    + clocks + ": set the clocks, as soak counts by them");
        } else if (moved.plus(soak).isAfter(now)) {
            against.add("was moved at " + moved + ", " + shown(Duration.between(moved, now))
                    + " ago, and soak keeps it until " + moved.plus(soak) + clocks
                    + ": run again then, or with a shorter soak");
        }
        String before = Json.text(server.field("metadata"), PowerNote.KEY);
        if (before != null && !before.isEmpty() && !before.equals(copy.text("status"))) {
            against.add("was " + before + " before its move, and its copy is " + copy.text("status")
                    + ": bring the copy to that state, or leave soak out");
        }
        return against;
    }

    /**
     * As the move has noted it, by the clock of its controller; not before the target's Nova has made the copy, by its
     * own. A move of an older release noted nothing. Null when neither is a time.
     */
    private static Instant moved(Resource server, Resource copy) {
        String noted = Json.text(server.field("metadata"), MoveNotes.MOVED_AT);
        Instant made = time(copy.text("created"));
        if (noted == null) {
            return made;
        }
        Instant moved = time(noted);
        return moved != null && made != null && made.isAfter(moved) ? made : moved;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(String.valueOf(text));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@code "2 d 3 h"}, rounded down; never negative, as clocks differ. */
    private static String shown(Duration time) {
        long minutes = Math.max(0, time.toMinutes());
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        return hours < 48 ? hours + " h" : hours / 24 + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
    }
}
