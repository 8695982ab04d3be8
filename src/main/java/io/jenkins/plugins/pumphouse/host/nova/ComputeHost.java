package io.jenkins.plugins.pumphouse.host.nova;

import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.List;
import java.util.Optional;

/**
 * One compute host of a cloud, by the name that a person or Fuel has for it: nova-compute's, the hypervisor's, with or
 * without its domain. Each act looks first and does nothing where its end is reached, so all of them can be repeated.
 * Blocking; the cloud's user must be an administrator. All throw {@link ComputeHostException} for what a person must
 * correct, and {@link io.jenkins.plugins.pumphouse.openstack.CloudException} for what a service refuses.
 */
public final class ComputeHost {
    private final Cloud cloud;
    private final String name;

    public ComputeHost(Cloud cloud, String name) {
        this.cloud = cloud;
        this.name = name;
    }

    /**
     * All that the cloud knows of it now.
     *
     * @throws ComputeHostException when there is none of this name, or several; the message lists them
     */
    public HostFacts look() {
        Registry registry = Registry.read(cloud);
        return new HostFactsReader(cloud, registry).at(registry.knownHost(name));
    }

    /**
     * The same for a host that may not be there yet, or not any more.
     *
     * @throws ComputeHostException when the name can mean several
     */
    public Optional<HostFacts> find() {
        Registry registry = Registry.read(cloud);
        return Optional.ofNullable(registry.host(name)).map(new HostFactsReader(cloud, registry)::at);
    }

    /** Whether its nova-compute has reported within the last minute; not so for a host that the cloud does not know. */
    public boolean isUp() {
        Registry registry = Registry.read(cloud);
        String host = registry.host(name);
        return host != null && Registry.isUp(registry.compute(host));
    }

    /**
     * Keeps Nova from placing further servers on the host. A host that is disabled already keeps the reason that it
     * has.
     *
     * @param reason for those who find it disabled; cut after 255 characters
     * @return whether anything was changed
     */
    public boolean disable(String reason) {
        return new ComputeService(cloud, name).disable(reason);
    }

    /** Lets Nova place servers on the host again. @return whether anything was changed */
    public boolean enable() {
        return new ComputeService(cloud, name).enable();
    }

    /**
     * Puts it into an aggregate.
     *
     * @return whether anything was changed
     * @throws ComputeHostException when there is no aggregate of this name, or several
     */
    public boolean join(String aggregate) {
        return new Aggregates(cloud, Registry.read(cloud)).join(name, aggregate);
    }

    /**
     * Puts it into an availability zone, by the one aggregate that makes the zone.
     *
     * @return whether anything was changed
     * @throws ComputeHostException when no aggregate makes the zone, or several do and one must be named
     */
    public boolean joinZone(String zone) {
        return new Aggregates(cloud, Registry.read(cloud)).joinZone(name, zone);
    }

    /**
     * Why it could not join them, also for a host that the cloud does not know yet; empty when it could.
     *
     * @param zone null for none
     */
    public List<ReleaseBlocker> placeBlockers(List<String> aggregates, String zone) {
        if (aggregates.isEmpty() && zone == null) {
            return List.of();
        }
        return new Aggregates(cloud, Registry.read(cloud))
                .objections(name, aggregates, zone).stream()
                        .map(why -> new ReleaseBlocker(
                                why.replaceFirst("\\.$", ""),
                                "correct \"aggregates\" and \"zone\" of the host, or create what is missing in "
                                        + cloud.name(),
                                false))
                        .toList();
    }

    /** Whether the cloud remembers anything of the machine that {@link #forget} would remove. */
    public boolean isRemembered() {
        return new HostRecordRemoval(cloud, name).isDue();
    }

    /**
     * Removes what the cloud remembers of a machine that has left it: its memberships in aggregates, the dead agents of
     * Neutron, the records of nova-compute and of a nova-network of its own, and its resource providers where Nova
     * leaves them behind. What is absent is done, so that a removal that was cut off is completed by the next.
     *
     * @return what was removed, a phrase each; empty when nothing was left
     * @throws ComputeHostException when one of its services still reports, which it does for up to 75 seconds after a
     *     power-off
     * @throws ComputeHostException when servers, migrations or allocations are left; nothing was removed then
     * @throws ComputeHostException when the cloud cannot remove services (before Icehouse)
     */
    public List<String> forget() {
        return new HostRecordRemoval(cloud, name).run();
    }
}
