package io.jenkins.plugins.pumphouse.host.campaign;

import io.jenkins.plugins.pumphouse.host.nova.Allowances;
import io.jenkins.plugins.pumphouse.host.nova.FreeCapacity;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.host.nova.HostLoads;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The host of a campaign that goes next: the cheapest to empty of those that nothing but their servers holds, if the
 * target has room for these.
 *
 * @param host null when none can go now
 * @param why what speaks for it, or why none can go
 * @param gone whether the source does not know it, so that there is nothing to be emptied: it may have left before
 */
public record NextHost(String host, String why, boolean gone) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** One that the source knows, or none. */
    public NextHost(String host, String why) {
        this(host, why, false);
    }

    /**
     * Looks at both clouds.
     *
     * @param left the candidates, as the operator named them
     */
    public static NextHost choose(
            CloudAccess source, CloudAccess target, Collection<String> left, Allowances allowances) {
        try (Cloud from = Cloud.open(source);
                Cloud to = Cloud.open(target)) {
            Optional<String> gone = HostLoads.unknown(from, left).stream().findFirst();
            if (gone.isPresent()) {
                return new NextHost(gone.get(), from.name() + " does not know it, so it may have left before", true);
            }
            Map<String, HostFacts> facts = HostLoads.look(from, left);
            List<HostLoads.Load> loads = HostLoads.cheapestToEmpty(facts.values(), allowances);
            if (loads.isEmpty()) {
                return new NextHost(
                        null,
                        "none of " + String.join(", ", left) + " can be released, for reasons other than its servers;"
                                + " pumpHost with dryRun: true tells them");
            }
            HostLoads.Load cheapest = loads.get(0);
            FreeCapacity taken = FreeCapacity.taken(from, cheapest.facts().host());
            FreeCapacity free = FreeCapacity.free(to);
            if (cheapest.servers() > 0 && !free.holds(taken)) {
                return new NextHost(
                        null,
                        to.name() + " has no room: the servers of "
                                + cheapest.facts().host() + " take " + taken + ", and " + free + " are free");
            }
            return new NextHost(
                    named(facts, cheapest.facts()),
                    cheapest.servers() + (cheapest.servers() == 1 ? " server, " : " servers, ") + taken);
        }
    }

    /** As the operator named it, which may be the short name or that of the hypervisor. */
    private static String named(Map<String, HostFacts> facts, HostFacts chosen) {
        return facts.entrySet().stream()
                .filter(candidate -> candidate.getValue() == chosen)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
