package io.jenkins.plugins.pumphouse.migration.server.move;

import io.jenkins.plugins.pumphouse.migration.model.HealthCheck.Probe;
import io.jenkins.plugins.pumphouse.migration.model.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a health check has answered before the stop, and where, as one item of a server's metadata. Where the probes
 * have no room in it as they are written, their digests stand for them: a run that resumes the move has the probes
 * themselves in its step's argument.
 */
final class HealthNote {
    private static final String AT = " at ";
    private static final String SEPARATOR = ";";
    private static final String DIGESTS = "#";
    private static final String BETWEEN_DIGESTS = ",";
    private static final int LONGEST_VALUE = 255;

    /** Of one digest, in bytes: enough to tell the few probes of one step apart. */
    private static final int DIGEST = 3;

    private HealthNote() {}

    /** @param answered where each probe was answered */
    static String of(Map<Probe, String> answered) {
        List<String> entries = new ArrayList<>();
        answered.forEach((probe, address) -> entries.add(probe + AT + address));
        String whole = String.join(SEPARATOR, entries);
        return whole.length() <= LONGEST_VALUE ? whole : digests(answered);
    }

    private static String digests(Map<Probe, String> answered) {
        Map<String, List<String>> byAddress = new LinkedHashMap<>();
        answered.forEach((probe, address) ->
                byAddress.computeIfAbsent(address, any -> new ArrayList<>()).add(digest(probe)));
        StringBuilder note = new StringBuilder();
        byAddress.forEach((address, probes) -> {
            String entry = DIGESTS + String.join(BETWEEN_DIGESTS, probes) + AT + address;
            if (note.length() + entry.length() + 1 <= LONGEST_VALUE) { // a server answers at few addresses
                note.append(note.isEmpty() ? "" : SEPARATOR).append(entry);
            }
        });
        return note.toString();
    }

    /**
     * Where a probe was answered; a probe may have any characters, an address has no separator.
     *
     * @param note null for none
     */
    static Optional<String> address(Probe probe, String note) {
        if (note == null) {
            return Optional.empty();
        }
        if (note.startsWith(DIGESTS)) {
            return ofDigest(digest(probe), note);
        }
        String entry = SEPARATOR + probe + AT;
        String notes = SEPARATOR + note + SEPARATOR;
        int found = notes.indexOf(entry);
        return found < 0
                ? Optional.empty()
                : Optional.of(
                        notes.substring(found + entry.length(), notes.indexOf(SEPARATOR, found + entry.length())));
    }

    private static Optional<String> ofDigest(String digest, String note) {
        for (String entry : note.split(SEPARATOR)) {
            int at = entry.indexOf(AT);
            if (at > 0 && List.of(entry.substring(1, at).split(BETWEEN_DIGESTS)).contains(digest)) {
                return Optional.of(entry.substring(at + AT.length()));
            }
        }
        return Optional.empty();
    }

    private static String digest(Probe probe) {
        return Sha256.hex(probe.toString(), DIGEST);
    }
}
