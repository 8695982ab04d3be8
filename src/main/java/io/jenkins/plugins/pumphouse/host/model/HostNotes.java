package io.jenkins.plugins.pumphouse.host.model;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the phases of a host's move learn on the way and later ones need: a node's id, a former VLAN. No secret. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.ANY)
abstract class HostNotes implements Serializable {
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> notes = new LinkedHashMap<>();

    /** Null when it was not noted. */
    public final String note(String key) {
        return notes.get(key);
    }

    public final void note(String key, String value) {
        notes.put(key, value);
    }

    public final void forget(String key) {
        notes.remove(key);
    }

    /** Adds what an earlier move of the same host has noted, which a look at the world does not show. */
    public final void recall(HostNotes earlier) {
        earlier.notes.forEach((key, value) -> {
            if (key.equals(NoteKeys.PROVEN_NODE) || key.equals(NoteKeys.ERASED) || key.equals(NoteKeys.SERVES_AS)) {
                notes.putIfAbsent(key, value);
            } else if (key.startsWith(NoteKeys.FORMER_VLAN) || key.startsWith(NoteKeys.EARLIER_VLAN)) {
                // Not as this move's own: somebody may have put the port back, and into another VLAN, since.
                notes.putIfAbsent(NoteKeys.EARLIER_VLAN + key.substring(key.indexOf(' ') + 1), value);
            }
        });
    }

    /** Adds of a move that has ended well the one thing that counts after it: what the target calls the host. */
    public final void recallName(HostNotes earlier) {
        if (earlier.note(NoteKeys.SERVES_AS) != null) {
            notes.putIfAbsent(NoteKeys.SERVES_AS, earlier.note(NoteKeys.SERVES_AS));
        }
    }

    public final Map<String, String> notes() {
        return Collections.unmodifiableMap(notes);
    }
}
