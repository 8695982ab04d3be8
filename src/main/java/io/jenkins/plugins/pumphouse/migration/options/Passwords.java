package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;
import java.util.Locale;

/**
 * How users who are moved get a password on the target.
 *
 * @param choice what the operator has chosen
 * @param report where new passwords are kept; null where none is made
 * @param source the database of the source's Keystone; null where no password is copied
 * @param target the database of the target's Keystone; null likewise
 */
public record Passwords(Choice choice, PasswordReport report, HashAccess source, HashAccess target)
        implements Serializable {
    public static final Passwords DISABLED = new Passwords(Choice.DISABLED, null, null, null);

    /** What an operator can choose. */
    public enum Choice {
        /** None: nobody can log in as the user until somebody sets one. */
        DISABLED,
        /** A new one, which the report has. */
        GENERATE,
        /** The one that the user has: its hash goes from Keystone's database to Keystone's database. */
        HASH;

        /** As pipelines write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Passwords generated(PasswordReport report) {
        return new Passwords(Choice.GENERATE, report, null, null);
    }

    public static Passwords copied(HashAccess source, HashAccess target) {
        return new Passwords(Choice.HASH, null, source, target);
    }

    /** Whether new passwords are made. */
    public boolean generates() {
        return choice == Choice.GENERATE;
    }

    /** Whether users keep the passwords that they have. */
    public boolean copies() {
        return choice == Choice.HASH;
    }
}
