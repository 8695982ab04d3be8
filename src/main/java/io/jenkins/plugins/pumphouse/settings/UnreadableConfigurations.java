package io.jenkins.plugins.pumphouse.settings;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells administrators of stored configurations that cannot be read, before a pipeline fails on one: those of an older
 * version that allowed more, and those that somebody wrote into Jenkins' files.
 */
@Extension
public class UnreadableConfigurations extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return "Unreadable configurations of Pumphouse";
    }

    @Override
    public boolean isActivated() {
        return !getMistakes().isEmpty();
    }

    /** What is wrong, a line each. */
    public List<String> getMistakes() {
        List<String> mistakes = new ArrayList<>();
        for (NamedConfiguration configuration : PumphouseConfiguration.get().getConfigurations()) {
            try {
                configuration.check();
            } catch (ConfigurationException e) {
                e.getMessage().lines().forEach(mistakes::add);
            }
        }
        return mistakes;
    }
}
