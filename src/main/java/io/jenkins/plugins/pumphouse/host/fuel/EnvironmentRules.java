package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What an environment consists of and allows its nodes; each method asks Fuel. */
public final class EnvironmentRules {
    private final Nailgun nailgun;
    private final Environment environment;
    private final FuelRelease release;

    EnvironmentRules(Nailgun nailgun, Environment environment, FuelRelease release) {
        this.nailgun = nailgun;
        this.environment = environment;
        this.release = release;
    }

    /**
     * The roles that its nodes may have, by name; {@code GET /clusters/N/roles}, which is there from 8.0 on. Before,
     * the release tells their names and nothing more; empty where it does not either.
     */
    public List<Role> roles() {
        try {
            return stream(nailgun.list("/clusters/" + environment.id() + "/roles", FuelShape.NAMED))
                    .map(Role::of)
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList();
        } catch (FuelException.NotFound old) {
            return release.roles().stream().sorted().map(Role::named).toList();
        }
    }

    /**
     * What restrictions of roles speak of: the environment's settings, the environment itself, and the version of Fuel.
     */
    public Map<String, JsonNode> models() {
        JsonNode settings = nailgun.get("/clusters/" + environment.id() + "/attributes", FuelShape.ANY)
                .path("editable");
        return Map.of(
                "settings",
                settings,
                "cluster",
                nailgun.get("/clusters/" + environment.id(), FuelShape.ENVIRONMENT),
                "version",
                nailgun.get("/version", FuelShape.ANY));
    }

    /** Its node groups, the racks; there are none before 6.0; {@code GET /nodegroups?cluster_id=N}. */
    public List<NodeGroup> nodeGroups() {
        try {
            return stream(nailgun.list("/nodegroups?cluster_id=" + environment.id(), FuelShape.NUMBERED_AND_NAMED))
                    .map(NodeGroup::of)
                    .toList();
        } catch (FuelException.NotFound old) {
            return List.of();
        }
    }

    /** Its networks, for each node group; {@code GET /clusters/N/network_configuration/...}. */
    public List<FuelNetwork> networks() {
        return stream(configuration().path("networks")).map(FuelNetwork::of).toList();
    }

    /**
     * Whether a network template decides what its nodes' interfaces carry (7.0 on); then they cannot be set one by one.
     */
    public boolean hasNetworkTemplate() {
        return configuration()
                .path("networking_parameters")
                .path("configuration_template")
                .isObject();
    }

    private JsonNode configuration() {
        return nailgun.get(
                "/clusters/" + environment.id() + "/network_configuration/" + environment.netProvider(),
                FuelShape.NETWORKS);
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
