package io.jenkins.plugins.pumphouse.clouds.placement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** The resource providers of a cloud. Not thread-safe: used under the cloud's lock. */
public final class Providers {
    /**
     * @param parent the provider's parent, null for a root
     * @param held allocations that no server explains, by their consumers
     */
    record Provider(String id, String name, String parent, Map<String, ObjectNode> held) {}

    /** 64 processors sixteen times, 256 GB of memory one and a half times (less what the host keeps), 2 TB of disk. */
    private static final Map<String, Long> SIZES = Map.of("VCPU", 1024L, "MEMORY_MB", 392_704L, "DISK_GB", 2048L);

    /** What the drivers of all hypervisors report. */
    private static final List<String> TRAITS = List.of("COMPUTE_NODE", "HW_CPU_X86_AVX", "HW_CPU_X86_SSE2");

    private final Map<String, Provider> all = new LinkedHashMap<>();
    private Function<String, Map<String, ObjectNode>> servers = host -> Map.of();
    private Predicate<String> disabled = host -> false;
    private boolean leftBehind;

    /** @param byServer the resources that the servers on a host have, by their ids */
    public void servers(Function<String, Map<String, ObjectNode>> byServer) {
        servers = byServer;
    }

    /** @param byName whether Nova's service on a host is disabled, which Nova marks by a trait */
    public void disabled(Predicate<String> byName) {
        disabled = byName;
    }

    List<String> traits() {
        return TRAITS;
    }

    /** Whether there is such a class of resources, of which nobody may have any. */
    boolean isClass(String name) {
        return SIZES.containsKey(name) || List.of("PCPU", "VGPU").contains(name);
    }

    boolean isDisabled(Provider provider) {
        return disabled.test(provider.name);
    }

    /** What a hypervisor has of each resource class, and what is taken of it. */
    ObjectNode summary(Provider provider) {
        ObjectNode resources = WireJson.object();
        SIZES.forEach((resource, size) ->
                resources.set(resource, WireJson.object("capacity", size, "used", size - free(provider, resource))));
        return resources;
    }

    /**
     * A provider that is left of an earlier life of the host has its name still, and gives way to the new one as Nova
     * lets it.
     */
    public void register(String id, String name) {
        all.values().removeIf(provider -> provider.name.equals(name));
        all.put(id, new Provider(id, name, null, new TreeMap<>()));
    }

    /** A part of a hypervisor that has resources of its own, such as a graphics card. */
    public void child(String parentName, String name) {
        String id = UUID.randomUUID().toString();
        all.put(id, new Provider(id, name, named(parentName).orElseThrow().id, new TreeMap<>()));
    }

    /** Somebody holds resources of a host: a migration, or a server that was lost. */
    public void allocate(String name, String consumer) {
        named(name).orElseThrow().held.put(consumer, WireJson.object("VCPU", 1));
    }

    public void release(String name, String consumer) {
        named(name).orElseThrow().held.remove(consumer);
    }

    /** From now on a provider outlives the host's service, as in Novas before Stein. */
    public void staysBehind() {
        leftBehind = true;
    }

    /** Nova has deleted the host's service, and its provider and all below with it unless its version leaves them. */
    public void hostRemoved(String id) {
        if (!leftBehind) {
            List<String> tree = all.values().stream()
                    .filter(provider -> root(provider).equals(id))
                    .map(Provider::id)
                    .toList();
            all.keySet().removeAll(tree);
        }
    }

    Optional<Provider> byId(String id) {
        return Optional.ofNullable(all.get(id));
    }

    private Optional<Provider> named(String name) {
        return all.values().stream()
                .filter(provider -> provider.name.equals(name))
                .findFirst();
    }

    /** The newest first, so that nobody relies on parents before children. */
    List<Provider> all() {
        List<Provider> newestFirst = new ArrayList<>(all.values());
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    boolean isParent(Provider provider) {
        return all.values().stream().anyMatch(each -> provider.id.equals(each.parent));
    }

    String root(Provider provider) {
        return provider.parent == null ? provider.id : root(all.get(provider.parent));
    }

    /** Resources by consumer. */
    Map<String, ObjectNode> allocations(Provider provider) {
        Map<String, ObjectNode> allocations = new TreeMap<>(provider.held);
        allocations.putAll(servers.apply(provider.name));
        return allocations;
    }

    /**
     * What is left of a resource class, by the size that every hypervisor has and the allocation ratio of Nova's
     * defaults.
     */
    long free(Provider provider, String resource) {
        Long size = SIZES.get(resource);
        long taken = allocations(provider).values().stream()
                .mapToLong(held -> held.path(resource).asLong())
                .sum();
        return size == null ? 0 : size - taken;
    }

    void remove(Provider provider) {
        all.remove(provider.id);
    }
}
