package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.server.inventory.Hypervisors;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHost;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Set;

/** What the operator's mapping may call hypervisors of the source. */
public final class HostEntries {
    public static final Kind KIND = MappedHost.KIND;

    private HostEntries() {}

    public static Set<String> names(CloudInventory source) {
        return Hypervisors.names(source);
    }
}
