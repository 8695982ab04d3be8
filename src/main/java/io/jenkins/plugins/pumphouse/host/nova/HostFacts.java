package io.jenkins.plugins.pumphouse.host.nova;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What a cloud knew of one compute host when it was looked at. A value that travels between agent and controller.
 *
 * @param cloud the name of the cloud
 * @param host the host as its nova-compute calls itself; other services may call it by its short or its full name
 * @param compute its nova-compute
 * @param hypervisors what nova-compute drives: one, unless it is Ironic or vCenter; none while Nova has not taken a new
 *     host up into a cell ({@code nova-manage cell_v2 discover_hosts})
 * @param neighbours all other services and agents of Nova, Cinder and Neutron on the machine
 * @param servers the servers on it in any state, the soft-deleted ones too
 * @param migrations those from or to it that are not over, unconfirmed resizes too
 * @param providers its resource providers in Placement, the root first; empty in clouds before Placement
 * @param aggregates those that it belongs to
 * @param zoneComputes the other computes of its zone that are up and enabled
 */
public record HostFacts(
        String cloud,
        String host,
        Compute compute,
        List<Hypervisor> hypervisors,
        List<Neighbour> neighbours,
        List<Server> servers,
        List<Migration> migrations,
        List<Provider> providers,
        List<Aggregate> aggregates,
        List<String> zoneComputes)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How a new host gets into a cell, without which Nova shows no hypervisor of it and places nothing on it. */
    private static final String DISCOVERY =
            "Nova looks for new hosts from time to time (discover_hosts_in_cells_interval in nova.conf);"
                    + " where that is off, run on a controller: nova-manage cell_v2 discover_hosts";

    /** Copies the lists. */
    public HostFacts {
        hypervisors = List.copyOf(hypervisors);
        neighbours = List.copyOf(neighbours);
        servers = List.copyOf(servers);
        migrations = List.copyOf(migrations);
        providers = List.copyOf(providers);
        aggregates = List.copyOf(aggregates);
        zoneComputes = List.copyOf(zoneComputes);
    }

    /** Whether servers can be placed on it: nova-compute up and enabled, and its hypervisor told to Nova. */
    public boolean serving() {
        return compute.up() && compute.enabled() && !hypervisors.isEmpty();
    }

    /** Why it does not serve and what helps, as a sentence about it; null when it does. */
    public String whyNotServing() {
        if (!compute.up()) {
            return "nova-compute of " + host + " does not report to " + cloud
                    + "; see its log and its way to the message queue.";
        }
        if (!compute.enabled()) {
            return host + " is disabled in " + cloud + (compute.reason() == null ? "" : " (" + compute.reason() + ")")
                    + "; enable it.";
        }
        return hypervisors.isEmpty()
                ? host + " reports, but " + cloud + " has not taken it up yet. " + DISCOVERY
                : null;
    }

    /** The zone that it is in; {@code nova} unless an aggregate says otherwise. */
    public String zone() {
        return compute.zone();
    }

    /**
     * A record of nova-compute.
     *
     * @param id a number in old clouds, a UUID from microversion 2.53; null where Nova shows none (before Icehouse)
     * @param reason why it is disabled; null when nobody said, or it is enabled
     * @param up whether it reported within the last minute
     */
    public record Compute(String id, boolean enabled, String reason, boolean up, String zone) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A hypervisor.
     *
     * @param name usually the machine's full name; its resource provider has the same
     */
    public record Hypervisor(String name) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A server.
     *
     * @param task what Nova does with it now; null when nothing
     * @param moved whether pumpInstances has moved it to another cloud and left this one stopped
     * @param bytes the size of its disks on the host by its flavor: what is to be moved at most
     */
    public record Server(String id, String name, String status, String task, boolean moved, long bytes)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A migration or resize that is under way or unconfirmed.
     *
     * @param server the id of the server
     * @param status Nova's word, such as {@code migrating} or {@code finished}, which awaits its confirmation
     */
    public record Migration(String id, String server, String status, String from, String to) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A resource provider.
     *
     * @param parent the id of the provider that it is part of; null for the root
     * @param consumers who holds allocations: ids of servers and of migrations
     */
    public record Provider(String id, String name, String parent, Set<String> consumers) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Copies the set. */
        public Provider {
            consumers = Set.copyOf(consumers);
        }
    }

    /**
     * An aggregate that the host belongs to.
     *
     * @param otherComputes those of its other members that are up and enabled
     */
    public record Aggregate(String id, String name, List<String> otherComputes) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Copies the list. */
        public Aggregate {
            otherComputes = List.copyOf(otherComputes);
        }
    }
}
