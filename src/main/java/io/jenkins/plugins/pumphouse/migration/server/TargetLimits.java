package io.jenkins.plugins.pumphouse.migration.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ContentImage;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwarding;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerOwner;
import io.jenkins.plugins.pumphouse.migration.server.move.BootBody;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a server would fail only after it was stopped, as it lies at a limit of what a move has to add. */
final class TargetLimits {
    /**
     * What a move writes at most into the metadata of the source's server: mover, power, sleep, stop, health, cards,
     * lock, accepted, downtime, target, when, what it has left.
     */
    private static final int NOTES = 12;

    /** A server with less is at no limit that anybody sets. */
    private static final int MANY_ITEMS = 16;

    /** Glance's {@code image_property_quota} by default. */
    private static final int IMAGE_PROPERTIES = 128;

    /** What Nova and a move add to a snapshot's properties. */
    private static final int ADDED_PROPERTIES = 13;

    private TargetLimits() {}

    static List<String> of(Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        List<String> reasons = new ArrayList<>();
        metadata(
                        server,
                        source.cloud(),
                        NOTES
                                + ServerFloating.of(server, source).size()
                                + 2 * forwardings(server, source).size())
                .ifPresent(reasons::add);
        metadata(server, target.cloud(), 1).ifPresent(reasons::add);
        forwardings(server, source)
                .forEach(one -> PortForwardings.refused(one, target.cloud())
                        .ifPresent(reason -> reasons.add("a floating address " + reason)));
        image(server, source).ifPresent(reasons::add);
        if (!new ServerOwner(server, source, target, translation).isKept()) {
            TemporaryKeyCheck.refused(new ServerKey(server, source, target, translation), target)
                    .ifPresent(reasons::add);
        }
        if (Nics.of(server, source).isEmpty() && !target.cloud().supports(Service.COMPUTE, BootBody.WITHOUT_NETWORK)) {
            reasons.add("has no network card, and " + target.cloud().name() + " would give it one (Compute API before "
                    + BootBody.WITHOUT_NETWORK + " cannot boot without); attach it to a network first");
        }
        return reasons;
    }

    /** The forwardings that lead to a server. */
    private static List<ObjectNode> forwardings(Resource server, CloudInventory source) {
        List<ObjectNode> found = new ArrayList<>();
        for (Resource port : ServerTrunks.ports(server, source)) {
            for (Resource address : PortForwardings.byPort(source).getOrDefault(port.id(), List.of())) {
                PortForwardings.of(address, source).stream()
                        .filter(one -> port.id().equals(Json.text(one, PortForwarding.PORT)))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static Optional<String> metadata(Resource server, Cloud cloud, int added) {
        int items = MoveNotes.ownMetadata(server).size();
        if (items < MANY_ITEMS) {
            return Optional.empty();
        }
        int allowed = mostItems(cloud);
        return allowed < 0 || items + added <= allowed
                ? Optional.empty()
                : Optional.of("has " + items + " metadata items, and a move adds " + added + " on " + cloud.name()
                        + ", which allows " + allowed
                        + " to this account; raise the quota metadata_items, or remove some");
    }

    private static int mostItems(Cloud cloud) {
        try {
            return cloud.get(Service.COMPUTE, "/limits")
                    .path("limits")
                    .path("absolute")
                    .path("maxServerMeta")
                    .asInt(-1);
        } catch (CloudException.NotShown e) {
            return -1;
        }
    }

    private static Optional<String> image(Resource server, CloudInventory source) {
        String id = Json.text(server.field("image"), "id");
        int properties = id == null
                ? 0
                : source.find(ImageType.KIND, id)
                        .map(image -> ContentImage.properties(image.json()))
                        .orElse(0);
        boolean isAtLimit = properties <= IMAGE_PROPERTIES && properties + ADDED_PROPERTIES > IMAGE_PROPERTIES;
        return isAtLimit
                ? Optional.of("was booted from an image with " + properties
                        + " properties; a snapshot inherits them and gets " + ADDED_PROPERTIES
                        + " more, and Glance allows " + IMAGE_PROPERTIES
                        + " (image_property_quota); remove some of the image")
                : Optional.empty();
    }
}
