package io.jenkins.plugins.pumphouse.host.nova;

import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The other compute hosts of a host's cloud.
 *
 * @param name of the host, as {@link ComputeHost} takes it
 */
public record HostsBeside(Cloud cloud, String name) {

    /**
     * The other compute hosts on which Nova can place servers now.
     *
     * @throws ComputeHostException when the name can mean several
     */
    public Set<String> serving() {
        Registry registry = Registry.read(cloud);
        Set<String> serving = new TreeSet<>(registry.hosts());
        serving.removeAll(registry.meant(name));
        serving.removeIf(host -> !registry.serves(host));
        return serving;
    }

    /**
     * Hosts that served, to which nobody has said to stop that since, and that do not report any more.
     *
     * @param served as {@link #serving} had them
     */
    public Set<String> fallenSilent(Collection<String> served) {
        Registry registry = Registry.read(cloud);
        return registry.computes()
                .filter(compute -> served.contains(Registry.text(compute, "host")))
                .filter(compute -> Registry.isEnabled(compute) && !Registry.isUp(compute))
                .map(compute -> Registry.text(compute, "host"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Whether no nova-compute of the cloud reports but perhaps this host's, although of hosts that served not all were
     * disabled or removed since: then it is rather the cloud that does not hear them.
     *
     * @param served as {@link #serving} had them
     */
    public boolean isCloudDeaf(Collection<String> served) {
        Registry registry = Registry.read(cloud);
        Set<String> own = registry.meant(name);
        return registry.computes()
                        .filter(compute -> !own.contains(Registry.text(compute, "host")))
                        .noneMatch(Registry::isUp)
                && registry.computes()
                        .anyMatch(compute ->
                                served.contains(Registry.text(compute, "host")) && Registry.isEnabled(compute));
    }

    /** Another compute host of the cloud that has this name, with or without its domain; empty when none has. */
    public Optional<String> named(String other) {
        Registry registry = Registry.read(cloud);
        Set<String> meant = registry.meant(other);
        return meant.contains(registry.knownHost(name))
                ? Optional.empty()
                : meant.stream().findFirst();
    }
}
