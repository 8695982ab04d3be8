package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageUse;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the source remembers of a volume that its Cinder manages no more: an image without data, of the account's own
 * project, with all fields of the volume. It is written before Cinder forgets the volume, so that a run which is
 * interrupted is resumed, and stays until the volume comes back, so that it can.
 */
final class AdoptionRecord {
    static final String NAME = "pumphouse record of an adopted volume";

    private static final String FIELDS = "pumphouse_volume_fields";

    /** Some databases keep no character beyond the first 65,536 of Unicode. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Cloud source;
    private final String volume;

    /** @param volume id that it had on the source */
    AdoptionRecord(Cloud source, String volume) {
        this.source = source;
        this.volume = volume;
    }

    /** All volumes that a source remembers so. */
    static List<Resource> all(Cloud source) {
        if (!source.has(Service.IMAGE)) {
            return List.of();
        }
        Map<String, Resource> volumes = new LinkedHashMap<>(); // newest first: of two, an interrupted run has left one
        for (ObjectNode image :
                source.list(Request.get(Service.IMAGE, "/images").query("name", NAME), "images")) {
            read(image).ifPresent(volume -> volumes.putIfAbsent(volume.id(), volume));
        }
        return List.copyOf(volumes.values());
    }

    private static Optional<Resource> read(ObjectNode image) {
        String id = Json.text(image, ImageUse.VOLUME_RECORD);
        String fields = Json.text(image, FIELDS);
        if (id == null || fields == null) {
            return Optional.empty();
        }
        try {
            return JSON.readTree(fields) instanceof ObjectNode volume
                    ? Optional.of(VolumeFields.resource(volume.put(Resource.GOES_BACK, true)))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new MigrationException("Image " + Json.text(image, "id") + ", the record of volume " + id
                    + ", cannot be read any more (" + e.getOriginalMessage() + "). Correct its property " + FIELDS
                    + ", which somebody has changed: it has the volume as a JSON object.");
        }
    }

    private List<ObjectNode> images() {
        return source.list(Request.get(Service.IMAGE, "/images").query("name", NAME), "images").stream()
                .filter(image -> volume.equals(Json.text(image, ImageUse.VOLUME_RECORD)))
                .toList();
    }

    /** The volume as it was; empty when the source does not remember it. */
    Optional<Resource> read() {
        return source.has(Service.IMAGE)
                ? images().stream().findFirst().flatMap(AdoptionRecord::read)
                : Optional.empty();
    }

    /**
     * Completes when it is certain that the source remembers the volume as it is given; an older record goes then.
     *
     * @param fields of the volume as a Cinder shows it
     * @param target name of the cloud that takes or has it
     * @param returns whether it is to come back
     */
    void write(JsonNode fields, String target, boolean returns) {
        List<ObjectNode> former = images();
        ObjectNode kept = ((ObjectNode) fields).deepCopy().put("id", volume).put("status", RecordedVolume.UNMANAGED);
        kept.remove(Set.of("links", "attachments", Resource.GOES_BACK));
        ObjectNode metadata = VolumeFields.metadata(VolumeFields.resource(kept)).put(RecordedVolume.TARGET, target);
        if (VolumeFields.isReadOnly(VolumeFields.resource(kept))) {
            metadata.put("readonly", "True");
        }
        if (returns) {
            metadata.put(RecordedVolume.RETURNS, "yes");
        }
        kept.set("metadata", metadata);
        ObjectNode image = Json.object().put("name", NAME).put("visibility", "private");
        image.put("disk_format", "raw").put("container_format", "bare");
        String text = text(kept);
        image.put(ImageUse.VOLUME_RECORD, volume).put(FIELDS, text);
        CloudException doubt = null;
        try {
            source.send(Request.post(Service.IMAGE, "/images").body(image));
        } catch (CloudException e) {
            if (!Doubt.mayBeDone(e)) {
                throw e;
            }
            doubt = e;
        }
        boolean written = images().stream().anyMatch(each -> text.equals(Json.text(each, FIELDS)));
        if (!written) {
            throw new MigrationException("The image service of " + source.name() + " has not kept the record of volume "
                    + volume + ", without which an interrupted run could not be resumed; nothing was changed"
                    + (doubt == null ? "" : " (" + doubt.getMessage() + ")") + ". Run again.");
        }
        former.forEach(this::remove);
    }

    private static String text(ObjectNode fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree of plain values
        }
    }

    /** The source has the volume, or nobody will need it any more. */
    void remove() {
        images().forEach(this::remove);
    }

    private void remove(ObjectNode image) {
        source.remove(Request.delete(Service.IMAGE, "/images/" + Request.segment(Json.text(image, "id"))));
    }
}
