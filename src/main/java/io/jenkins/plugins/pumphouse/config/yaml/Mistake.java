package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.Objects;

/**
 * One thing that is wrong with a configuration, or that deserves a warning; never contains a secret.
 *
 * @param file the file's name as the user gave it
 * @param position where it is, or null if it concerns the file as a whole
 * @param message what is wrong and what would be right, in one line
 */
public record Mistake(String file, Position position, String message) {

    public Mistake {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
    }

    /** {@code pumphouse.yaml line 7, column 5: unknown key …}. */
    @Override
    public String toString() {
        return position == null ? file + ": " + message : file + " " + position + ": " + message;
    }
}
