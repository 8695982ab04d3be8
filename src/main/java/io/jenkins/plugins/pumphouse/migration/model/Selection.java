package io.jenkins.plugins.pumphouse.migration.model;

import java.io.Serializable;
import java.util.List;

/**
 * Which of the source's objects an operator asked for. All null and empty: everything of the step's kinds.
 *
 * @param tenant    name or id of a project, or null
 * @param user      name or id of a user, or null
 * @param instances names or ids of servers; empty for no restriction
 * @param host      host name or IP address of a hypervisor whose servers are meant, or null
 */
public record Selection(String tenant, String user, List<String> instances, String host) implements Serializable {
    public static final Selection ALL = new Selection(null, null, List.of(), null);

    public Selection {
        instances = List.copyOf(instances);
    }

    public static Selection ofTenant(String tenant) {
        return new Selection(tenant, null, List.of(), null);
    }
}
