package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.FilePath;
import hudson.model.Run;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.migration.identity.database.KeystoneDatabase;
import io.jenkins.plugins.pumphouse.migration.options.PasswordReport;
import io.jenkins.plugins.pumphouse.migration.options.Passwords;
import io.jenkins.plugins.pumphouse.migration.options.Passwords.Choice;
import io.jenkins.plugins.pumphouse.settings.ChosenDatabases;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The argument {@code passwords} of the step that moves users. */
final class PasswordChoice {
    private PasswordChoice() {}

    /** The words that a pipeline may give. */
    static List<String> words() {
        return Stream.of(Choice.values()).map(Choice::word).toList();
    }

    static ListBoxModel items() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.text("choice.passwords.disabled"), Choice.DISABLED.word());
        items.add(Messages.text("choice.passwords.generate"), Choice.GENERATE.word());
        items.add(Messages.text("choice.passwords.hash"), Choice.HASH.word());
        return items;
    }

    /** @param report where new passwords are kept */
    static Passwords of(PumpArguments arguments, PasswordReport report, Run<?, ?> run, FilePath workspace)
            throws IOException, InterruptedException {
        if (Choice.GENERATE.word().equals(arguments.passwords)) {
            return Passwords.generated(report);
        }
        if (!Choice.HASH.word().equals(arguments.passwords)) {
            return Passwords.DISABLED; // null: stored by a build of an older release
        }
        ChosenDatabases databases = ChosenDatabases.choose(
                arguments.clouds().config(),
                arguments.clouds().source(),
                arguments.clouds().target(),
                run,
                workspace);
        return Passwords.copied(new KeystoneDatabase(databases.source()), new KeystoneDatabase(databases.target()));
    }
}
