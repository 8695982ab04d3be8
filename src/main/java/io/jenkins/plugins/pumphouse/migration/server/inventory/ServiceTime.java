package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.openstack.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times as Nova and Glance write them: both mean UTC, and Nova does not say so; and the time of an answer. */
public final class ServiceTime {
    private ServiceTime() {}

    /** When an answer was given, by its header {@code Date}; empty where it has none that can be read. */
    public static Optional<Instant> ofAnswer(Response answer) {
        try {
            return Optional.ofNullable(answer.headers().get("Date"))
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

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
