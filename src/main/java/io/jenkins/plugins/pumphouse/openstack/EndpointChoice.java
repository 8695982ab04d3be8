package io.jenkins.plugins.pumphouse.openstack;

import java.io.Serializable;
import java.util.Map;

/**
 * Which addresses of a cloud's services are used.
 *
 * @param region null when the catalog has one region only
 * @param type which addresses of the catalog; null means {@link Interface#PUBLIC}
 * @param given addresses to use instead of those of the catalog; null means none
 */
public record EndpointChoice(String region, Interface type, Map<Service, String> given) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The public addresses of the only region. */
    public static final EndpointChoice DEFAULT = new EndpointChoice(null, null, null);

    /** Fills in the defaults. */
    public EndpointChoice {
        type = type == null ? Interface.PUBLIC : type;
        given = given == null ? Map.of() : Map.copyOf(given);
    }

    @Override
    public String toString() {
        return (region == null ? "" : "region " + region + ", ") + type + (given.isEmpty() ? "" : ", " + given);
    }
}
