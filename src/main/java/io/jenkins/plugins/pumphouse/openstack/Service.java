package io.jenkins.plugins.pumphouse.openstack;

import java.util.List;
import java.util.Locale;

/** The services of a cloud that are talked to, with the names that catalogs have given them over the years. */
public enum Service {
    IDENTITY(5000, "identity", "identityv3"),
    COMPUTE(8774, "compute", "computev21", "compute_legacy"),
    NETWORK(9696, "network"),
    IMAGE(9292, "image"),
    VOLUME(8776, "volumev3", "block-storage", "block-store", "volumev2", "volume"),
    PLACEMENT(8778, "placement"),
    // A cloud may do without the following. Load balancers aside, only an inventory asks them, for what no step moves.
    ORCHESTRATION(8004, "orchestration"),
    LOAD_BALANCER(9876, "load-balancer"),
    DNS(9001, "dns"),
    KEY_MANAGER(9311, "key-manager"),
    SHARE(8786, "shared-file-system", "sharev2", "share"),
    OBJECT_STORE(8080, "object-store"),
    CONTAINER_INFRA(9511, "container-infra");

    private final int usualPort;
    private final List<String> catalogTypes;

    Service(int usualPort, String... catalogTypes) {
        this.usualPort = usualPort;
        this.catalogTypes = List.of(catalogTypes);
    }

    /** The catalog types of this service, the preferred first. */
    List<String> catalogTypes() {
        return catalogTypes;
    }

    /** Whether every migration talks to it; the others may be missing or elsewhere. */
    boolean isMigrated() {
        return compareTo(PLACEMENT) <= 0;
    }

    /** Where it listens unless somebody chose otherwise; for examples in messages. */
    int usualPort() {
        return usualPort;
    }

    /** The lower-case word for messages. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
