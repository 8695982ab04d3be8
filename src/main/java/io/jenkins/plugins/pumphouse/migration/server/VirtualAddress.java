package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.TrunkPorts;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingAnnouncement;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingBinding;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingNote;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * A floating address that leads to a port which no device has: a virtual address, at which servers answer in turns. It
 * goes over with the gateway of its network, to the port of the target that was made for that one.
 *
 * @param ip of the source
 * @param port of the source
 * @param fixed the address of the port that it leads to
 * @param copy id of the address on the target
 * @param portOfCopy of the target
 */
public record VirtualAddress(Resource ip, String port, String fixed, String copy, String portOfCopy)
        implements CutoverAddress {
    /** What has to be known on the target, so that those of a network can go over. */
    public static List<Reference> needs(String network, CloudInventory source) {
        List<Reference> needs = new ArrayList<>();
        found(network, source).forEach((ip, port) -> {
            needs.add(Reference.known(FloatingIpType.KIND, ip.id()));
            needs.add(Reference.known(PortType.KIND, port.id()));
        });
        return needs;
    }

    /** Those of a network of the source of which the target has address and port; a run may have let some go. */
    public static List<VirtualAddress> of(String network, CloudInventory source, Translation translation) {
        List<VirtualAddress> all = new ArrayList<>();
        found(network, source).forEach((ip, port) -> {
            Optional<String> copy = translation.known(FloatingIpType.KIND, ip.id());
            Optional<String> onTarget = translation.known(PortType.KIND, port.id());
            if (copy.isPresent() && onTarget.isPresent()) {
                String fixed = ip.text("port_id") == null
                        ? FloatingNote.fixed(ip.text("description")).orElseThrow()
                        : ip.text("fixed_ip_address");
                all.add(new VirtualAddress(ip, port.id(), fixed, copy.get(), onTarget.get()));
            }
        });
        return all;
    }

    /** The addresses with their ports. */
    private static Map<Resource, Resource> found(String network, CloudInventory source) {
        Map<Resource, Resource> found = new HashMap<>();
        Set<String> ofServers = HeldAddress.of(network, source).stream()
                .map(held -> held.floating().ip().id())
                .collect(Collectors.toSet());
        for (Resource ip : FloatingIpType.all(source)) {
            String owner = Json.text(ip.field("port_details"), "device_owner");
            Optional<String> fixed = FloatingNote.fixed(ip.text("description"));
            boolean letGo = ip.text("port_id") == null && fixed.isPresent() && !ofServers.contains(ip.id());
            boolean bound = ip.text("port_id") != null && (owner == null || owner.isEmpty());
            if (letGo || bound) {
                ports(network, source).stream()
                        .filter(port -> bound
                                ? port.id().equals(ip.text("port_id"))
                                : port.field("fixed_ips")
                                        .findValuesAsText("ip_address")
                                        .contains(fixed.get()))
                        .findFirst()
                        .ifPresent(port -> found.put(ip, port));
            }
        }
        return found;
    }

    /** The ports of a network that no device has. */
    private static List<Resource> ports(String network, CloudInventory source) {
        return source.grouped(PortType.KIND, Scope.ALL, "network_id").getOrDefault(network, List.of()).stream()
                .filter(port -> PortType.isUnbound(TrunkPorts.card(port, source)))
                .toList();
    }

    @Override
    public String address() {
        return ip.name();
    }

    @Override
    public String binding() {
        return copy + " " + fixed;
    }

    @Override
    public boolean isLetGo() {
        return ip.text("port_id") == null;
    }

    @Override
    public boolean isHandedOver(ChangeContext context) {
        return isLetGo() && onTarget(context).read().hasNonNull("port_id");
    }

    @Override
    public void check(ChangeContext context) {
        onTarget(context).checkFree(portOfCopy, fixed);
    }

    @Override
    public CompletableFuture<?> release(ChangeContext context) {
        if (!onSource(context).keepsNotes()) {
            context.say("lets floating address " + address() + " go, which leads to " + fixed + ", and Neutron of "
                    + context.source().name()
                    + " keeps no note of that (before Mitaka). If this run is interrupted, run:"
                    + " openstack floating ip set --port " + portOfCopy + " --fixed-ip-address " + fixed + " " + copy
                    + " on " + context.target().name());
        }
        onSource(context).release(port, new Mark(context.target().name(), copy), fixed);
        return FloatingAnnouncement.ended(context, onSource(context));
    }

    @Override
    public void restore(ChangeContext context) {
        onTarget(context).release(portOfCopy, null, null);
        onSource(context).bind(port, fixed);
    }

    @Override
    public void bind(ChangeContext context) {
        onTarget(context).bind(portOfCopy, fixed);
    }

    private FloatingBinding onSource(ChangeContext context) {
        return new FloatingBinding(context.source(), ip.id());
    }

    private FloatingBinding onTarget(ChangeContext context) {
        return new FloatingBinding(context.target(), copy);
    }
}
