package io.jenkins.plugins.pumphouse.migration.compute;

import java.util.ArrayList;
import java.util.List;

/** What a project notes of temporary access to it, each in a tag of its own: the words of {@link GrantLedger}. */
public final class GrantNote {
    /** The account has the role admin. */
    static final String MEMBERSHIP = "pumphouse_guest";

    /** Before the id of another role that it has. */
    private static final String WITH_ROLE = MEMBERSHIP + "=";

    private static final String KEY = "pumphouse_key=";

    private GrantNote() {}

    public static String key(String name) {
        return KEY + name;
    }

    /** That the account has a role, where that is not the one called admin. */
    static String membership(String role) {
        return WITH_ROLE + role;
    }

    /** Whether it speaks of a role that goes again. */
    static boolean isMembership(String note) {
        return note.equals(MEMBERSHIP) || note.startsWith(WITH_ROLE);
    }

    /** The roles that notes of a project name by their ids. */
    static List<TemporaryRole> roles(List<String> notes, String project) {
        return notes.stream()
                .filter(note -> note.startsWith(WITH_ROLE))
                .map(note -> new TemporaryRole(project, note.substring(WITH_ROLE.length()), note))
                .toList();
    }

    /** Names of the temporary keys that notes speak of. */
    static List<String> keys(List<String> notes) {
        return notes.stream()
                .filter(note -> note.startsWith(KEY))
                .map(note -> note.substring(KEY.length()))
                .toList();
    }

    /** The temporary access that notes speak of, in words: {@code "membership"}, {@code "keypair laptop"}. */
    public static List<String> described(List<String> notes) {
        List<String> grants = new ArrayList<>();
        for (String note : notes) {
            if (isMembership(note)) {
                if (!grants.contains("membership")) {
                    grants.add("membership");
                }
            } else if (note.startsWith(KEY)) {
                grants.add("keypair " + note.substring(KEY.length()));
            }
        }
        return grants;
    }
}
