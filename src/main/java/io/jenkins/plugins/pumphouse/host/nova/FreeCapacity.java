package io.jenkins.plugins.pumphouse.host.nova;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Room for servers, as Nova's hypervisors report it ({@code os-hypervisors}): without overcommitment, so that what fits
 * by this fits.
 *
 * @param memoryMb MiB
 * @param diskGb GiB
 */
public record FreeCapacity(long memoryMb, long diskGb) implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final FreeCapacity NONE = new FreeCapacity(0, 0);

    /** Nova counts so much as used on every hypervisor for itself; {@code reserved_host_memory_mb}, in MiB. */
    private static final long NOVAS_OWN = 512;

    /** What is free on all hosts of a cloud that take servers now. */
    public static FreeCapacity free(Cloud cloud) {
        Registry registry = Registry.read(cloud);
        return sum(
                registry.hosts().stream().filter(registry::serves).flatMap(registry::hypervisorsOf),
                "free_ram_mb",
                "free_disk_gb");
    }

    /** What the servers of each of some hosts take; nothing for a host that the cloud does not know. */
    public static Map<String, FreeCapacity> taken(Cloud cloud, Collection<String> hosts) {
        Registry registry = Registry.read(cloud);
        return hosts.stream().distinct().collect(Collectors.toMap(name -> name, name -> {
            String host = registry.host(name);
            FreeCapacity used = sum(
                    host == null ? Stream.empty() : registry.hypervisorsOf(host), "memory_mb_used", "local_gb_used");
            return new FreeCapacity(Math.max(0, used.memoryMb - NOVAS_OWN), used.diskGb);
        }));
    }

    public FreeCapacity plus(FreeCapacity other) {
        return new FreeCapacity(memoryMb + other.memoryMb, diskGb + other.diskGb);
    }

    private static FreeCapacity sum(Stream<ObjectNode> hypervisors, String memory, String disk) {
        return hypervisors
                .map(each -> new FreeCapacity(
                        Math.max(0, each.path(memory).asLong()),
                        Math.max(0, each.path(disk).asLong())))
                .reduce(NONE, FreeCapacity::plus);
    }

    public boolean holds(FreeCapacity other) {
        return memoryMb >= other.memoryMb && diskGb >= other.diskGb;
    }

    /** Such as {@code 4096 MB of memory and 40 GB of disk}. */
    @Override
    public String toString() {
        return memoryMb + " MB of memory and " + diskGb + " GB of disk";
    }
}
