package io.jenkins.plugins.pumphouse.host.nova;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Aggregate;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Compute;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Hypervisor;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Server;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.openstack.note.ServerNotes;
import java.util.ArrayList;
import java.util.List;

/** Gathers the facts of hosts; what is the same for all of them is asked once. */
final class HostFactsReader {
    /** Servers show the size of their disks; before, only the id of their flavor. */
    private static final String WITH_FLAVOR = "2.47";

    private static final String HOST = "OS-EXT-SRV-ATTR:host";

    private final Cloud cloud;
    private final Registry registry;
    private final FlavorDisks disks;

    HostFactsReader(Cloud cloud, Registry registry) {
        this.cloud = cloud;
        this.registry = registry;
        this.disks = new FlavorDisks(cloud);
    }

    /** @param host one of {@link Registry#hosts()} */
    HostFacts at(String host) {
        ObjectNode compute = registry.compute(host);
        String zone = Registry.text(compute, "zone");
        List<Hypervisor> hypervisors =
                registry.hypervisorsOf(host).map(HostFactsReader::hypervisor).toList();
        return new HostFacts(
                cloud.name(),
                host,
                new Compute(
                        compute.path("id").asText(null),
                        Registry.isEnabled(compute),
                        reason(compute),
                        Registry.isUp(compute),
                        zone),
                hypervisors,
                new Neighbourhood(registry, host).all(),
                servers(host),
                new OpenMigrations(cloud).of(host),
                new PlacementRecords(cloud)
                        .providers(hypervisors.stream().map(Hypervisor::name).toList()),
                aggregates(host),
                registry.computes()
                        .filter(other -> Registry.text(other, "zone").equals(zone))
                        .map(other -> Registry.text(other, "host"))
                        .filter(other -> !other.equals(host) && registry.serves(other))
                        .sorted()
                        .toList());
    }

    private static String reason(ObjectNode compute) {
        String reason = compute.path("disabled_reason").asText("");
        // Old Novas show the text.
        return reason.isEmpty() || reason.equals("None") ? null : reason;
    }

    private static Hypervisor hypervisor(ObjectNode row) {
        return new Hypervisor(Registry.text(row, "hypervisor_hostname"));
    }

    private List<Server> servers(String host) {
        Request list = Request.get(Service.COMPUTE, "/servers/detail")
                .query("all_tenants", "1")
                .query("host", host)
                // Otherwise hidden, while their disks stay on the host until they are reclaimed or restored.
                .query("soft_deleted", "True")
                .microversion(WITH_FLAVOR);
        List<Server> servers = new ArrayList<>();
        for (ObjectNode row : cloud.list(list, "servers")) {
            if (!row.has(HOST)) {
                throw ComputeHostException.hidden(cloud.name() + " does not show on which host a server is, so "
                        + host + " cannot be said to be empty: Nova's policy hides " + HOST
                        + " from this user. Give the user the role of an administrator, or widen"
                        + " os_compute_api:os-extended-server-attributes.");
            }
            // Nova ignores the filter without a word when its policy does not let the caller use it.
            if (Registry.text(row, HOST).equals(host)) {
                servers.add(new Server(
                        Registry.text(row, "id"),
                        Registry.text(row, "name"),
                        Registry.text(row, "status"),
                        row.path("OS-EXT-STS:task_state").asText(null),
                        row.path("metadata").has(ServerNotes.MOVED_TO),
                        disks.bytes(row)));
            }
        }
        return servers;
    }

    private List<Aggregate> aggregates(String host) {
        List<Aggregate> aggregates = new ArrayList<>();
        for (ObjectNode row : registry.aggregates()) {
            List<String> members = new ArrayList<>();
            row.path("hosts").forEach(member -> members.add(member.asText()));
            if (members.remove(host)) {
                aggregates.add(new Aggregate(
                        Registry.text(row, "id"),
                        Registry.text(row, "name"),
                        members.stream().filter(registry::serves).toList()));
            }
        }
        return aggregates;
    }
}
