package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The hypervisors of a cloud, as far as a selection names one. */
public final class Hypervisors {
    /** From 2.53 on the list needs other parameters; none of its further fields are needed. */
    private static final String READ = "2.52";

    private Hypervisors() {}

    /** Whether a hypervisor or its host is called so; in doubt none is. */
    static boolean isOne(CloudInventory source, String name) {
        try {
            return host(source, name) != null;
        } catch (MigrationException | CloudException e) {
            return false;
        }
    }

    private static List<ObjectNode> all(CloudInventory cloud) {
        Request list = Request.get(Service.COMPUTE, "/os-hypervisors/detail").microversion(READ);
        return cloud.fact(Hypervisors.class, () -> cloud.cloud().list(list, "hypervisors"));
    }

    /** All by which one may be called. */
    public static Set<String> names(CloudInventory cloud) {
        Set<String> names = new TreeSet<>(hosts(cloud));
        all(cloud).stream()
                .map(h -> Json.text(h, "hypervisor_hostname"))
                .filter(Objects::nonNull)
                .forEach(names::add);
        return names;
    }

    /** The compute services' hosts. */
    public static List<String> hosts(CloudInventory cloud) {
        return all(cloud).stream()
                .map(h -> Json.text(h.path("service"), "host"))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    /** The compute service's host of that name, or of the hypervisor of that name. */
    static Optional<String> find(CloudInventory cloud, String named) {
        return all(cloud).stream()
                .filter(hypervisor -> named.equals(Json.text(hypervisor.path("service"), "host"))
                        || named.equals(Json.text(hypervisor, "hypervisor_hostname")))
                .findFirst()
                .map(hypervisor -> Json.text(hypervisor.path("service"), "host"));
    }

    /** Its own name, of the compute service's host. */
    static Optional<String> ownName(CloudInventory cloud, String host) {
        return all(cloud).stream()
                .filter(hypervisor -> host.equals(Json.text(hypervisor.path("service"), "host")))
                .findFirst()
                .map(hypervisor -> Json.text(hypervisor, "hypervisor_hostname"));
    }

    /**
     * The compute service's host that a person means by its name, the hypervisor's name or its IP address.
     *
     * @throws MigrationException naming those that there are
     */
    public static String host(CloudInventory source, String named) {
        Optional<String> found = find(source, named);
        if (found.isPresent()) {
            return found.get();
        }
        List<ObjectNode> at = all(source).stream()
                .filter(h -> named.equals(Json.text(h, "host_ip")))
                .toList();
        if (at.size() == 1) {
            return Json.text(at.get(0).path("service"), "host");
        }
        String names = String.join(", ", hosts(source));
        throw new MigrationException(
                at.isEmpty()
                        ? "No hypervisor \"" + named + "\" in " + source.cloud().name() + ". There are: " + names + "."
                        : at.size() + " hypervisors of " + source.cloud().name() + " have the address " + named
                                + ". Name it by host: " + names + ".");
    }
}
