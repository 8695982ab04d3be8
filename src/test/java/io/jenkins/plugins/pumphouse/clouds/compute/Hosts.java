package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.placement.Providers;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The hypervisors: which there are, which takes the next server, how they are shown. */
final class Hosts {
    static final String ZONE = "nova";

    private final Compute nova;
    private final Providers providers;
    private final List<ComputeNode> nodes = new ArrayList<>();
    private boolean discovers = true;
    private int next;
    private int registered;

    Hosts(Compute nova, List<String> names, Providers providers) {
        this.nova = nova;
        this.providers = providers;
        names.forEach(this::up);
    }

    void addTo(Routes routes, String root) {
        routes.get(root + "/os-hypervisors", call -> hypervisors(call, false))
                .get(root + "/os-hypervisors/detail", call -> hypervisors(call, true))
                .get(root + "/os-hypervisors/statistics", this::statistics)
                .get(root + "/os-hypervisors/{id}", this::hypervisor);
    }

    List<ComputeNode> all() {
        return List.copyOf(nodes);
    }

    Optional<ComputeNode> named(String name) {
        return nodes.stream().filter(node -> node.name.equals(name)).findFirst();
    }

    /** nova-compute of a machine reports: as before it went down, or for the first time, which registers it. */
    void up(String name) {
        ComputeNode node = named(name).orElseGet(() -> {
            ComputeNode fresh = new ComputeNode(name, ++registered, discovers);
            nodes.add(fresh);
            providers.register(fresh.id, fresh.name);
            return fresh;
        });
        node.up = true;
    }

    /** Whether new machines are taken into a cell at once; those that wait are when it is turned on. */
    void discovers(boolean on) {
        discovers = on;
        nodes.forEach(node -> node.mapped |= on);
    }

    /** Takes a machine off the books. */
    void remove(ComputeNode node) {
        nodes.remove(node);
        providers.hostRemoved(node.id);
    }

    /**
     * The host for a new server: the one asked for if it serves, or the serving one of the zone whose turn it is.
     *
     * @param zone null for any
     * @param asked null for any
     * @return null where there is none
     */
    String pick(String zone, String asked) {
        if (asked != null) {
            ComputeNode node = named(asked)
                    .orElseThrow(() -> Refused.badRequest("Compute host " + asked + " could not be found."));
            boolean fits = zone == null || zone.equals(nova.aggregates.zoneOf(asked));
            return fits && node.serves() ? asked : null;
        }
        List<String> serving = nodes.stream()
                .filter(ComputeNode::serves)
                .map(node -> node.name)
                .filter(name -> zone == null || zone.equals(nova.aggregates.zoneOf(name)))
                .toList();
        return serving.isEmpty() ? null : serving.get(next++ % serving.size());
    }

    /** The host for a server that leaves another; null where there is none. */
    String pickBeside(String host) {
        List<String> serving = nodes.stream()
                .filter(node -> node.serves() && !node.name.equals(host))
                .map(node -> node.name)
                .toList();
        return serving.isEmpty() ? null : serving.get(next++ % serving.size());
    }

    private Answer hypervisors(Call call, boolean detail) {
        Compute.admin(call, "os-hypervisors:list");
        return Answer.ok(WireJson.object(
                "hypervisors", WireJson.arrayOf(shown(call, detail).toList())));
    }

    /** All hypervisors added up, without any ratio of overcommitment; gone since 2.88. */
    private Answer statistics(Call call) {
        Compute.admin(call, "os-hypervisors:statistics");
        if (nova.version(call).from(88)) {
            throw Refused.notFound("The resource could not be found.");
        }
        long count = nodes.stream().filter(node -> node.mapped).count();
        return Answer.ok(WireJson.object(
                "hypervisor_statistics",
                WireJson.object(
                        "count", count,
                        "vcpus", 64 * count,
                        "vcpus_used", 0,
                        "memory_mb", 262144 * count,
                        "memory_mb_used", 512 * count,
                        "local_gb", 4096 * count,
                        "local_gb_used", 0)));
    }

    private Answer hypervisor(Call call) {
        Compute.admin(call, "os-hypervisors:show");
        return Answer.ok(WireJson.object(
                "hypervisor",
                shown(call, true)
                        .filter(row -> row.path("id").asText().equals(call.segment("id")))
                        .findFirst()
                        .orElseThrow(() ->
                                Refused.notFound("Compute host " + call.segment("id") + " could not be found."))));
    }

    private Stream<ObjectNode> shown(Call call, boolean detail) {
        return nodes.stream().filter(node -> node.mapped).map(node -> shown(call, node, detail));
    }

    private ObjectNode shown(Call call, ComputeNode node, boolean detail) {
        boolean uuids = nova.version(call).from(53);
        ObjectNode row = WireJson.object("id", uuids ? node.id : node.number, "hypervisor_hostname", node.name);
        if (nova.release().modern()) {
            row.put("state", node.up ? "up" : "down").put("status", node.enabled ? "enabled" : "disabled");
        }
        if (!detail) {
            return row;
        }
        row.put("hypervisor_type", "QEMU").put("hypervisor_version", 1000).put("host_ip", "127.0.0.1");
        ObjectNode service = row.putObject("service");
        service.set("id", WireJson.node(uuids ? node.serviceId : node.number));
        service.put("host", node.name);
        if (nova.release().modern()) {
            service.put("disabled_reason", node.reason);
        }
        return nova.version(call).from(88) ? row.putNull("uptime") : resources(row, node);
    }

    private ObjectNode resources(ObjectNode row, ComputeNode node) {
        return row.put("vcpus", 64)
                .put("memory_mb", 262144)
                .put("local_gb", 4096)
                .put("vcpus_used", 0)
                .put("memory_mb_used", node.usedMemory)
                .put("local_gb_used", 0)
                .put("free_ram_mb", 262144 - node.usedMemory)
                .put("free_disk_gb", 4096)
                .put("current_workload", 0)
                .put("running_vms", nova.servers.on(node.name).count())
                .put("disk_available_least", 0)
                .put("cpu_info", "{}");
    }
}
