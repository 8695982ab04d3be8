package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;
import java.util.List;

/**
 * Which of the source's objects an operator asked for: those that meet every restriction. Without a restriction
 * everything of the step's kinds.
 *
 * @param tenant name, domain and name ({@code corp/demo}), or id of a project, or null
 * @param user name, domain and name, or id of a user, or null
 * @param instances names, ids or patterns of servers; empty for no restriction
 * @param host host name or IP address of a hypervisor whose servers are meant, or null
 * @param all whether the operator said that everything is meant where nothing restricts it, which a deletion wants to
 *     hear
 * @param networks names or ids of networks; empty for no restriction
 * @param exclude names, ids or patterns of servers that are not meant, whatever else says so; empty for none
 * @param volumes names or ids of volumes; empty for no restriction
 * @param created what a former run has created, and only that; empty for no restriction
 * @param goneToo whether servers that are named may be gone: they are told, and are no mistake
 */
public record Selection(
        String tenant,
        String user,
        List<String> instances,
        String host,
        boolean all,
        List<String> networks,
        List<String> exclude,
        List<String> volumes,
        boolean goneToo,
        List<CreatedObject> created)
        implements Serializable {
    public static final Selection ALL = new Selection(null, null, List.of(), null);

    public Selection {
        instances = List.copyOf(instances);
        networks = List.copyOf(networks);
        exclude = List.copyOf(exclude);
        volumes = List.copyOf(volumes);
        created = List.copyOf(created);
    }

    public Selection(
            String tenant, String user, List<String> instances, String host, boolean all, List<String> networks) {
        this(tenant, user, instances, host, all, networks, List.of(), List.of(), false, List.of());
    }

    public Selection(String tenant, String user, List<String> instances, String host) {
        this(tenant, user, instances, host, false, List.of());
    }

    /** Whether it means some servers, or all because the operator said so; a deletion guesses neither. */
    public boolean saysWhichServers() {
        return all || tenant != null || host != null || !instances.isEmpty();
    }

    /** The same without some servers. */
    public Selection excluding(List<String> servers) {
        return new Selection(tenant, user, instances, host, all, networks, servers, volumes, goneToo, created);
    }

    /** The same, of volumes only these. */
    public Selection ofVolumes(List<String> named) {
        return new Selection(tenant, user, instances, host, all, networks, exclude, named, goneToo, created);
    }

    /** The same, where servers that are named may be gone. */
    public Selection evenGone() {
        return new Selection(tenant, user, instances, host, all, networks, exclude, volumes, true, created);
    }

    /**
     * What a former run has created.
     *
     * @throws IllegalArgumentException for none, as no restriction means everything
     */
    public static Selection ofCreated(List<CreatedObject> objects) {
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("Nothing was created by that run, so nothing can be removed.");
        }
        return new Selection(null, null, List.of(), null, false, List.of(), List.of(), List.of(), false, objects);
    }

    public static Selection ofTenant(String tenant) {
        return new Selection(tenant, null, List.of(), null);
    }
}
