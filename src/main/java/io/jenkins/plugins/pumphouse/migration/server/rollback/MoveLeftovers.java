package io.jenkins.plugins.pumphouse.migration.server.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageMark;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.TrunkType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.RootDisk;
import io.jenkins.plugins.pumphouse.migration.server.inventory.RootDiskVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveSnapshots;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what came to the target with a server, by the marks of what it was made from, so that a run that resumes
 * another finds the same: trunks, ports, copies of volumes, the image of the content, floating addresses; and on the
 * source the snapshots of the move. What carries no mark, or what somebody else uses, stays.
 */
final class MoveLeftovers {
    private static final String UNMARKED = "it carries no mark of this server's move";

    private final Resource server;
    private final String copyId;
    private final CloudInventory source;
    private final CloudInventory target;
    private final List<Leftover> found = new ArrayList<>();
    private final Set<String> cards;

    private MoveLeftovers(Resource server, String copyId, Resource copy, CloudInventory source, CloudInventory target) {
        this.server = server;
        this.copyId = copyId;
        this.source = source;
        this.target = target;
        this.cards = copy == null
                ? Set.of()
                : ServerTrunks.ports(copy, target).stream().map(Resource::id).collect(Collectors.toSet());
    }

    /**
     * @param server of the source
     * @param copyId of the server's copy, also when that is gone
     * @param copy null when it is gone
     */
    static List<Leftover> of(
            Resource server, String copyId, Resource copy, CloudInventory source, CloudInventory target) {
        MoveLeftovers remnants = new MoveLeftovers(server, copyId, copy, source, target);
        remnants.ports();
        remnants.volumes(copy);
        remnants.images();
        remnants.addresses();
        remnants.snapshots();
        return List.copyOf(remnants.found);
    }

    private Mark mark(Resource origin) {
        return new Mark(source.cloud().name(), origin.id());
    }

    private void ports() {
        for (Resource origin : ServerTrunks.ports(server, source)) {
            Request list = Request.get(Service.NETWORK, "/ports").query("mac_address", origin.text("mac_address"));
            for (ObjectNode json : target.cloud().list(list, "ports")) {
                Resource port = new Resource(PortType.KIND, Json.text(json, "id"), Json.text(json, "name"), json);
                String device = Objects.toString(port.text("device_id"), "");
                trunk(origin, port, device);
                boolean marked =
                        new PortType().mark(port).filter(mark(origin)::equals).isPresent();
                String kept = !device.isEmpty() && !device.equals(copyId)
                        ? "device " + device + " has it"
                        : marked ? null : UNMARKED;
                onTarget(Service.NETWORK, "/ports/", port.id(), "port " + origin.text("mac_address"), kept);
            }
        }
    }

    /** Before its ports: Neutron deletes no port that is in a trunk. */
    private void trunk(Resource origin, Resource port, String device) {
        TrunkType.ofParent(port, target).ifPresent(trunk -> {
            boolean marked = TrunkType.ofParent(origin, source)
                    .filter(of ->
                            new TrunkType().mark(trunk).filter(mark(of)::equals).isPresent())
                    .isPresent();
            String kept = !device.isEmpty() && !device.equals(copyId)
                    ? "device " + device + " has its parent port"
                    : marked ? null : UNMARKED;
            found.add(
                    0,
                    new Leftover(
                            target.cloud(),
                            Service.NETWORK,
                            Leftover.TRUNKS,
                            trunk.id(),
                            "trunk " + trunk.name(),
                            kept));
        });
    }

    private void volumes(Resource copy) {
        List<AttachedVolume> attached = ServerVolumes.of(server, source);
        List<AttachedVolume> had = copy == null ? List.of() : ServerVolumes.of(copy, target);
        boolean mayHaveRoot = copy == null && target.cloud().has(Service.VOLUME); // whose volume goes with it
        if (attached.isEmpty() && had.isEmpty() && !mayHaveRoot) {
            return;
        }
        Set<String> marked = new HashSet<>();
        for (ObjectNode volume : target.cloud().list(CinderVolume.list("volumes"), "volumes")) {
            if (RootDiskVolume.isOf(mark(server), volume)) {
                marked.add(Json.text(volume, "id"));
                onTarget(
                        Service.VOLUME,
                        "/volumes/",
                        Json.text(volume, "id"),
                        "volume " + RootDisk.name(server),
                        user(volume).map(user -> "server " + user + " has it").orElse(null));
            }
            Optional<AttachedVolume> origin = attached.stream()
                    .filter(one -> VolumeMark.isOf(mark(one.volume()), volume))
                    .findFirst();
            origin.filter(AttachedVolume::detached)
                    .ifPresent(one -> marked.add(Json.text(volume, "id"))); // it goes back with the server
            origin.filter(one -> !one.detached()).ifPresent(one -> {
                marked.add(Json.text(volume, "id"));
                onTarget(Service.VOLUME, "/volumes/", Json.text(volume, "id"), one.label(), keeps(volume));
            });
        }
        had.stream()
                .filter(one -> !marked.contains(one.volume().id()))
                .forEach(one -> onTarget(
                        Service.VOLUME,
                        "/volumes/",
                        one.volume().id(),
                        one.label(),
                        AdoptedVolume.isOne(one.volume().json())
                                ? "it " + Leftover.ADOPTED
                                : one.boots() ? null : "it was attached to the copy later"));
    }

    /** Why a volume that was made of the server's stays; null when it goes. */
    private String keeps(ObjectNode volume) {
        return AdoptedVolume.isOne(volume)
                ? "it " + Leftover.ADOPTED
                : user(volume).map(user -> "server " + user + " has it").orElse(null);
    }

    /** A server other than the copy that has a volume. */
    private Optional<String> user(ObjectNode volume) {
        for (JsonNode attachment : volume.path("attachments")) {
            String user = Json.text(attachment, "server_id");
            if (user != null && !user.equals(copyId)) {
                return Optional.of(user);
            }
        }
        return Optional.empty();
    }

    /** Of the content's: an image that was moved for itself carries the mark of another one. */
    private void images() {
        for (Resource snapshot : MoveSnapshots.of(server.id(), source)) {
            Request list = Request.get(Service.IMAGE, "/images")
                    .query(Mark.KEY, mark(snapshot).value());
            for (ObjectNode image : target.cloud().list(list, "images")) {
                if (!ImageMark.isOwn(image)) {
                    continue; // a snapshot that somebody has taken of the copy
                }
                String id = Json.text(image, "id");
                Request booted = Request.get(Service.COMPUTE, "/servers/detail")
                        .query("all_tenants", "1")
                        .query("image", id);
                Optional<String> other = target.cloud().list(booted, "servers").stream()
                        .filter(user -> !Json.text(user, "id").equals(copyId))
                        .map(user -> "server " + Json.text(user, "name") + " was booted from it")
                        .findFirst();
                onTarget(Service.IMAGE, "/images/", id, "content image " + id, other.orElse(null));
            }
        }
    }

    private void addresses() {
        List<String> moved = new ArrayList<>();
        for (FloatingAddress floating : ServerFloating.of(server, source)) {
            if (floating.copy() != null) {
                moved.add(floating.copy());
                target.find(FloatingIpType.KIND, floating.copy()).ifPresent(held -> {
                    boolean marked = new FloatingIpType()
                            .mark(held)
                            .filter(mark(floating.ip())::equals)
                            .isPresent();
                    String port = held.text("port_id");
                    address(
                            held,
                            port != null && !cards.contains(port)
                                    ? "port " + port + " has it"
                                    : marked ? null : UNMARKED);
                });
            }
        }
        if (!cards.isEmpty()) {
            FloatingIpType.all(target).stream()
                    .filter(ip -> ip.text("port_id") != null && cards.contains(ip.text("port_id")))
                    .filter(ip -> !moved.contains(ip.id()))
                    .forEach(ip -> address(ip, "it was bound to the copy later"));
        }
    }

    private void address(Resource held, String kept) {
        onTarget(Service.NETWORK, "/floatingips/", held.id(), "floating address " + held.name(), kept);
    }

    /** Those that the move has taken are out of date: the server that they are of goes on. */
    private void snapshots() {
        if (ServerState.isShelved(server.text("status"))) {
            return; // in that state it is the image of the shelved server itself
        }
        for (Resource snapshot : MoveSnapshots.of(server.id(), source)) {
            found.add(new Leftover(
                    source.cloud(),
                    Service.IMAGE,
                    "/images/",
                    snapshot.id(),
                    "snapshot " + snapshot.id(),
                    MoveSnapshots.use(snapshot, server, source)
                            .map(use -> "it " + use)
                            .orElse(null)));
        }
    }

    private void onTarget(Service service, String path, String id, String label, String kept) {
        found.add(new Leftover(target.cloud(), service, path, id, label, kept));
    }
}
