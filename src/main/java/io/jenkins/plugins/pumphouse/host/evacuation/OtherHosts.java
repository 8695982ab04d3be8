package io.jenkins.plugins.pumphouse.host.evacuation;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.host.nova.HostsBeside;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether servers of a hypervisor can go to another one. */
final class OtherHosts {
    /** Placement brings allocation candidates with 1.10, and shows them by provider from 1.12 on. */
    private static final String CANDIDATES = "1.16";

    private static final int MEGABYTES = 1024;

    private final Cloud cloud;
    private final HostFacts facts;
    private final Set<String> own;
    /** Why none can go; empty when some hypervisor takes servers. */
    private final Optional<String> closed;
    /** By the resources asked for. */
    private final Map<String, Boolean> rooms = new HashMap<>();

    OtherHosts(Cloud cloud, HostFacts facts) {
        this.cloud = cloud;
        this.facts = facts;
        this.own = facts.providers().stream().map(HostFacts.Provider::id).collect(Collectors.toSet());
        this.closed = closed();
    }

    private Optional<String> closed() {
        if (facts.hypervisors().size() > 1) {
            return Optional.of("its nova-compute drives " + facts.hypervisors().size()
                    + " hypervisors, so it is no hypervisor itself: empty it with the tools of Ironic or vCenter");
        }
        if (!facts.compute().up()) {
            return Optional.of("nova-compute of " + facts.host() + " does not report, without which nothing leaves it"
                    + " whole: start it; or, once the machine is off for certain, openstack server evacuate rebuilds"
                    + " its servers elsewhere");
        }
        Set<String> serving = new HostsBeside(cloud, facts.host()).serving();
        return serving.isEmpty()
                ? Optional.of("no other compute host of " + cloud.name()
                        + " is up and enabled: enable one with openstack compute service set --enable, or add one")
                : Optional.empty();
    }

    /** Why this server cannot go, with the way out; empty when it can, or when the cloud does not tell. */
    Optional<String> refusal(ShownServer server) {
        return closed.isPresent() ? closed : noRoom(server);
    }

    private Optional<String> noRoom(ShownServer server) {
        JsonNode flavor = server.json().path("flavor");
        if (!cloud.has(Service.PLACEMENT) || !flavor.has("vcpus") || isSpecial(flavor.path("extra_specs"))) {
            return Optional.empty(); // Nova will say
        }
        long disk = (server.isFromVolume() ? 0 : flavor.path("disk").asLong())
                + flavor.path("ephemeral").asLong()
                + (flavor.path("swap").asLong() + MEGABYTES - 1) / MEGABYTES;
        String wanted = "VCPU:" + flavor.path("vcpus").asLong() + ",MEMORY_MB:"
                + flavor.path("ram").asLong() + (disk > 0 ? ",DISK_GB:" + disk : "");
        return rooms.computeIfAbsent(wanted, this::isRoom)
                ? Optional.empty()
                : Optional.of("no other hypervisor of " + cloud.name() + " has room for "
                        + flavor.path("vcpus").asLong() + " vCPU, "
                        + flavor.path("ram").asLong() + " MB of memory and " + disk
                        + " GB of disk: free or add one, or move it to the target with pumpInstances");
    }

    /** Whether a flavor says by itself what it takes, instead of what its size says. */
    private static boolean isSpecial(JsonNode extraSpecs) {
        for (Iterator<String> keys = extraSpecs.fieldNames(); keys.hasNext(); ) {
            if (keys.next().startsWith("resources")) {
                return true;
            }
        }
        return false;
    }

    private boolean isRoom(String wanted) {
        try {
            Request candidates = Request.get(Service.PLACEMENT, "/allocation_candidates")
                    .query("resources", wanted)
                    .microversion(CANDIDATES);
            for (JsonNode candidate : cloud.send(candidates).json().path("allocation_requests")) {
                if (isElsewhere(candidate.path("allocations"))) {
                    return true;
                }
            }
            return false;
        } catch (CloudException.Denied e) {
            return true; // a Placement before Queens, or a right that is missing: Nova will say
        }
    }

    /** Whether it takes something, and nothing of the host that is emptied. */
    private boolean isElsewhere(JsonNode allocations) {
        for (Iterator<String> providers = allocations.fieldNames(); providers.hasNext(); ) {
            if (own.contains(providers.next())) {
                return false;
            }
        }
        return !allocations.isEmpty();
    }
}
