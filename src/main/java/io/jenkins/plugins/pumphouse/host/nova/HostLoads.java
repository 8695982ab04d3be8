package io.jenkins.plugins.pumphouse.host.nova;

import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Server;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Many hosts of one cloud at once. */
public final class HostLoads {
    private HostLoads() {}

    /**
     * What it costs to empty a host.
     *
     * @param servers how many have to be moved
     * @param bytes the disks of these by their flavors; an upper bound, as disks are seldom full
     */
    public record Load(HostFacts facts, int servers, long bytes) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The names that fit no compute host, in order.
     *
     * @throws ComputeHostException for a name that fits several
     */
    public static Set<String> unknown(Cloud cloud, Collection<String> names) {
        Registry registry = Registry.read(cloud);
        return names.stream()
                .filter(name -> registry.host(name) == null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Looks at several hosts; what the cloud keeps in one list is read once for all of them.
     *
     * @param names as {@link ComputeHost} takes them; of two names of one host the first counts
     * @return the facts by these names, in their order
     * @throws ComputeHostException for a name that fits no host, or several
     */
    public static Map<String, HostFacts> look(Cloud cloud, Collection<String> names) {
        Registry registry = Registry.read(cloud);
        Map<String, String> named = new LinkedHashMap<>();
        names.forEach(name -> named.putIfAbsent(registry.knownHost(name), name));
        HostFactsReader reader = new HostFactsReader(cloud, registry);
        Map<String, HostFacts> facts = new LinkedHashMap<>();
        named.forEach((host, name) -> facts.put(name, reader.at(host)));
        return facts;
    }

    /**
     * Those that can be released once they are drained, the cheapest first: by bytes to be moved, then by servers, then
     * by name. What blocks a host for another reason than its servers (a controller, the last of its zone) leaves it
     * out.
     */
    public static List<Load> cheapestToEmpty(Collection<HostFacts> candidates, Allowances allowances) {
        return candidates.stream()
                .filter(facts ->
                        ReleaseCheck.blockers(facts, allowances).stream().allMatch(ReleaseBlocker::draining))
                .map(facts -> new Load(
                        facts,
                        facts.servers().size(),
                        facts.servers().stream().mapToLong(Server::bytes).sum()))
                .sorted(Comparator.comparingLong(Load::bytes)
                        .thenComparingInt(Load::servers)
                        .thenComparing(load -> load.facts().host()))
                .toList();
    }
}
