package io.jenkins.plugins.pumphouse.clouds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.compute.Compute;
import io.jenkins.plugins.pumphouse.clouds.network.Network;
import io.jenkins.plugins.pumphouse.clouds.placement.Providers;
import io.jenkins.plugins.pumphouse.clouds.volume.Volumes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;

/** What happens to the machines of a cloud from outside of its APIs: power, services, and what is left lying about. */
public final class Machines {
    private final World world;
    private final Compute compute;
    private final Network network;
    private final Volumes volumes;
    private final Providers providers;

    Machines(World world, Compute compute, Network network, Volumes volumes, Providers providers) {
        this.world = world;
        this.compute = compute;
        this.network = network;
        this.volumes = volumes;
        this.providers = providers;
    }

    /** See {@link EmbeddedCloud#hostDown}. */
    public Machines down(String host) {
        return alive(host, false);
    }

    /** See {@link EmbeddedCloud#hostUp}. */
    public Machines up(String host) {
        return alive(host, true);
    }

    /** So many of a hypervisor's 262,144 MiB of memory are used, 512 of them by Nova for itself. */
    public Machines uses(String host, int memory) {
        world.locked(() -> compute.uses(host, memory));
        return this;
    }

    private Machines alive(String host, boolean alive) {
        world.locked(() -> {
            if (alive) {
                compute.up(host);
            } else {
                compute.down(host);
            }
            network.agents().alive(host, alive);
            volumes.services().alive(host, alive);
        });
        return this;
    }

    /**
     * Whether Nova takes new hosts up at once, as it does unless told; turned on again, it takes up those that wait.
     */
    public Machines discovery(boolean on) {
        world.locked(() -> compute.discovers(on));
        return this;
    }

    /** Only Neutron's agents of a host fall silent, or report again. */
    public Machines agents(String host, boolean alive) {
        world.locked(() -> network.agents().alive(host, alive));
        return this;
    }

    /**
     * One of Neutron's agents runs on a host.
     *
     * @param kind as {@code L3 agent}
     * @param host as the agent calls it, which need not be Nova's name
     */
    public Machines agent(String kind, String host) {
        return agent(kind, host, WireJson.object());
    }

    /** @param mode how an {@code L3 agent} routes, as {@code dvr}; null when it does not say */
    public Machines agent(String kind, String host, String mode) {
        return agent(kind, host, mode == null ? WireJson.object() : WireJson.object("agent_mode", mode));
    }

    /** @param configurations what it says of itself */
    public Machines agent(String kind, String host, ObjectNode configurations) {
        world.locked(() -> network.agents().add(kind, host, configurations));
        return this;
    }

    /** An Open vSwitch agent of a host makes tunnels of these kinds. */
    public Machines tunnels(String host, Object... kinds) {
        return agent("Open vSwitch agent", host, WireJson.object("tunnel_types", WireJson.array(kinds)));
    }

    /** Virtual functions of a network card of a host are on a physical network. */
    public Machines virtualFunctions(String host, String physicalNetwork) {
        return agent(
                "NIC Switch agent",
                host,
                WireJson.object("device_mappings", WireJson.object(physicalNetwork, WireJson.array("ens1f0"))));
    }

    /** One of Nova's services runs on a host: {@code nova-conductor}, {@code nova-network}. */
    public Machines service(String binary, String host) {
        world.locked(() -> compute.service(binary, host));
        return this;
    }

    /** One of them has stopped there, and an operator has disabled it. */
    public Machines stopped(String binary, String host) {
        world.locked(() -> compute.stop(binary, host));
        return this;
    }

    /** Volumes lie on a host, written with the backend: {@code compute-1@lvm}. */
    public Machines volumes(String host) {
        world.locked(() -> volumes.services().add("cinder-volume", host));
        return this;
    }

    /** A server is, or was, on its way between hosts; {@code finished} is a resize that nobody has confirmed yet. */
    public Machines migration(String server, String from, String to, String status) {
        world.locked(() -> compute.migration(server, from, to, status));
        return this;
    }

    /** Somebody who is no server holds resources of a host in Placement. */
    public Machines allocation(String host, String consumer) {
        world.locked(() -> providers.allocate(host, consumer));
        return this;
    }

    /** The end of {@link #allocation}. */
    public Machines released(String host, String consumer) {
        world.locked(() -> providers.release(host, consumer));
        return this;
    }

    /**
     * A part of a host, such as a graphics card, has a resource provider of its own below the one of the host or of
     * another part.
     */
    public Machines part(String parent, String name) {
        world.locked(() -> providers.child(parent, name));
        return this;
    }

    /** From now on a resource provider outlives the host's service, as in Novas before Stein. */
    public Machines providersStayBehind() {
        world.locked(providers::staysBehind);
        return this;
    }

    /** A server has one more volume, which is available until then. */
    public Machines attach(String server, String volume) {
        world.locked(() -> compute.attach(server, volume, false, null));
        return this;
    }

    /** An administrator has brought a server to this host, whatever else was said. */
    public Machines bring(String server, String host) {
        world.locked(() -> compute.bring(server, host));
        return this;
    }

    /** A server is deleted in the way of a cloud that keeps it for a while in case it was a mistake. */
    public Machines softDelete(String server) {
        world.locked(() -> compute.softDelete(server));
        return this;
    }
}
