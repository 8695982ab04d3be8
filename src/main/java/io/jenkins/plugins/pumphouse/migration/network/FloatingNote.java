package io.jenkins.plugins.pumphouse.migration.network;

import io.jenkins.plugins.pumphouse.migration.model.Mark;

/**
 * What a moved floating address of the source says of its move, behind its owner's words in the description:
 * {@code pumphouse_moved=<cloud>/<id> was <fixed address>}. It tells a person what the address was bound to.
 */
public final class FloatingNote {
    private static final String KEY = "pumphouse_moved=";

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

    /** A description with the note, as far as it fits: the owner's words come first. */
    public static String in(String description, Mark target, String fixed) {
        String own = ownWords(description);
        String with = (own + ' ' + KEY + target.value() + " was " + fixed).strip();
        return with.length() <= LONGEST ? with : own;
    }
}
