package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Has Fuel install and deploy nodes, and verify networks: each call begins a task and waits for none. */
public final class Deployments {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Fuel fuel;
    private final Nailgun nailgun;

    Deployments(Fuel fuel, Nailgun nailgun) {
        this.fuel = fuel;
        this.nailgun = nailgun;
    }

    /**
     * Installs the operating system on this node and no other.
     *
     * @return the task; it may be finished already, well or badly
     * @throws FuelException.Rejected also when the node is not in this environment, which Fuel itself does not check
     */
    public FuelTask provision(int environment, int node) {
        requireMember(environment, node);
        return start("PUT", "/clusters/" + environment + "/provision/?nodes=" + node);
    }

    /**
     * Deploys OpenStack on this node and no other; it has to be provisioned, which Fuel does not check from 9.0 on. One
     * that was deployed and has booted from the network since is taken too, as Fuel goes on to call it
     * {@code discover}. One exception is Fuel's: before 9.0 a controller takes the other controllers of its environment
     * along.
     *
     * @return the task; it may be finished already, well or badly
     * @throws FuelException.Rejected when the node is not in this environment or not provisioned
     */
    public FuelTask deploy(int environment, int node) {
        Node found = requireMember(environment, node);
        boolean inVain = found.hasFailedInProvisioning();
        boolean bare = found.status().equals("discover") && found.isFresh();
        if (inVain || bare || found.status().equals("provisioning")) {
            throw outdated(found + " is not provisioned yet ("
                    + (inVain ? "its provisioning failed" : found.status())
                    + "), so OpenStack cannot be deployed on it");
        }
        return start("PUT", "/clusters/" + environment + "/deploy/?nodes=" + node);
    }

    /**
     * Carries out all that is pending in the environment. From 9.0 on that deploys <em>every</em> node again.
     *
     * @return the task; it may be finished already, well or badly
     */
    public FuelTask applyChanges(int environment) {
        return start("PUT", "/clusters/" + environment + "/changes");
    }

    /**
     * Lets Fuel verify the networks of an environment as they are configured, by probes between its nodes.
     *
     * @return the task; it may be finished already, as where there are several node groups
     */
    public FuelTask verifyNetworks(Environment environment) {
        String networks = "/clusters/" + environment.id() + "/network_configuration/" + environment.netProvider();
        return nailgun.begin("PUT", networks + "/verify", nailgun.get(networks, FuelShape.NETWORKS));
    }

    private Node requireMember(int environment, int node) {
        Node found = fuel.node(node)
                .orElseThrow(() -> new FuelException.NotFound(
                        nailgun.name() + ": Fuel has no node " + node
                                + " any more. Its machine may have been discovered anew under another id: see the nodes in Fuel.",
                        404,
                        ""));
        if (found.environment() == null || found.environment() != environment) {
            throw outdated(found + " is not in environment " + environment + " but in "
                    + (found.environment() == null ? "none" : "environment " + found.environment()));
        }
        if (found.pendingDeletion()) {
            throw outdated(found + " is marked to be deleted with the next changes: discard them in Fuel");
        }
        return found;
    }

    /** The node is another than when it was looked at. */
    private FuelException outdated(String what) {
        return new FuelException.Rejected(nailgun.name() + ": Fuel: " + what + ". Nothing was changed.", 0, "", true);
    }

    private FuelTask start(String method, String path) {
        return nailgun.begin(method, path, JSON.objectNode());
    }
}
