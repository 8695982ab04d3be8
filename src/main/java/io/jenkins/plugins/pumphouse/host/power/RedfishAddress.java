package io.jenkins.plugins.pumphouse.host.power;

import java.net.URI;
import java.net.URISyntaxException;

/** Where the resources of a Redfish service are: always on the BMC that was configured, whatever the service names. */
final class RedfishAddress {
    private final BmcAccess access;

    RedfishAddress(BmcAccess access) {
        this.access = access;
    }

    /**
     * Only the path and the query of what a service names count (a collection's next page has a query). They are
     * appended to our own address and never resolved against it: {@code https:////other/} has the path
     * {@code //other/}, which would resolve to another host, and the token or password would be sent to it.
     */
    URI of(String named) {
        String path = path(named);
        if (path == null || path.startsWith("//")) {
            throw new BmcException.Unsupported(
                    access,
                    "names \"" + named
                            + "\" as the address of one of its resources, which is no path on this BMC; nothing was"
                            + " sent to it. Update its firmware.");
        }
        try {
            URI root = new URI("https", null, access.address(), access.port(), null, null, null);
            return URI.create(root + (path.startsWith("/") ? "" : "/") + path);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw BmcException.noBmc(access, "its address is not one (" + e.getMessage() + ")");
        }
    }

    /** Null where there is none. */
    private static String path(String named) {
        try {
            URI uri = URI.create(named);
            return uri.getRawPath() == null || uri.getRawQuery() == null
                    ? uri.getRawPath()
                    : uri.getRawPath() + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
