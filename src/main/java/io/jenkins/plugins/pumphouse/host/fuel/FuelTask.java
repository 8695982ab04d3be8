package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something long that Fuel does.
 *
 * @param id its number; ids grow, so a task that was started later has a larger one
 * @param parent the task that it is part of; null when it is whole, and always before Fuel 9.1
 * @param name {@code deploy} (the whole), {@code provision}, {@code deployment}, {@code node_deletion},
 *     {@code reset_environment} ...
 * @param status {@code pending}, {@code running}, {@code ready}, {@code error}
 * @param message Fuel's words at the end; null before, and often also after success
 */
public record FuelTask(int id, Integer parent, String name, String status, String message) {

    static FuelTask of(JsonNode json) {
        return new FuelTask(
                json.path("id").asInt(),
                json.path("parent_id").isNumber() ? json.path("parent_id").asInt() : null,
                json.path("name").asText(),
                json.path("status").asText(),
                json.path("message").isTextual()
                                && !json.path("message").asText().isBlank()
                        ? json.path("message").asText().strip()
                        : null);
    }

    /** Whether it has come to its end, good or bad. */
    public boolean isFinished() {
        return status.equals("ready") || status.equals("error");
    }

    /** Whether it ended badly. */
    public boolean isFailed() {
        return status.equals("error");
    }

    /** Such as {@code task 7 (deploy)}. */
    @Override
    public String toString() {
        return "task " + id + " (" + name + ")";
    }
}
