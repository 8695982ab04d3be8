package io.jenkins.plugins.pumphouse.migration.model;

import java.io.Serializable;

/**
 * One field in which an object differs between the clouds.
 *
 * @param field the service's name of it
 * @param there what the source has (or would have here, ids translated)
 * @param here  what the target has
 */
public record Difference(String field, String there, String here) implements Serializable {
    @Override
    public String toString() {
        return field + ": " + there + " there, " + here + " here";
    }
}
