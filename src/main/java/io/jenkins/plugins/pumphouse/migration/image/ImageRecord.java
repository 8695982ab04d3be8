package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The record of an image on the target, with all properties that its Glance takes. A property protection (403) or an
 * image schema of its own (400) refuses the whole request for one property: then the record is made without, and each
 * property is added by itself. What is refused even so stands in the record, so that later runs know.
 */
final class ImageRecord {
    /** The names of the properties that the target refuses, with commas. */
    static final String REFUSED = "pumphouse_refused";

    /** Without these nothing finds it again. */
    private static final Set<String> MARKS = Set.of(Mark.KEY, ImageMark.SELF);

    private final Cloud cloud;
    private final List<String> told = new ArrayList<>();

    ImageRecord(Cloud cloud) {
        this.cloud = cloud;
    }

    /** One line for each property that was refused: {@code "image property hw_x (new refuses it: …)"}. */
    List<String> told() {
        return List.copyOf(told);
    }

    /** The properties that Glance has refused for an image that Pumphouse created. */
    static Set<String> refused(JsonNode image) {
        String names = Json.text(image, REFUSED);
        return names == null || names.isEmpty() ? Set.of() : Set.of(names.split(","));
    }

    /**
     * Creates the record.
     *
     * @param record all fields, with the mark
     * @return its id
     */
    String create(ObjectNode record) {
        try {
            return post(record);
        } catch (CloudException.Rejected | CloudException.MissingRight e) {
            ObjectNode bare = record.deepCopy();
            bare.remove(optional(record));
            if (bare.size() == record.size()) {
                throw e;
            }
            return created(record, bare, e);
        }
    }

    private String created(ObjectNode record, ObjectNode bare, CloudException refusal) {
        String id;
        try {
            id = post(bare);
        } catch (CloudException.Rejected | CloudException.MissingRight e) {
            throw refusal; // it was not for a property
        }
        ObjectNode properties = record.deepCopy().retain(optional(record));
        add(id, properties, Set.of());
        return id;
    }

    private String post(ObjectNode record) {
        return cloud.send(Request.post(Service.IMAGE, "/images").body(record)).id();
    }

    /** The owner's own properties: what Glance may refuse without the image's being worth nothing. */
    static List<String> optional(JsonNode record) {
        return ImageFields.free(record).stream()
                .filter(name -> !MARKS.contains(name) && !name.equals("id"))
                .filter(name -> !MoverMark.keys(record).contains(name))
                .toList();
    }

    /**
     * Sets properties one by one.
     *
     * @param before those that were refused before
     */
    void add(String id, ObjectNode properties, Set<String> before) {
        Set<String> refused = new TreeSet<>(before);
        for (var property : properties.properties()) {
            try {
                ImagePatch.set(cloud, id, Json.object(property.getKey(), property.getValue()));
                refused.remove(property.getKey());
            } catch (CloudException.Rejected | CloudException.MissingRight e) {
                refused.add(property.getKey());
                told.add("image property " + property.getKey() + " (" + cloud.name() + " refuses it: "
                        + e.serviceMessage() + ")");
            }
        }
        if (!refused.equals(before)) {
            ImagePatch.set(cloud, id, Json.object().put(REFUSED, String.join(",", refused)));
        }
    }
}
