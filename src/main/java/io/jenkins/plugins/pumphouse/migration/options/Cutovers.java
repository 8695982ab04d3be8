package io.jenkins.plugins.pumphouse.migration.options;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The operator's choice for each network that is one wire on both clouds.
 *
 * @param others for the networks that are not named
 * @param byNetwork by name or id on the source
 * @param force whether {@code pumpCutover} also takes the gateway from servers that have not moved
 */
public record Cutovers(Cutover others, Map<String, Cutover> byNetwork, boolean force) implements Serializable {
    /** Nothing is announced by two clouds unless somebody chooses it. */
    public static final Cutovers DEFAULT = all(Cutover.HOLD);

    public Cutovers {
        byNetwork = new TreeMap<>(byNetwork);
    }

    public static Cutovers all(Cutover cutover) {
        return new Cutovers(cutover, Map.of(), false);
    }

    public Cutovers withForce(boolean other) {
        return new Cutovers(others, byNetwork, other);
    }

    public Cutover of(Resource network) {
        Cutover byId = byNetwork.get(network.id());
        return byId != null ? byId : byNetwork.getOrDefault(network.name(), others);
    }
}
