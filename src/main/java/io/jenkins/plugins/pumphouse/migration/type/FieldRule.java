package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Equality;

/**
 * What an {@link Account} says of one field.
 *
 * @param usual a value that says nothing, beside those that {@link Equality#nothing}; may be null
 * @param why for a person; null where nothing is told
 * @param extension without which a target lacks the field; null where all have it
 * @param vital whether the object must not be made on a target that lacks the field
 */
record FieldRule(Fate fate, Object usual, String why, String extension, boolean vital) {
    enum Fate {
        /** Copied, translated, mapped, or set last of all. */
        BROUGHT,
        /** Written by the target's service itself. */
        OF_THE_SERVICE,
        /** Stays behind, and is told when it says anything. */
        TOLD,
        /** Without it the object would be another one: it is not made when the field says anything. */
        REFUSED
    }

    boolean says(JsonNode value) {
        return !Equality.nothing(value) && !String.valueOf(usual).equals(value.asText());
    }
}
