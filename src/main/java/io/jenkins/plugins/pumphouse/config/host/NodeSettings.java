package io.jenkins.plugins.pumphouse.config.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Fuel is told of a host's node besides its roles.
 *
 * @param rename whether the node gets the host's name, and its hostname where Fuel allows that
 * @param labels that it gets besides those that it has
 * @param group node group by name or id; null = the one that Fuel finds by the machine's address
 */
public record NodeSettings(boolean rename, Map<String, String> labels, String group) {
    public NodeSettings {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
