package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.PartReading;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads images with whom they are shared. */
final class ImageList {
    /** An administrator's plain list leaves out hidden images and other projects' community images. */
    private static final List<Map<String, String>> LISTS = List.of(
            Map.of(),
            Map.of("visibility", "community"),
            Map.of("os_hidden", "true"),
            Map.of("os_hidden", "true", "visibility", "community"));

    private ImageList() {}

    /**
     * The list that shows the images with a mark that are like another.
     *
     * @param image as it is or is to be; one that is hidden or of the community stands in no other list
     */
    static Request marked(JsonNode image, String mark) {
        Request list = Request.get(Service.IMAGE, "/images").query(Mark.KEY, mark);
        if (image.path("os_hidden").asBoolean()) {
            list = list.query("os_hidden", "true");
        }
        return "community".equals(Json.text(image, "visibility")) ? list.query("visibility", "community") : list;
    }

    static List<Resource> of(CloudInventory inventory, Scope scope) {
        Map<String, Resource> images = new LinkedHashMap<>();
        for (Map<String, String> query : LISTS) {
            Request list = Request.get(Service.IMAGE, "/images");
            for (var parameter : query.entrySet()) {
                list = list.query(parameter.getKey(), parameter.getValue());
            }
            if (!scope.all()) {
                list = list.query("owner", scope.owner());
            }
            for (ObjectNode image : listed(inventory.cloud(), list, query.isEmpty())) {
                images.putIfAbsent(Json.text(image, "id"), resource(inventory.cloud(), image));
            }
        }
        return List.copyOf(images.values());
    }

    /** An old Glance does not know every filter and says so (400); the plain list it must give. */
    private static List<ObjectNode> listed(Cloud cloud, Request list, boolean plain) {
        try {
            return cloud.list(list, "images");
        } catch (CloudException.Rejected e) {
            if (plain) {
                throw e;
            }
            return List.of();
        }
    }

    static Resource resource(Cloud cloud, ObjectNode image) {
        if (ImageMembers.mayHave(image)) {
            ImageMembers members = new ImageMembers(cloud, Json.text(image, "id"));
            boolean shared = "shared".equals(Json.text(image, "visibility"));
            PartReading.set(image, ImageType.MEMBERS, () -> shared ? members.read() : members.readIfAny());
        }
        return new Resource(ImageType.KIND, Json.text(image, "id"), Json.text(image, "name"), image);
    }
}
