package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Inventory;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whether all of a server of the source is on the target, so that the source's may be deleted: all reasons against it.
 *
 * <p>Nothing is believed of what the move said of itself but where to look: server, ports and content are held against each
 * other as both clouds show them now. What cannot be proved stands against the deletion.
 */
final class MoveProof {
    private static final Set<String> WELL = Set.of("ACTIVE", "SHUTOFF");

    /** Nova's {@code OS-EXT-STS:power_state} of a guest that runs, whatever the server's status says. */
    private static final int RUNNING = 1;

    private final Resource server;
    private final Inventory source;
    private final Inventory target;
    private final List<String> against = new ArrayList<>();
    private Resource there;

    private MoveProof(Resource server, Inventory source, Inventory target) {
        this.server = server;
        this.source = source;
        this.target = target;
    }

    /** Looks at a server that exists on the source. */
    static MoveProof of(Resource server, Inventory source, Inventory target) {
        MoveProof proof = new MoveProof(server, source, target);
        proof.look(true);
        return proof;
    }

    /** Looks for a server that was deleted after such a proof, as far as it still can be: its snapshot is what is left of it. */
    static MoveProof ofDeleted(Resource server, Inventory source, Inventory target) {
        MoveProof proof = new MoveProof(server, source, target);
        proof.look(false);
        return proof;
    }

    /** For a person; empty when there is nothing against it. */
    List<String> against() {
        return List.copyOf(against);
    }

    /** The server on the target that the source's was moved to, where there is one. */
    Optional<Resource> there() {
        return Optional.ofNullable(there);
    }

    private void look(boolean exists) {
        try {
            if (!isMoved()) {
                return;
            }
            if (exists) {
                checkAtRest();
            }
            if (!isThere()) {
                return;
            }
            checkWell();
            if (exists) {
                checkPorts();
            }
            Resource snapshot = checkContent();
            if (exists && snapshot != null) {
                checkUnchangedSince(snapshot);
            }
        } catch (CloudException.NotFound e) {
            against.add("changed while it was looked at (" + e.getMessage() + ")");
        }
    }

    private boolean isMoved() {
        Optional<Mark> moved = Mark.ofValue(SourceServer.movedTo(server));
        if (moved.isEmpty()) {
            against.add(SourceServer.isBeingMoved(server) ? "its move is not finished" : "has not been moved");
        } else if (!moved.get().cloud().equals(target.cloud().name())) {
            against.add("was moved to " + moved.get().cloud() + ", not to " + target.cloud().name());
        }
        return against.isEmpty();
    }

    private void checkAtRest() {
        if (!"SHUTOFF".equals(server.text("status"))) {
            against.add("is " + server.text("status") + ", not SHUTOFF");
        } else if (server.field("OS-EXT-STS:power_state").asInt() == RUNNING) {
            against.add("is SHUTOFF, but runs on its hypervisor");
        }
        if (server.text("OS-EXT-STS:task_state") != null) {
            against.add("is busy: " + server.text("OS-EXT-STS:task_state"));
        }
        if (server.field("locked").asBoolean()) {
            against.add("is locked");
        }
        if (!server.field("os-extended-volumes:volumes_attached").isEmpty()) {
            against.add("has a volume attached");
        }
    }

    private boolean isThere() {
        String id = Mark.ofValue(SourceServer.movedTo(server)).orElseThrow().id();
        Optional<Resource> found = target.find(ServerType.KIND, id);
        if (found.isEmpty()) {
            against.add("its server " + id + " is not on " + target.cloud().name() + " any more: this may be all that there is of it");
            return false;
        }
        String mark = Json.text(found.get().field("metadata"), Mark.KEY);
        if (!new Mark(source.cloud().name(), server.id()).value().equals(mark)) {
            against.add("server " + id + " on " + target.cloud().name() + " does not say that it was moved from here");
            return false;
        }
        there = found.get();
        return true;
    }

    private void checkWell() {
        String status = there.text("status");
        String at = " on " + target.cloud().name();
        if (!WELL.contains(status)) {
            against.add("is " + status + at + ", not ACTIVE or SHUTOFF");
        }
        if (there.text("OS-EXT-STS:task_state") != null) {
            against.add("is busy" + at + ": " + there.text("OS-EXT-STS:task_state"));
        }
        if (there.field("fault").isObject()) {
            against.add("has a fault" + at + ": " + Json.text(there.field("fault"), "message"));
        }
    }

    private void checkPorts() {
        CardSet cards = CardSet.of(server, source);
        CardSet onTarget = CardSet.of(there, target);
        if (!cards.equals(onTarget)) {
            against.add("has " + cards + " on " + source.cloud().name() + ", but " + onTarget + " on " + target.cloud().name());
        }
    }

    /** From the server on the target over the image that it was booted from to the snapshot; null when the chain is broken. */
    private Resource checkContent() {
        String imageId = Json.text(there.field("image"), "id");
        Optional<Resource> image = imageId == null ? Optional.empty() : target.find(ImageType.KIND, imageId);
        if (image.isEmpty()) {
            against.add("the image that it was booted from on " + target.cloud().name() + " is gone, which proves its content");
            return null;
        }
        Optional<Mark> origin = Mark.ofValue(image.get().text(Mark.KEY))
                .filter(mark -> mark.cloud().equals(source.cloud().name()));
        Optional<Resource> snapshot = MoveSnapshots.of(server.id(), source).stream()
                .filter(own -> origin.filter(mark -> mark.id().equals(own.id())).isPresent())
                .findFirst();
        if (snapshot.isEmpty()) {
            against.add(origin.isPresent() && source.find(ImageType.KIND, origin.get().id()).isEmpty()
                    ? "the snapshot that was copied is gone, which proves its content"
                    : "runs on " + target.cloud().name() + " from image " + image.get().name() + ", which is no snapshot of it:"
                            + " what it has written since is only here");
            return null;
        }
        compare(snapshot.get(), image.get());
        return snapshot.get();
    }

    private void compare(Resource snapshot, Resource image) {
        for (Resource each : List.of(snapshot, image)) {
            if (!"active".equals(each.text("status"))) {
                against.add("image " + each.id() + " of its content is " + each.text("status"));
            }
        }
        boolean alike = Objects.equals(snapshot.text("os_hash_algo"), image.text("os_hash_algo"));
        for (String field : alike ? List.of("size", "os_hash_value", "checksum") : List.of("size", "checksum")) {
            String here = snapshot.text(field);
            String copied = image.text(field);
            if (here != null && copied != null && !here.equals(copied)) {
                against.add("its content differs: " + field + " " + here + " here, " + copied + " on " + target.cloud().name());
            }
        }
    }

    private void checkUnchangedSince(Resource snapshot) {
        Instant taken = Instant.parse(snapshot.text("created_at"));
        ServerHistory.of(source.cloud(), server.id()).changeSince(taken).ifPresent(change -> against.add(
                "may have newer data here: after its snapshot of " + taken + " Nova notes " + change
                        + "; move it again, or delete it by hand"));
    }
}
