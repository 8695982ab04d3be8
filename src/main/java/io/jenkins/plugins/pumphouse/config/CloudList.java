package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The clouds of one side of a configuration.
 *
 * @param file what messages call the configuration
 * @param role {@code source} or {@code target}
 * @param clouds in the file's order
 */
record CloudList(String file, String role, List<CloudSettings> clouds) {

    /** The clouds in a few words, {@code target clouds: b, c}; empty if there are none. */
    String summary() {
        return clouds.isEmpty() ? "" : role + (clouds.size() == 1 ? " cloud: " : " clouds: ") + names();
    }

    /**
     * The cloud of a name.
     *
     * @param name null or blank for the only one
     * @param others the clouds of the other side, for the message
     * @throws ConfigurationException if there is none, or several and no name; lists those there are
     */
    CloudSettings choose(String name, List<CloudSettings> others) {
        if (clouds.isEmpty()) {
            throw new ConfigurationException(
                    file + " has no " + role + " cloud. List at least one under \"" + role + "\".");
        }
        if (name == null || name.isBlank()) {
            if (clouds.size() > 1) {
                throw new ConfigurationException(
                        file + " has several " + role + " clouds: " + names() + ". Say which, for example " + role
                                + ": '" + clouds.get(0).name() + "'.");
            }
            return clouds.get(0);
        }
        return clouds.stream()
                .filter(cloud -> isCalled(name, cloud))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("No cloud \"" + name + "\" among the " + role + "s of "
                        + file + ". There " + (clouds.size() == 1 ? "is: " : "are: ") + names() + "."
                        + (others.stream().anyMatch(cloud -> isCalled(name, cloud))
                                ? " It is listed on the other side only."
                                : "")));
    }

    private static boolean isCalled(String name, CloudSettings cloud) {
        return cloud.name().equals(name.strip());
    }

    private String names() {
        return clouds.stream().map(CloudSettings::name).collect(Collectors.joining(", "));
    }
}
