package io.jenkins.plugins.pumphouse.migration.rollback;

import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.image.ImageUse;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who uses an object of the target, so that it stays: what is told before anything is deleted. What this does not know,
 * the service refuses to delete.
 */
final class TargetUse {

    private final CloudInventory target;
    private final Set<String> planned;
    private final Set<String> going;
    private final TargetPorts ports;
    private final SharedPartUse shared;
    private final FurtherUse further;
    /** Answers of Nova, by the image's id. */
    private final Map<String, Optional<String>> booted = new HashMap<>();

    /**
     * @param planned ids of all that the plan is about
     * @param going ids of what goes as well, whose use does not count; may become less
     * @param others what services have of a project of which no step moves anything
     */
    TargetUse(CloudInventory target, Set<String> planned, Set<String> going, Function<Resource, List<String>> others) {
        this.target = target;
        this.planned = planned;
        this.going = going;
        this.ports = new TargetPorts(target, going);
        this.shared = new SharedPartUse(target, going, ports);
        this.further = new FurtherUse(target, going, others);
    }

    /** The first user, in words; empty when none is known. */
    Optional<String> of(Resource existing) {
        if (existing.kind().equals(NetworkType.KIND)) {
            return ports.users(port -> existing.id().equals(Json.text(port, "network_id")) && !TargetPorts.isOwn(port))
                    .map(TargetPorts::shown)
                    .findFirst()
                    .or(() -> addedSubnet(existing));
        }
        if (existing.kind().equals(RouterType.KIND)) {
            return ports.all().stream() // those of the plan stay or go by themselves
                    .filter(port -> existing.id().equals(Json.text(port, "device_id")) && TargetPorts.isInterface(port))
                    .filter(port -> !planned.contains(Json.text(port, "id")))
                    .map(port -> "it has an interface in network " + Json.text(port, "network_id"))
                    .findFirst()
                    .or(() -> address(existing));
        }
        if (existing.kind().equals(SecurityGroupType.KIND)) {
            // Neutron deletes rules of other groups that refer to a group with it, without a word.
            return ports.users(port -> Json.texts(port, "security_groups").contains(existing.id()))
                    .map(TargetPorts::shown)
                    .findFirst()
                    .or(() -> shared.inRule("remote_group_id", existing.id())
                            .map(group -> "a rule of " + group + " refers to it"));
        }
        if (existing.kind().equals(RouterInterfaceType.KIND)) {
            return ports.users(port -> Objects.equals(existing.text("network_id"), Json.text(port, "network_id"))
                            && !TargetPorts.owner(port).startsWith("network:"))
                    .map(TargetPorts::shown)
                    .findFirst();
        }
        if (existing.kind().equals(FloatingIpType.KIND)) {
            return Optional.ofNullable(existing.text("port_id"))
                    .map(port -> "it is bound to port " + port)
                    .or(() -> existing.field("port_forwardings").isEmpty()
                            ? Optional.empty()
                            : Optional.of("it forwards ports"));
        }
        if (existing.kind().equals(PortType.KIND)) {
            return Optional.ofNullable(existing.text("device_id"))
                    .filter(device -> !device.isEmpty())
                    .map(device -> "device " + device + " has it")
                    .or(() -> leadingTo(existing));
        }
        return existing.kind().equals(ImageType.KIND)
                ? booted.computeIfAbsent(existing.id(), this::booted)
                : shared.of(existing).or(() -> further.of(existing));
    }

    private Optional<String> addedSubnet(Resource network) {
        return target.list(SubnetType.KIND, Scope.ALL).stream()
                .filter(subnet -> network.id().equals(subnet.text("network_id")) && !going.contains(subnet.id()))
                .map(subnet -> "subnet " + subnet.name() + " (" + subnet.id() + ") in it stays")
                .findFirst();
    }

    private Optional<String> address(Resource router) {
        return FloatingIpType.all(target).stream()
                .filter(ip -> router.id().equals(ip.text("router_id")) && !going.contains(ip.id()))
                .map(ip -> "floating address " + ip.name() + " leads through it")
                .findFirst();
    }

    /** Neutron would let the address go, or delete the forwarding, without a word. */
    private Optional<String> leadingTo(Resource port) {
        return FloatingIpType.all(target).stream()
                .filter(ip -> port.id().equals(ip.text("port_id")) && !going.contains(ip.id()))
                .map(ip -> "floating address " + ip.name() + " leads to it")
                .findFirst()
                .or(() -> PortForwardings.byPort(target).getOrDefault(port.id(), List.of()).stream()
                        .filter(ip -> !going.contains(ip.id()))
                        .map(ip -> "floating address " + ip.name() + " forwards to it")
                        .findFirst());
    }

    /** Some backends lay a volume on top of the image that it was made of. */
    private Optional<String> made(String image) {
        if (!target.cloud().has(Service.VOLUME)) {
            return Optional.empty();
        }
        return target.list(VolumeType.KIND, Scope.ALL).stream()
                .filter(volume -> image.equals(Json.text(volume.field("volume_image_metadata"), "image_id")))
                .filter(volume -> !going.contains(volume.id()))
                .map(volume -> "volume " + TargetVolume.shown(volume) + " was made of it")
                .findFirst();
    }

    private Optional<String> booted(String image) {
        return ImageUse.server(target.cloud(), image)
                .map(server -> server + " was booted from it")
                .or(() -> made(image));
    }
}
