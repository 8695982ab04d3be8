package io.jenkins.plugins.pumphouse.settings;

import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;

/** Why no stored configuration has a password or token in its text: Jenkins keeps the text as it is. */
final class StoredSecrets {
    private StoredSecrets() {}

    static void refuse(Configuration configuration) {
        if (configuration.hasLiteralSecrets()) {
            throw refused(configuration.file(), configuration.holdersOfLiteralSecrets());
        }
    }

    /** @param holders the names of what has a secret */
    static ConfigurationException refused(String file, String holders) {
        return new ConfigurationException(file + " holds a password or token of " + holders
                + ". Jenkins would store it unencrypted; add it as credentials and name them in the text:"
                + " credentials: <id>.");
    }
}
