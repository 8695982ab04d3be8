package io.jenkins.plugins.pumphouse.openstack;

import java.util.List;

/** The services that are spoken to, with the types under which catalogs list them; the first that is there is taken. */
public enum Service {
    IDENTITY("", "identity"),
    COMPUTE("", "compute", "compute_legacy"),
    NETWORK("/v2.0", "network"),
    IMAGE("/v2", "image"),
    VOLUME("", "volumev3", "block-storage", "volumev2", "volume"),
    PLACEMENT("", "placement");

    private final String version;
    private final List<String> types;

    Service(String version, String... types) {
        this.version = version;
        this.types = List.of(types);
    }

    /** The path that a catalog's address lacks where it names no version; empty where it always does. */
    String version() {
        return version;
    }

    List<String> types() {
        return types;
    }
}
