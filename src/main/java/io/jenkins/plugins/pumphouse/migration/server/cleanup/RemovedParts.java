package io.jenkins.plugins.pumphouse.migration.server.cleanup;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.TrunkType;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeState;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What a server of the source had before its deletion, each of which is looked at after it. */
record RemovedParts(List<Resource> ports, List<Resource> trunks, List<AttachedVolume> volumes) {
    static RemovedParts of(Resource server, CloudInventory source) {
        return new RemovedParts(
                ServerTrunks.ports(server, source), ServerTrunks.of(server, source), ServerVolumes.of(server, source));
    }

    /** The outcome of each, for a person. */
    List<String> told(CloudInventory now) {
        List<String> told = new ArrayList<>();
        for (Resource port : ports) { // Nova takes those along that it made; one that it was given keeps its address
            told(now, PortType.KIND, port.id(), "port " + port.name(), RemovedParts::port)
                    .ifPresent(told::add);
        }
        for (Resource trunk : trunks) {
            told(now, TrunkType.KIND, trunk.id(), "trunk " + trunk.name(), (left, on) -> " stays" + on)
                    .ifPresent(told::add);
        }
        volumes.stream()
                .filter(AttachedVolume::detached)
                .forEach(volume -> told.add(volume.label() + " was adopted before, and stays with the target"));
        for (AttachedVolume volume :
                volumes.stream().filter(each -> !each.detached()).toList()) {
            told.add(
                    told(now, VolumeType.KIND, volume.volume().id(), volume.label(), (left, on) -> volume(volume, left))
                            .orElse(volume.label()
                                    + (volume.withServer()
                                            ? " was deleted with it"
                                            : " is gone, although it was to stay")));
        }
        return told;
    }

    /** What is left, or that nobody can tell; empty when it is gone. */
    private static Optional<String> told(
            CloudInventory now, Kind kind, String id, String label, BiFunction<Resource, String, String> says) {
        String on = " on " + now.cloud().name();
        try {
            return now.find(kind, id).map(left -> label + says.apply(left, on));
        } catch (CloudException | MigrationException e) {
            return Optional.of("whether " + label + " stays" + on + " is not known (" + e.getMessage() + ")");
        }
    }

    private static String port(Resource left, String on) {
        String device = left.text("device_id");
        return " stays" + on
                + (device == null || device.isEmpty()
                        ? ": Nova had not made it"
                        : " for now: device " + device + " has it");
    }

    /** Cinder deletes none that has snapshots, and Nova does not tell when it is refused. */
    private static String volume(AttachedVolume volume, Resource left) {
        String status = left.text("status");
        if (!volume.withServer()) {
            return " stays";
        }
        if ("deleting".equals(status)) {
            return " is being deleted with it";
        }
        return VolumeState.isHeld(status, true)
                ? " stays for now: it is " + status
                : " stays, although it was to be deleted with it: it is " + status + "; where snapshots of it are the"
                        + " reason (openstack volume snapshot list --volume " + left.id()
                        + "), decide with its owner whether they and it go";
    }
}
