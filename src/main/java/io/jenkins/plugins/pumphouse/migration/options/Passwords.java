package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How users who are moved get a password on the target.
 *
 * @param choice what the operator has chosen
 * @param report where new passwords are kept; null where none is made
 */
public record Passwords(Choice choice, PasswordReport report) implements Serializable {
    public static final Passwords DISABLED = new Passwords(Choice.DISABLED, null);

    /** What an operator can choose. */
    public enum Choice {
        /** None: nobody can log in as the user until somebody sets one. */
        DISABLED,
        /** A new one, which the report has. */
        GENERATE;

        /** As pipelines write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param word as pipelines write it; null for {@link Choice#DISABLED} */
    public static Passwords of(String word, PasswordReport report) {
        return Stream.of(Choice.values())
                .filter(choice -> choice.word().equals(word))
                .findFirst()
                .map(choice -> new Passwords(choice, choice == Choice.GENERATE ? report : null))
                .orElse(DISABLED);
    }

    /** Whether new passwords are made. */
    public boolean generates() {
        return choice == Choice.GENERATE;
    }
}
