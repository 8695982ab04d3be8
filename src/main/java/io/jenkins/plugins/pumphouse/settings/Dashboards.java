package io.jenkins.plugins.pumphouse.settings;

import io.jenkins.plugins.pumphouse.config.CloudSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** The addresses of two clouds' web pages, as far as the configuration says them. */
final class Dashboards {
    private Dashboards() {}

    static Map<String, String> of(CloudSettings source, CloudSettings target) {
        Map<String, String> addresses = new LinkedHashMap<>();
        if (source.dashboard() != null) {
            addresses.put("source", source.dashboard());
        }
        if (target.dashboard() != null) {
            addresses.put("target", target.dashboard());
        }
        return addresses;
    }
}
