package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An environment of Fuel, which its API calls a cluster.
 *
 * @param id its number
 * @param name its unique name
 * @param status {@code new}, {@code deployment}, {@code operational}, {@code error}, {@code stopped}, {@code remove},
 *     {@code partially_deployed} (9.0 on)
 * @param releaseId the OpenStack release that it deploys
 * @param netProvider {@code neutron} or {@code nova_network}; part of the path of its networks
 */
public record Environment(int id, String name, String status, int releaseId, String netProvider) {

    static Environment of(JsonNode json) {
        return new Environment(
                json.path("id").asInt(),
                json.path("name").asText(),
                json.path("status").asText(),
                json.path("release_id").asInt(),
                json.path("net_provider").asText("neutron"));
    }

    /** The one of a name, or else of an id. */
    static Optional<Environment> called(String nameOrId, List<Environment> all) {
        return all.stream()
                .filter(each -> each.name().equals(nameOrId))
                .findFirst()
                .or(() -> all.stream()
                        .filter(each -> String.valueOf(each.id()).equals(nameOrId))
                        .findFirst());
    }

    /** Which there are, as a sentence. */
    static String named(List<Environment> all) {
        return all.isEmpty()
                ? "It has none at all; create one first."
                : "It has " + all.stream().map(Environment::name).sorted().collect(Collectors.joining(", ")) + ".";
    }

    /** Such as {@code environment "dst-cloud" (2)}. */
    @Override
    public String toString() {
        return "environment \"" + name + "\" (" + id + ")";
    }
}
