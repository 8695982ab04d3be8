package io.jenkins.plugins.pumphouse.host.evacuation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What says on a server that an evacuation migrates it cold, so that a later run knows whose resize it confirms.
 *
 * @param host the hypervisor that it leaves
 * @param before number of the newest migration that Nova had of the server before; 0 for none
 */
record EvacuationMark(String host, long before) {
    /** The metadata item. */
    static final String KEY = "pumphouse_evacuation";

    private static final String AFTER = " after migration ";

    /** As it is written. */
    String value() {
        return host + AFTER + before;
    }

    /** The command that removes it from a server. */
    static String unset(String server) {
        return "openstack server unset --property " + KEY + " " + server;
    }

    /** The mark in a server's metadata; one without a number, as no migration is after it, confirms nothing. */
    static Optional<EvacuationMark> of(JsonNode metadata) {
        String value = metadata.path(KEY).asText("");
        int end = value.lastIndexOf(AFTER);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String number = end < 0 ? "" : value.substring(end + AFTER.length());
        return Optional.of(new EvacuationMark(
                end < 0 ? value : value.substring(0, end),
                number.matches("\\d{1,18}") ? Long.parseLong(number) : Long.MAX_VALUE));
    }

    /** Whether a migration is a cold one away from this hypervisor that began after the mark. */
    boolean covers(MigrationRecord migration) {
        return migration.isCold() && migration.from().equals(host) && migration.number() > before;
    }
}
