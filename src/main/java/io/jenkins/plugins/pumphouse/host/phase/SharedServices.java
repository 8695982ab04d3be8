package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.Fuel;
import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.CanonicalForm;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.util.List;

/**
 * The services that all hosts of a round share: opened when somebody asks, and the list of Fuel's nodes read once for
 * everybody.
 */
public final class SharedServices implements AutoCloseable {
    private final HostRequest request;
    private Cloud source;
    private Cloud target;
    private Fuel fuel;
    private Fuel sourceFuel;
    private List<Node> nodes;

    public SharedServices(HostRequest request) {
        this.request = request;
    }

    HostRequest request() {
        return request;
    }

    synchronized Cloud source() {
        if (source == null) {
            source = open(request.clouds().source());
        }
        return source;
    }

    synchronized Cloud target() {
        if (target == null) {
            target = open(request.clouds().target());
        }
        return target;
    }

    private static Cloud open(CloudAccess access) {
        return Cloud.open(access);
    }

    synchronized Fuel fuel() {
        if (fuel == null) {
            fuel = Fuel.open(request.clouds().fuel());
        }
        return fuel;
    }

    /** Null when no Fuel deployed the source. */
    synchronized Fuel sourceFuel() {
        FuelAccess access = request.clouds().sourceFuel();
        if (sourceFuel == null && access != null) {
            sourceFuel = isOne(access, request.clouds().fuel()) ? fuel() : Fuel.open(access);
        }
        return sourceFuel;
    }

    private static boolean isOne(FuelAccess one, FuelAccess other) {
        return CanonicalForm.fuel(one.url()).equals(CanonicalForm.fuel(other.url()));
    }

    /** All nodes of the target's Fuel as they were at the first question of this round. */
    synchronized List<Node> nodes() {
        if (nodes == null) {
            nodes = fuel().nodes();
        }
        return nodes;
    }

    /** After a change of a node it is read anew. */
    synchronized void forgetNodes() {
        nodes = null;
    }

    /**
     * An environment of Fuel.
     *
     * @param named its name or id; null for the only one
     * @throws HostException if none is named and there is not exactly one
     */
    static Environment environment(Fuel fuel, String named) {
        if (named != null) {
            return fuel.environment(named);
        }
        List<Environment> all = fuel.environments();
        if (all.size() != 1) {
            throw new HostException(fuel + " has "
                    + (all.isEmpty()
                            ? "no environment; create one first."
                            : "several environments: "
                                    + String.join(
                                            ", ",
                                            all.stream()
                                                    .map(Environment::name)
                                                    .sorted()
                                                    .toList()) + ". Say which, for example environment: '"
                                    + all.get(0).name() + "'."));
        }
        return all.get(0);
    }

    @Override
    public synchronized void close() {
        if (sourceFuel != null && sourceFuel != fuel) {
            sourceFuel.close();
        }
        if (fuel != null) {
            fuel.close();
        }
        if (target != null) {
            target.close();
        }
        if (source != null) {
            source.close();
        }
    }
}
