package io.jenkins.plugins.pumphouse.settings;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.migration.options.Cutovers;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The two clouds that a step works with, ready to connect to: plain values with secrets in them. They belong into the
 * one request that carries the step's work and never into anything that Jenkins stores.
 *
 * @param source the cloud to read from
 * @param target the cloud to write to
 * @param mapping what stands for what on the target by the operator's word; see {@link Configuration#mapping()}; those
 *     of a file of its own come first
 * @param cutovers when the target takes over the gateway and DHCP of shared wires; see {@link Configuration#cutover()}
 *     * @param providerNetworks what becomes of the segments of networks
 * @param limits the most that the arguments of the step may say
 * @param dashboards addresses of the clouds' web pages, by {@code source} and {@code target}; may lack either
 * @param warnings lines for the log that no step of this build has been given before; usually none
 */
public record ChosenClouds(
        CloudAccess source,
        CloudAccess target,
        Map<String, Map<String, String>> mapping,
        Cutovers cutovers,
        ProviderNetworks providerNetworks,
        ChosenLimits limits,
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
     * @param mappingFile a file of the workspace whose entries come before those of the configuration; null for none
     * @param run the build on whose behalf credentials are looked up
     * @param workspace null outside of {@code node}
     * @throws AbortException with a message for the user: nothing found, mistakes in the configuration, unknown clouds
     *     or credentials
     * @throws IOException if the workspace cannot be read
     */
    public static ChosenClouds choose(
            String config, String sourceName, String targetName, String mappingFile, Run<?, ?> run, FilePath workspace)
            throws IOException, InterruptedException {
        try {
            CloudChoice choice = CloudChoice.of(config, sourceName, targetName, mappingFile, run, workspace);
            SecretResolver secrets = new SecretResolver(choice.found(), run);
            return new ChosenClouds(
                    secrets.resolved(choice.source().access()),
                    secrets.resolved(choice.target().access()),
                    choice.mapping().names(),
                    choice.cutovers(),
                    choice.providerNetworks(),
                    choice.found().limits(),
                    choice.dashboards(),
                    ToldWarnings.newTo(
                            run,
                            Stream.of(
                                            CloudChoice.told(
                                                    choice.configuration().warnings()),
                                            Unencrypted.ofClouds(choice.source(), choice.target()),
                                            choice.mapping().told())
                                    .flatMap(List::stream)
                                    .toList()));
        } catch (ConfigurationException e) {
            throw new AbortException(e.getMessage());
        }
    }
}
