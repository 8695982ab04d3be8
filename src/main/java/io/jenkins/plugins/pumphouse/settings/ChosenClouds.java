package io.jenkins.plugins.pumphouse.settings;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.config.CloudSettings;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Mistake;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.Cutovers;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The two clouds that a step works with, ready to connect to: plain values with secrets in them. They belong into the
 * one request that carries the step's work and never into anything that Jenkins stores.
 *
 * @param source the cloud to read from
 * @param target the cloud to write to
 * @param mapping what stands for what on the target by the operator's word; see {@link Configuration#mapping()}
 * @param cutovers when the target takes over the gateway and DHCP of shared wires; see {@link Configuration#cutover()}
 * @param dashboards addresses of the clouds' web pages, by {@code source} and {@code target}; may lack either
 * @param warnings lines for the log that no step of this build has been given before; usually none
 */
public record ChosenClouds(
        CloudAccess source,
        CloudAccess target,
        Map<String, Map<String, String>> mapping,
        Cutovers cutovers,
        Map<String, String> dashboards,
        List<String> warnings) {

    public ChosenClouds {
        warnings = List.copyOf(warnings);
    }

    /**
     * Finds the configuration, picks the clouds and looks their secrets up.
     *
     * @param config a file of the workspace, the name of a configuration of Jenkins' settings, or a configuration in
     *     several lines; null for {@code pumphouse.yaml} of the workspace, or else the only configuration of the
     *     settings
     * @param sourceName null for the only source cloud
     * @param targetName null for the only target cloud
     * @param run the build on whose behalf credentials are looked up
     * @param workspace null outside of {@code node}
     * @throws AbortException with a message for the user: nothing found, mistakes in the configuration, unknown clouds
     *     or credentials
     * @throws IOException if the workspace cannot be read
     */
    public static ChosenClouds choose(
            String config, String sourceName, String targetName, Run<?, ?> run, FilePath workspace)
            throws IOException, InterruptedException {
        try {
            FoundConfiguration found = FoundConfiguration.find(config, run.getParent(), workspace);
            Configuration configuration = found.configuration();
            CloudSettings source = configuration.source(sourceName);
            CloudSettings target = configuration.target(targetName);
            requireTwo(source, target, configuration);
            SecretResolver secrets = new SecretResolver(found, run);
            return new ChosenClouds(
                    secrets.resolved(source.access()),
                    secrets.resolved(target.access()),
                    configuration.mapping(),
                    cutovers(configuration.cutover()),
                    Dashboards.of(source, target),
                    ToldWarnings.newTo(
                            run,
                            Stream.concat(
                                            configuration.warnings().stream().map(Mistake::toString),
                                            Unencrypted.ofClouds(source, target).stream())
                                    .toList()));
        } catch (ConfigurationException e) {
            throw new AbortException(e.getMessage());
        }
    }

    static void requireTwo(CloudSettings source, CloudSettings target, Configuration configuration)
            throws ConfigurationException {
        if (source.isSamePlaceAs(target)) {
            throw new ConfigurationException("Source \"" + source.name() + "\" and target \"" + target.name()
                    + "\" of " + configuration.file() + " are the same cloud (" + target.authUrl()
                    + "); there is nothing to migrate between them.");
        }
    }

    static Cutovers cutovers(Map<String, String> words) {
        Map<String, Cutover> choices = new TreeMap<>();
        words.forEach((network, word) -> choices.put(network, Cutover.of(word).orElseThrow()));
        Cutover others = choices.remove("*");
        return new Cutovers(others == null ? Cutovers.DEFAULT.others() : others, choices, false);
    }
}
