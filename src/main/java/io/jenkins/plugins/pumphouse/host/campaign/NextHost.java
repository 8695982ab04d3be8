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
import java.util.TreeSet;

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
     * @param emptying the hosts whose servers are on their way to the target, which has to have room for these, too
     */
    public static NextHost choose(
            CloudAccess source,
            CloudAccess target,
            Collection<String> left,
            Collection<String> emptying,
            Allowances allowances) {
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
            FreeCapacity free = FreeCapacity.free(to);
            FreeCapacity coming =
                    FreeCapacity.taken(from, emptying).values().stream().reduce(FreeCapacity.NONE, FreeCapacity::plus);
            Map<String, FreeCapacity> takenBy = FreeCapacity.taken(
                    from, loads.stream().map(load -> load.facts().host()).toList());
            for (HostLoads.Load load : loads) {
                FreeCapacity taken = takenBy.get(load.facts().host());
                if (load.servers() == 0 || free.holds(taken.plus(coming))) {
                    return new NextHost(
                            named(facts, load.facts()),
                            load.servers() + (load.servers() == 1 ? " server, " : " servers, ") + taken);
                }
            }
            String cheapest = loads.get(0).facts().host();
            return new NextHost(
                    null,
                    to.name() + " has no room: the servers of " + cheapest + " take "
                            + takenBy.get(cheapest)
                            + (emptying.isEmpty() ? "" : ", " + besides(emptying) + " up to " + coming) + ", and "
                            + free
                            + " are free");
        }
    }

    private static String besides(Collection<String> emptying) {
        return "those of " + String.join(", ", new TreeSet<>(emptying))
                + (emptying.size() == 1 ? ", which is being emptied," : ", which are being emptied,");
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
