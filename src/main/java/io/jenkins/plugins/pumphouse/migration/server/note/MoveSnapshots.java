package io.jenkins.plugins.pumphouse.migration.server.note;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ContentImage;
import io.jenkins.plugins.pumphouse.migration.image.ImageMark;
import io.jenkins.plugins.pumphouse.migration.image.ImagePatch;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The images that moves of servers leave on the source; each says whose content it is.
 *
 * <p>Before its server is deleted, all that is known of the server is written to the snapshot. If the run ends before
 * the snapshot is deleted too, the next run finds it by that and knows whose it was.
 */
public final class MoveSnapshots {
    /** The same value on all snapshots that Pumphouse made, so that one list shows them all. */
    private static final String KEY = "pumphouse";

    private static final String SNAPSHOT = "snapshot";

    /** Of an image, in Nova and in Glance. */
    private static final int LONGEST_NAME = 255;

    private static final String NAME = "pumphouse_server";
    private static final String TENANT = "pumphouse_tenant";
    private static final String HOST = "pumphouse_host";

    private MoveSnapshots() {}

    /** The mark of a new snapshot, as the metadata of its making. */
    public static ObjectNode marks(String server) {
        return Json.object().put(KEY, SNAPSHOT).put(ImageType.SNAPSHOT_OF, server);
    }

    /** The name of a snapshot, cut where it would be longer than Nova allows. */
    public static String name(Resource server) {
        return cut("pumphouse " + server.name());
    }

    /** The name of the image on the target that holds a server's content. */
    public static String contentName(Resource server) {
        String addition = ContentImage.NAME_ENDING;
        String name = server.name();
        return name.substring(0, Math.min(name.length(), LONGEST_NAME - addition.length())) + addition;
    }

    private static String cut(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** The list of all marked snapshots that both reading and waiting use. */
    public static Request list() {
        return Request.get(Service.IMAGE, "/images").query(KEY, SNAPSHOT);
    }

    /** All marked snapshots, by the id of the server that they are of. */
    public static Map<String, List<Resource>> byServer(CloudInventory source) {
        return source.fact(MoveSnapshots.class, () -> {
            Map<String, List<Resource>> byServer = new TreeMap<>();
            for (ObjectNode image : source.cloud().list(list(), "images")) {
                Resource snapshot =
                        new Resource(ImageType.KIND, Json.text(image, "id"), Json.text(image, "name"), image);
                ImageMark.snapshotOf(image)
                        .ifPresent(server -> byServer.merge(server, List.of(snapshot), MoveSnapshots::and));
            }
            return byServer;
        });
    }

    private static List<Resource> and(List<Resource> some, List<Resource> more) {
        return Stream.of(some, more).flatMap(List::stream).toList();
    }

    public static List<Resource> of(String server, CloudInventory source) {
        return byServer(source).getOrDefault(server, List.of());
    }

    /** Tells a snapshot of the end of its server, before that. */
    public static void tellEnd(Resource snapshot, Resource server, Cloud source) {
        ObjectNode fields = Json.object().put(NAME, server.name()).put(TENANT, server.text("tenant_id"));
        fields.put(MoveNotes.MOVED_TO, MoveNotes.movedTo(server));
        Optional.ofNullable(NovaServer.host(server)).ifPresent(host -> fields.put(HOST, host));
        ImagePatch.set(source, snapshot.id(), fields);
    }

    /** The server whose end a snapshot was told of, in the form that it had; empty when it was not. */
    public static Optional<Resource> ended(Resource snapshot) {
        String movedTo = snapshot.text(MoveNotes.MOVED_TO);
        if (movedTo == null) {
            return Optional.empty();
        }
        ObjectNode server = Json.object()
                .put("id", snapshot.text(ImageType.SNAPSHOT_OF))
                .put("name", snapshot.text(NAME))
                .put("tenant_id", snapshot.text(TENANT))
                .put("OS-EXT-SRV-ATTR:host", snapshot.text(HOST));
        server.putObject("metadata").put(MoveNotes.MOVED_TO, movedTo);
        return Optional.of(NovaServer.of(server));
    }

    /**
     * Who else needs a snapshot, so that it has to stay; empty when nobody does. Nova offers it to the project of its
     * server when somebody of another project took it (since Queens); that is no use.
     */
    public static Optional<String> use(Resource snapshot, Resource server, CloudInventory source) {
        if (snapshot.field("protected").asBoolean()) {
            return Optional.of("is protected");
        }
        String visibility = snapshot.text("visibility");
        if ("public".equals(visibility) || "community".equals(visibility)) {
            return Optional.of("is " + visibility);
        }
        if (hasMembersBesides(server.text("tenant_id"), snapshot, source)) {
            return Optional.of("is shared with other projects");
        }
        Request booted = Request.get(Service.COMPUTE, "/servers/detail")
                .query("all_tenants", "1")
                .query("image", snapshot.id());
        List<ObjectNode> servers = source.cloud().list(booted, "servers");
        return servers.isEmpty()
                ? Optional.empty()
                : Optional.of("is the image of server " + Json.text(servers.get(0), "name") + " ("
                        + Json.text(servers.get(0), "id") + ")");
    }

    private static boolean hasMembersBesides(String project, Resource snapshot, CloudInventory source) {
        List<String> members = new ArrayList<>();
        source.find(ImageType.KIND, snapshot.id())
                .ifPresent(image -> image.field("members").fieldNames().forEachRemaining(members::add));
        members.remove(project);
        return !members.isEmpty();
    }
}
