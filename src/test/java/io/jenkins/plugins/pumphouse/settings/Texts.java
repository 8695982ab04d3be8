package io.jenkins.plugins.pumphouse.settings;

/** Configurations for the specifications in this package. */
final class Texts {
    /** One source, two targets, all with credentials that Jenkins keeps. */
    static final String CLOUDS = """
            source:
              - {name: old, auth_url: "http://10.0.0.1:5000/v2.0/", credentials: old-admin, tenant: admin}
            target:
              - {name: mira-os-1, auth_url: "http://10.0.1.1:5000/v3", credentials: new-token, tenant: admin}
              - {name: mira-os-2, auth_url: "http://10.0.1.2:5000/v3", credentials: new-token, tenant: admin}
            mapping:
              flavors: {m1.small: c1}
            """;

    static final String WITH_PASSWORD = """
            source:
              - {name: old, auth_url: "http://10.0.0.1:5000/v2.0/", username: admin, password: hunter2}
            target:
              - {name: new, auth_url: "http://10.0.1.1:5000/v3", credentials: new-token}
            """;

    private Texts() {}

    static String sourceCalled(String name) {
        return "source:\n  - {name: " + name + ", auth_url: \"http://10.0.0.1:5000/v2.0/\", credentials: old-admin}\n";
    }
}
