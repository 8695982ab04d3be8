package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.List;

/**
 * The declaration of one key of a section.
 *
 * @param name as it is written
 * @param form what may be written as its value
 * @param required whether its section is incomplete without it
 * @param otherNames what people may write instead, coming from other tools; not accepted, but the message then names
 *     the right key
 * @param <T> what its value becomes
 */
public record ConfigKey<T>(String name, Form<T> form, boolean required, List<String> otherNames) {

    public static <T> ConfigKey<T> of(String name, Form<T> form) {
        return new ConfigKey<>(name, form, false, List.of());
    }

    public ConfigKey<T> mustBeGiven() {
        return new ConfigKey<>(name, form, true, otherNames);
    }

    public ConfigKey<T> commonMisnames(String... others) {
        return new ConfigKey<>(name, form, required, List.of(others));
    }
}
