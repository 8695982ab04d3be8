package io.jenkins.plugins.pumphouse.host.evacuation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What Nova keeps of one move of a server between hypervisors ({@code os-migrations}).
 *
 * @param number rises with each
 * @param type Nova's word: {@code migration} for a cold one, {@code resize}, {@code live-migration}; empty when unknown
 */
record MigrationRecord(long number, String server, String from, String type, String status) {
    private static final String COLD = "migration";
    private static final String RESIZE = "resize";

    /** A Nova before 2.23 shows no type; a resize is what changes the size (nova.objects.migration). */
    static MigrationRecord of(JsonNode row) {
        JsonNode old = row.path("old_instance_type_id");
        String bySize = old.isMissingNode() ? "" : old.equals(row.path("new_instance_type_id")) ? COLD : RESIZE;
        return new MigrationRecord(
                row.path("id").asLong(),
                row.path("instance_uuid").asText(),
                row.path("source_compute").asText(),
                row.path("migration_type").asText(bySize),
                row.path("status").asText());
    }

    boolean isCold() {
        return type.equals(COLD);
    }

    /** Whether somebody has confirmed it: Nova still works on that, or has just ended it. */
    boolean isConfirmed() {
        return Set.of("confirming", "confirmed").contains(status);
    }
}
