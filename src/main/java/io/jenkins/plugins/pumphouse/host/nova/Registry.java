package io.jenkins.plugins.pumphouse.host.nova;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.console.Nearest;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lists in which a cloud keeps all its hosts, read once: services, hypervisors, aggregates, agents.
 *
 * <p>One machine has several names: nova-compute's host, the hypervisor's, that of Neutron's agents and of Cinder's
 * services, each short or with its domain as somebody has configured it. Only this class and {@link MachineName} know
 * which of them mean the same.
 */
record Registry(
        String cloud,
        List<ObjectNode> services,
        List<ObjectNode> hypervisors,
        List<ObjectNode> aggregates,
        List<ObjectNode> agents,
        List<ObjectNode> volumeServices) {
    /** From this microversion on services have UUIDs, without which a cloud of several cells cannot tell them apart. */
    static final String UUIDS = "2.53";

    /** Later lists have UUIDs in place of numbers, and from 2.88 on no resources. */
    private static final String WITH_RESOURCES = "2.52";

    private static final String COMPUTE = "nova-compute";

    /** Names in a message. */
    private static final int SHOWN = 20;

    static Registry read(Cloud cloud) {
        return new Registry(
                cloud.name(),
                cloud.list(Request.get(Service.COMPUTE, "/os-services").microversion(UUIDS), "services"),
                cloud.list(
                        Request.get(Service.COMPUTE, "/os-hypervisors/detail").microversion(WITH_RESOURCES),
                        "hypervisors"),
                cloud.list(Service.COMPUTE, "/os-aggregates", "aggregates"),
                cloud.has(Service.NETWORK) && cloud.networkExtensions().contains("agent")
                        ? cloud.list(Service.NETWORK, "/agents", "agents")
                        : List.of(),
                cloud.has(Service.VOLUME) ? cloud.list(Service.VOLUME, "/os-services", "services") : List.of());
    }

    /** The records of nova-compute. */
    Stream<ObjectNode> computes() {
        return services.stream().filter(service -> text(service, "binary").equals(COMPUTE));
    }

    /** The record of nova-compute on a host. */
    ObjectNode compute(String host) {
        return computes()
                .filter(service -> text(service, "host").equals(host))
                .findFirst()
                .orElseThrow();
    }

    /** The names of all compute hosts, in order. */
    Set<String> hosts() {
        return computes().map(service -> text(service, "host")).collect(Collectors.toCollection(TreeSet::new));
    }

    Stream<ObjectNode> hypervisorsOf(String host) {
        return hypervisors.stream().filter(hypervisor -> host.equals(hostOf(hypervisor)));
    }

    /** Whether servers can be placed on a host now. */
    boolean serves(String host) {
        return computes()
                .anyMatch(service -> text(service, "host").equals(host) && isUp(service) && isEnabled(service));
    }

    /**
     * The compute hosts that a name can mean: the one with just this name as host or hypervisor, otherwise all whose
     * name is this one with or without a domain.
     */
    Set<String> meant(String name) {
        Set<String> hosts = hosts();
        if (hosts.contains(name)) {
            return Set.of(name);
        }
        Set<String> exact = hypervisors.stream()
                .filter(hypervisor ->
                        text(hypervisor, "hypervisor_hostname").equals(name) && hosts.contains(hostOf(hypervisor)))
                .map(Registry::hostOf)
                .collect(Collectors.toCollection(TreeSet::new));
        return exact.isEmpty()
                ? hosts.stream()
                        .filter(host -> names(host).anyMatch(known -> MachineName.isSame(known, name)))
                        .collect(Collectors.toCollection(TreeSet::new))
                : exact;
    }

    /**
     * The one host that a person means; null when there is none.
     *
     * @throws ComputeHostException when there are several
     */
    String host(String name) {
        Set<String> meant = meant(name);
        if (meant.size() > 1) {
            throw ComputeHostException.unknown("\"" + name + "\" can be any of these hosts of " + cloud + ": "
                    + String.join(", ", meant) + ". Write the whole name.");
        }
        return meant.isEmpty() ? null : meant.iterator().next();
    }

    /**
     * The one host that a person means.
     *
     * @throws ComputeHostException when there is none, or several
     */
    String knownHost(String name) {
        String host = host(name);
        if (host != null) {
            return host;
        }
        Set<String> hosts = hosts();
        String nearest = Nearest.to(name, hosts)
                .map(near -> " Did you mean " + near + "?")
                .orElse("");
        throw ComputeHostException.unknown("No compute host \"" + name + "\" in " + cloud + "." + nearest
                + " There are: " + (hosts.isEmpty() ? "none" : FirstFew.of(hosts, SHOWN)) + ".");
    }

    private Stream<String> names(String host) {
        return Stream.concat(
                Stream.of(host), hypervisorsOf(host).map(hypervisor -> text(hypervisor, "hypervisor_hostname")));
    }

    static boolean isUp(ObjectNode service) {
        return text(service, "state").equals("up");
    }

    static boolean isEnabled(ObjectNode service) {
        return text(service, "status").equals("enabled");
    }

    private static String hostOf(ObjectNode hypervisor) {
        return hypervisor.path("service").path("host").asText();
    }

    /** Empty when the field is absent. */
    static String text(ObjectNode row, String field) {
        return row.path(field).asText("");
    }
}
