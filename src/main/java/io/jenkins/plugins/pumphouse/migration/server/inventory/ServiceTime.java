package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import java.time.DateTimeException;
import java.time.Instant;

/** Times as Nova and Glance write them: both mean UTC, and Nova does not say so. */
public final class ServiceTime {
    private ServiceTime() {}

    /**
     * @param whose for a person: {@code "Server db-1 on old"}
     * @throws MigrationException when the field holds no time
     */
    public static Instant of(JsonNode object, String field, String whose) {
        String text = Json.text(object, field);
        try {
            return Instant.parse(text == null || text.endsWith("Z") ? String.valueOf(text) : text + 'Z');
        } catch (DateTimeException e) {
            throw new MigrationException(
                    whose + ": the service says that its " + field + " is " + text
                            + ", which is no time. Check that the service answers at this address and not a proxy, then run again");
        }
    }
}
