package io.jenkins.plugins.pumphouse.login;

import java.io.Serializable;
import java.util.Objects;

/**
 * A password, a token or a community. It prints as three stars wherever it is put; it travels to an agent inside a
 * request, and stands in no field that is stored with a build.
 */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String text;

    private Secret(String text) {
        this.text = Objects.requireNonNull(text, "text");
    }

    /** The secret of a text; null for null. */
    public static Secret of(String text) {
        return text == null ? null : new Secret(text);
    }

    /** For the one who logs in with it. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
