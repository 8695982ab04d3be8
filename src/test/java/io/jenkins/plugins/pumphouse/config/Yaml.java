package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.util.List;

/** Texts of configurations for the specifications in this package. */
final class Yaml {
    /** The configuration of the original's manual, letter by letter. */
    static final String SAMPLE = """
              source:
                -
                  name:     good_old_openstack
                  auth_url: http://10.0.0.1:5000/v2.0/
                  username: admin
                  password: admin
                  tenant:   admin
                  token:    UUID
              target:
                -
                  name:     mira-os-1
                  auth_url: http://api.endpoint.com:5000/v2.0/
                  fuel_url: http://127.0.0.1:8000/api/
                  username: admin
                  password: admin
            """;

    private Yaml() {}

    /** A configuration of one source cloud named "old" that is complete but for the lines given. */
    static String sourceWith(String... lines) {
        return cloud("source", "old", "http://10.0.0.1:5000/v3", lines);
    }

    /** A source cloud that logs in with Jenkins credentials, plus the lines given; these start in line 5, column 3. */
    static String workingSourceWith(String... lines) {
        return cloud("source", "old", "http://10.0.0.1:5000/v3\n  credentials: old-cloud", lines);
    }

    static String cloud(String role, String name, String authUrl, String... lines) {
        StringBuilder text = new StringBuilder(role + ":\n- name: " + name + "\n  auth_url: " + authUrl + "\n");
        for (String line : lines) {
            text.append(line.stripTrailing().indent(2));
        }
        return text.toString();
    }

    static CloudSettings parsedSource(String... lines) {
        return Configuration.parse("pumphouse.yaml", workingSourceWith(lines)).source(null);
    }

    static ConfigurationException refusal(String text) {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> Configuration.parse("pumphouse.yaml", text));
        if (refused == null) {
            throw new AssertionError("accepted:\n" + text);
        }
        return refused;
    }

    static List<String> mistakes(String text) {
        return refusal(text).getMessage().lines().toList();
    }
}
