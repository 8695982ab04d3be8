package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.SectionForm;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.EnumMap;
import java.util.Map;

/** The keys of a cloud under {@code endpoints}: an address a service, where the catalog's cannot be used. */
final class EndpointKeys {
    private static final Map<Service, ConfigKey<String>> ADDRESSES = addresses();
    static final ConfigKey<Values> ENDPOINTS = ConfigKey.of(
                    "endpoints",
                    new SectionForm(
                            Section.of(ADDRESSES.values().toArray(new ConfigKey<?>[0])),
                            "{identity: http://10.0.0.1:35357/v2.0}"))
            .commonMisnames("endpoint_override", "endpoint_overrides", "catalog");

    private EndpointKeys() {}

    private static Map<Service, ConfigKey<String>> addresses() {
        Map<Service, ConfigKey<String>> keys = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            keys.put(service, ConfigKey.of(service.toString(), Scalars.URL));
        }
        return keys;
    }

    /** The addresses that the file gives, which the catalog's do not count beside. */
    static Map<Service, String> of(Values values) {
        Map<Service, String> endpoints = new EnumMap<>(Service.class);
        ADDRESSES.forEach((service, key) -> {
            if (values.get(key) != null) {
                endpoints.put(service, values.get(key));
            }
        });
        return endpoints;
    }
}
