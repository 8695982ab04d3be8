package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Written;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a form says at a field. The reader of configurations judges it: it gets one that is correct but for the value in
 * question, so that form and file can never differ.
 */
enum FieldCheck {
    CLOUD(keys -> Map.of("source", List.of(with(keys, cloud(keys))))),
    ENDPOINTS(keys -> Map.of("source", List.of(with(Map.of("endpoints", keys), cloud(keys))))),
    DEFAULTS(keys -> Map.of("host_defaults", keys)),
    BMC(keys -> Map.of("host_defaults", Map.of("bmc", keys))),
    TIMEOUTS(keys -> Map.of("host_defaults", Map.of("timeouts", keys))),
    LIMITS(keys -> Map.of("limits", keys)),
    DISK(keys -> Map.of("host_defaults", Map.of("disks", Map.of("os", with(keys, Map.of("size", "rest")))))),
    HOST(keys -> Map.of(
            "hosts",
            Map.of(
                    FieldCheck.NAME,
                    with(
                            keys,
                            Map.of(
                                    "bmc",
                                    Map.of("address", "10.0.0.1", "credentials", FieldCheck.NAME),
                                    "wiring",
                                    "none"))))),
    SWITCH(keys -> Map.of(
            "switches",
            Map.of(
                    FieldCheck.NAME,
                    with(keys, Map.of("address", "10.0.0.1", "credentials", FieldCheck.NAME, "version", "v2c")))));

    /** Of what the value belongs to; the form may not know its name yet. */
    private static final String NAME = "nameless";

    private final UnaryOperator<Map<String, Object>> around;

    FieldCheck(UnaryOperator<Map<String, Object>> around) {
        this.around = around;
    }

    /**
     * @param item see {@link SettingsForm#hasPermission}; @param value as typed; empty is correct, since what is
     *     missing is told when the whole is saved
     */
    FormValidation check(Item item, String key, String value) {
        if (Util.fixEmptyAndTrim(value) == null || !SettingsForm.hasPermission(item)) {
            return FormValidation.ok();
        }
        return judged(key, value.trim());
    }

    /** As {@link #check}, for names in one line. */
    FormValidation checkList(Item item, String key, String value) {
        List<String> words = StoredLists.split(value == null ? List.of() : List.of(value));
        if (words == null || !SettingsForm.hasPermission(item)) {
            return FormValidation.ok();
        }
        return judged(key, words);
    }

    /** For what every entry must have. */
    static FormValidation required(Item item, String value) {
        return SettingsForm.hasPermission(item) ? FormValidation.validateRequired(value) : FormValidation.ok();
    }

    private FormValidation judged(String key, Object value) {
        try {
            Map<String, Object> correct = Map.of("source", List.of(cloud(Map.of())));
            Configuration.parse(
                    "form",
                    written(with(around.apply(Map.of(key, value)), correct)).text());
            return FormValidation.ok();
        } catch (ConfigurationException e) {
            String first = e.mistakes().isEmpty()
                    ? e.getMessage()
                    : e.mistakes().get(0).message();
            return FormValidation.errorWithMarkup(
                    Util.escape(first.replaceAll("(source cloud|host|switch) \"" + NAME + "\"", "this $1")));
        }
    }

    private static Map<String, Object> cloud(Map<String, Object> keys) {
        Map<String, Object> cloud = new LinkedHashMap<>();
        cloud.put("name", NAME);
        cloud.put("auth_url", "http://keystone:5000/v3");
        cloud.put("credentials", NAME);
        cloud.put("tenant", NAME);
        if (keys.keySet().stream().anyMatch(key -> key.startsWith("fuel_"))) {
            cloud.put("fuel_url", "http://fuel:8000/api/");
            cloud.put("fuel_credentials", NAME);
        }
        return cloud;
    }

    private static Map<String, Object> with(Map<String, Object> keys, Map<String, Object> others) {
        Map<String, Object> all = new LinkedHashMap<>(others);
        all.putAll(keys);
        return all;
    }

    @SuppressWarnings("unchecked") // maps of this class
    private static Written written(Map<String, Object> map) {
        Written written = new Written();
        map.forEach((key, value) -> written.put(key, node(value)));
        return written;
    }

    @SuppressWarnings("unchecked") // maps of this class
    private static Object node(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(FieldCheck::node).toList();
        }
        return value instanceof Map ? written((Map<String, Object>) value) : value;
    }
}
