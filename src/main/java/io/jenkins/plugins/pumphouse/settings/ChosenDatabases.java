package io.jenkins.plugins.pumphouse.settings;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.config.CloudSettings;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import java.io.IOException;

/**
 * The databases of both clouds' Keystones, ready to connect to; looked up only for the one step that needs them. Plain
 * values with secrets in them, as those of {@link ChosenClouds}.
 */
public record ChosenDatabases(DatabaseAccess source, DatabaseAccess target) {
    /**
     * Finds the configuration, picks the clouds' databases and looks their secrets up.
     *
     * @param config see {@link ChosenClouds#choose}
     * @throws AbortException with a message for the user: a cloud names no database, or unknown credentials
     * @throws IOException if the workspace cannot be read
     */
    public static ChosenDatabases choose(
            String config, String sourceName, String targetName, Run<?, ?> run, FilePath workspace)
            throws IOException, InterruptedException {
        try {
            FoundConfiguration found = FoundConfiguration.find(config, run.getParent(), workspace);
            SecretResolver secrets = new SecretResolver(found, run);
            return new ChosenDatabases(
                    resolved(found.configuration().source(sourceName), secrets),
                    resolved(found.configuration().target(targetName), secrets));
        } catch (ConfigurationException e) {
            throw new AbortException(e.getMessage());
        }
    }

    private static DatabaseAccess resolved(CloudSettings cloud, SecretResolver secrets) throws AbortException {
        if (cloud.database() == null) {
            throw new ConfigurationException("passwords: 'hash' reads Keystone's database, and cloud \"" + cloud.name()
                    + "\" does not say where it is. Add for example identity: {connection:"
                    + " mysql://10.0.0.5/keystone, credentials: keystone-db}. Nothing was done.");
        }
        return secrets.resolved(cloud.database());
    }
}
