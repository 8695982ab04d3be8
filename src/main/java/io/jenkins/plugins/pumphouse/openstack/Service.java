package io.jenkins.plugins.pumphouse.openstack;

import java.util.List;
import java.util.Locale;

/** The services of a cloud that a migration talks to, with the names that catalogs have given them over the years. */
public enum Service {
    IDENTITY("identity", "identityv3"),
    COMPUTE("compute", "compute_legacy"),
    NETWORK("network"),
    IMAGE("image"),
    VOLUME("volumev3", "block-storage", "volumev2", "volume"),
    PLACEMENT("placement");

    private final List<String> catalogTypes;

    Service(String... catalogTypes) {
        this.catalogTypes = List.of(catalogTypes);
    }

    /** The catalog types of this service, the preferred first. */
    List<String> catalogTypes() {
        return catalogTypes;
    }

    /** The lower-case word for messages. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
