package io.jenkins.plugins.pumphouse.migration.identity;

import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.options.Passwords;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a person has to know, once a step, of the passwords of the users that it has made. */
public final class PasswordNotes {
    private static final int NAMED = 5;

    private PasswordNotes() {}

    /** @param outcomes of a run that is over */
    public static List<String> of(List<Outcome> outcomes) {
        List<String> notes = new ArrayList<>();
        List<String> without = users(outcomes, outcome -> outcome.message().contains(UserPassword.NONE));
        if (!without.isEmpty()) {
            notes.add("! " + counted(without) + " no password and cannot log in: " + named(without)
                    + ". Set one, or run pumpUsers with passwords: 'generate' or 'hash'.");
        }
        List<String> missing = users(outcomes, outcome -> outcome.message().contains(UserHash.MISSING));
        if (!missing.isEmpty()) {
            notes.add(
                    "! " + counted(missing) + " no password hash on the source (LDAP, a federation, or no password), so"
                            + " none was copied: " + named(missing));
        }
        List<String> replaced = users(outcomes, outcome -> outcome.message().contains(UserPassword.REPLACED));
        if (!replaced.isEmpty()) {
            notes.add("! " + counted(replaced) + " a new password although moved by an earlier run: " + named(replaced)
                    + ". A password that somebody has set since is replaced; Keystone does not tell of one that does not"
                    + " expire.");
        }
        List<String> with = users(outcomes, outcome -> outcome.message().contains(UserPassword.NEW));
        if (!with.isEmpty()) {
            notes.add(counted(with) + " a new password: passwords.csv on this build's page has it, for those who may"
                    + " configure the job. Take it before the build is deleted.");
        }
        return notes;
    }

    /** @param outcomes of a plan that is not applied */
    public static List<String> planned(List<Outcome> outcomes, Passwords passwords) {
        List<String> made = users(outcomes, outcome -> outcome.end() == Outcome.End.CREATED);
        List<String> replaced = users(
                outcomes,
                outcome -> passwords.generates()
                        && outcome.end() == Outcome.End.UPDATED
                        && outcome.message().contains(UserPassword.KEY));
        List<String> notes = new ArrayList<>();
        if (!replaced.isEmpty()) {
            notes.add("! new passwords would also go to users whom an earlier run has moved without one: "
                    + named(replaced)
                    + ". One that somebody has set since would be replaced; Keystone does not tell of one"
                    + " that does not expire. Leave such users out with pumpUsers user: …");
        }
        if (made.isEmpty() || passwords.copies()) {
            return notes;
        }
        notes.add(
                passwords.generates()
                        ? "new passwords would go to " + named(made)
                        : "! without a password, and so without a log-in, would be " + named(made)
                                + " (pumpUsers has passwords: 'generate' and 'hash')");
        return notes;
    }

    private static List<String> users(List<Outcome> outcomes, Predicate<Outcome> which) {
        return outcomes.stream()
                .filter(outcome -> outcome.kind().equals(UserType.KIND.word()))
                .filter(which)
                .map(Outcome::name)
                .toList();
    }

    private static String counted(List<String> users) {
        return users.size() == 1 ? "1 user has" : users.size() + " users have";
    }

    private static String named(List<String> users) {
        return FirstFew.of(users, NAMED);
    }
}
