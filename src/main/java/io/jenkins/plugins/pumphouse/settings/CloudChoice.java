package io.jenkins.plugins.pumphouse.settings;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.config.CloudSettings;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Mistake;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.Cutovers;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The source and the target that a step means, in the configuration that it names; their secrets are not looked up yet.
 */
record CloudChoice(FoundConfiguration found, CloudSettings source, CloudSettings target, ChosenMapping mapping) {

    /**
     * @param config see {@link ChosenClouds#choose}
     * @param sourceName null for the only source cloud
     * @param targetName null for the only target cloud
     * @param mappingFile see {@link ChosenMapping#of}
     * @throws ConfigurationException for what the configuration does not have, or two names of one cloud
     */
    static CloudChoice of(
            String config, String sourceName, String targetName, String mappingFile, Run<?, ?> run, FilePath workspace)
            throws IOException, InterruptedException {
        FoundConfiguration found = FoundConfiguration.find(config, run.getParent(), workspace);
        Configuration configuration = found.configuration();
        CloudChoice choice = new CloudChoice(
                found,
                configuration.source(sourceName),
                configuration.target(targetName),
                ChosenMapping.of(mappingFile, configuration, workspace));
        choice.requireTwo();
        return choice;
    }

    Configuration configuration() {
        return found.configuration();
    }

    private void requireTwo() {
        if (source.isSamePlaceAs(target)) {
            throw new ConfigurationException("Source \"" + source.name() + "\" and target \"" + target.name()
                    + "\" of " + configuration().file() + " are the same cloud (" + target.authUrl()
                    + "); there is nothing to migrate between them."
                    + " Name two clouds with source and target.");
        }
    }

    Cutovers cutovers() {
        Map<String, Cutover> choices = new TreeMap<>();
        configuration()
                .cutover()
                .forEach(
                        (network, word) -> choices.put(network, Cutover.of(word).orElseThrow()));
        Cutover others = choices.remove("*");
        return new Cutovers(others == null ? Cutovers.DEFAULT.others() : others, choices, false);
    }

    ProviderNetworks providerNetworks() {
        return ProviderNetworks.of(configuration().providerNetworks());
    }

    Map<String, String> dashboards() {
        return Dashboards.of(source, target);
    }

    /** What the configuration's reader warns of, a line each. */
    static List<String> told(List<Mistake> warnings) {
        return warnings.stream().map(Mistake::toString).toList();
    }
}
