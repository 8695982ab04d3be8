package io.jenkins.plugins.pumphouse.migration.network.floating;

import io.jenkins.plugins.pumphouse.migration.model.Mark;
import java.util.Optional;

/**
 * What a moved floating address of the source says of its move, behind its owner's words in the description:
 * {@code pumphouse_moved=<cloud>/<id> was <fixed address>}. It tells a person what the address was bound to.
 */
public final class FloatingNote {
    private static final String KEY = "pumphouse_moved=";

    private static final String WAS = " was ";

    /** Of a description in Neutron. */
    private static final int LONGEST = 255;

    private FloatingNote() {}

    /** A description without the note. */
    public static String ownWords(String description) {
        if (description == null) {
            return "";
        }
        int note = description.lastIndexOf(KEY);
        return note < 0 ? description : description.substring(0, note).strip();
    }

    /** The address that it was bound to, as a note says; empty without one. */
    public static Optional<String> fixed(String description) {
        int note = description == null ? -1 : description.lastIndexOf(KEY);
        int was = note < 0 ? -1 : description.indexOf(WAS, note);
        return was < 0
                ? Optional.empty()
                : Optional.of(description.substring(was + WAS.length()).strip());
    }

    /** A description with the note, as far as it fits: the owner's words come first. */
    public static String in(String description, Mark target, String fixed) {
        String own = ownWords(description);
        String with = (own + ' ' + KEY + target.value() + WAS + fixed).strip();
        return with.length() <= LONGEST ? with : own;
    }
}
