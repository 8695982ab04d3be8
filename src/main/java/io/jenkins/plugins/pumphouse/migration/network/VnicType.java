package io.jenkins.plugins.pumphouse.migration.network;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.Optional;
import java.util.Set;

/** What the card of a server is: a switch's port, or made of hardware of its host (Networking API v2.0, "Ports"). */
public final class VnicType {
    public static final String FIELD = "binding:vnic_type";

    /** Those that a network card of the host is parted into (SR-IOV). */
    private static final Set<String> VIRTUAL_FUNCTIONS = Set.of("direct", "macvtap");

    private VnicType() {}

    /** Whether a port is a virtual function of a network card; a server with one needs a host that has such. */
    public static boolean isVirtualFunction(Resource port) {
        return VIRTUAL_FUNCTIONS.contains(String.valueOf(port.text(FIELD)));
    }

    /** Why a server's port cannot be made on the target. */
    static Optional<String> unsupported(Resource port) {
        String type = port.text(FIELD);
        return type == null || type.equals("normal") || isVirtualFunction(port)
                ? Optional.empty()
                : Optional.of("is of type " + type + ", which needs hardware that Pumphouse cannot check on the target:"
                        + " replace the card by one of type normal");
    }
}
