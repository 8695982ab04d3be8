package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Fuel deploys: a version of OpenStack on a distribution.
 *
 * @param version OpenStack's version and Fuel's, such as {@code mitaka-9.0} or {@code 2014.2.2-6.1}
 * @param roles the names of the roles that its nodes may have; empty where Fuel does not say
 */
public record FuelRelease(String version, Set<String> roles) {

    /** Makes the set immutable. */
    public FuelRelease {
        roles = Set.copyOf(roles);
    }

    static FuelRelease of(JsonNode json) {
        Set<String> roles = new TreeSet<>();
        json.path("roles").forEach(role -> roles.add(role.asText()));
        json.path("roles_metadata").fieldNames().forEachRemaining(roles::add);
        return new FuelRelease(json.path("version").asText(), roles);
    }
}
