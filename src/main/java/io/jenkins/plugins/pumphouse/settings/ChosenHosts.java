package io.jenkins.plugins.pumphouse.settings;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.config.CloudSettings;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.host.HostSettingsIndex;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.host.model.HostClouds;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.migration.options.Cutovers;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The clouds, the Fuels and the hosts that a step works with, ready to connect to: plain values with secrets in them,
 * as those of {@link ChosenClouds}.
 *
 * @param clouds the clouds and their Fuels
 * @param hosts what the inventory says of each, in the order in which they were named
 * @param mapping see {@link Configuration#mapping()}
 * @param cutovers see {@link ChosenClouds#cutovers()} * @param providerNetworks what becomes of the segments of
 *     networks
 * @param limits the most that the arguments of the step may say
 * @param dashboards addresses of the clouds' web pages, by {@code source} and {@code target}; may lack either
 * @param warnings lines for the log that no step of this build has been given before; usually none
 */
public record ChosenHosts(
        HostClouds clouds,
        List<HostPlan> hosts,
        Map<String, Map<String, String>> mapping,
        Cutovers cutovers,
        ProviderNetworks providerNetworks,
        ChosenLimits limits,
        Map<String, String> dashboards,
        List<String> warnings) {

    /**
     * Finds the configuration, picks clouds and hosts, and looks their secrets up.
     *
     * @param config see {@link ChosenClouds#choose}
     * @param mappingFile see {@link ChosenClouds#choose}
     * @param names of the hosts, as the inventory calls them
     * @throws AbortException with a message for the user: nothing found, mistakes in the configuration, unknown clouds,
     *     hosts or credentials
     * @throws IOException if the workspace cannot be read
     */
    public static ChosenHosts choose(
            String config,
            String sourceName,
            String targetName,
            String mappingFile,
            List<String> names,
            Run<?, ?> run,
            FilePath workspace)
            throws IOException, InterruptedException {
        try {
            CloudChoice choice = CloudChoice.of(config, sourceName, targetName, mappingFile, run, workspace);
            CloudSettings source = choice.source();
            CloudSettings target = choice.target();
            if (target.fuel() == null) {
                throw new ConfigurationException("Target cloud \"" + target.name() + "\" of "
                        + choice.configuration().file()
                        + " has no \"fuel_url\". Add the address of the Fuel that deploys it, for example"
                        + " fuel_url: http://10.20.0.2:8000/api/");
            }
            HostSettingsIndex hosts = choice.found().hosts();
            SecretResolver secrets = new SecretResolver(choice.found(), run);
            HostPlans plans = new HostPlans(hosts, target.fuel().environment(), secrets);
            List<HostPlan> chosen = new ArrayList<>();
            for (String name : names) {
                chosen.add(plans.of(name));
            }
            return new ChosenHosts(
                    new HostClouds(
                            secrets.resolved(source.access()),
                            secrets.resolved(target.access()),
                            secrets.resolved(target.fuel()),
                            secrets.resolved(source.fuel())),
                    List.copyOf(chosen),
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
                                            CloudChoice.told(hosts.warnings()),
                                            Unencrypted.ofClouds(source, target),
                                            Unencrypted.ofSwitches(hosts, names),
                                            choice.mapping().told())
                                    .flatMap(List::stream)
                                    .toList()));
        } catch (ConfigurationException e) {
            throw new AbortException(e.getMessage());
        }
    }
}
