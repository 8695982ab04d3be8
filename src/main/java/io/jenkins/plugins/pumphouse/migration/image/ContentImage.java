package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The image on the target that holds a server's content: the server's snapshot with all its properties. Without them, a
 * server that boots by UEFI, from an IDE disk or with a kernel of its own does not start.
 */
public final class ContentImage {
    /** What a boot needs beside the content. */
    public static final List<String> PARTS = List.of("kernel_id", "ramdisk_id");

    /**
     * In place of a kernel: the image boots by itself (Nova's {@code null_kernel}). Glance takes no more than the id of
     * an image, and Nova boots one without a kernel in the same way.
     */
    private static final String NEITHER = "nokernel";

    /** How the name ends that a move gives to such an image. */
    public static final String NAME_ENDING = " disk, migrated";

    /** What migrations write into images. */
    private static final Set<String> MIGRATIONS = Set.of(
            "pumphouse",
            ImageType.SNAPSHOT_OF,
            ImageType.EARLY_COPY_OF,
            ImageType.CONTENT_OF,
            Mark.KEY,
            ImageMark.SELF,
            "pumphouse_server",
            ImageRecord.REFUSED,
            "pumphouse_tenant",
            "pumphouse_host",
            "pumphouse_target");

    private ContentImage() {}

    /**
     * What is to be written on the target.
     *
     * @param name of the new image
     * @param owner project on the target
     * @param imageId from an image's id on the source to the target's
     */
    public static ObjectNode wanted(JsonNode snapshot, String name, String owner, UnaryOperator<String> imageId) {
        ObjectNode wanted = ImageFields.own(snapshot);
        wanted.put("name", name).put("visibility", "private").put("owner", owner);
        for (String part : PARTS) {
            if (has(snapshot, part)) {
                wanted.put(part, imageId.apply(Json.text(snapshot, part)));
            }
        }
        return wanted;
    }

    /** Whether an image names a kernel or ramdisk. */
    public static boolean has(JsonNode image, String part) {
        return Json.text(image, part) != null
                && !Json.text(image, part).isEmpty()
                && !NEITHER.equals(Json.text(image, PARTS.get(0)));
    }

    /**
     * The properties of a snapshot that its copy lacks or has otherwise; what the copy has beside them is its owner's
     * affair.
     */
    public static List<Difference> differences(JsonNode snapshot, JsonNode copy) {
        List<Difference> differences = new ArrayList<>();
        for (var field : ImageFields.own(snapshot).properties()) {
            String value = field.getValue().asText();
            String copied = Json.text(copy, field.getKey());
            if (!field.getKey().equals("name")
                    && !ImageRecord.refused(copy).contains(field.getKey())
                    && !Objects.equals(value, copied)) {
                differences.add(
                        new Difference("image property " + field.getKey(), value, copied == null ? "nothing" : copied));
            }
        }
        for (String part : PARTS) {
            if (has(snapshot, part) != has(copy, part)) {
                differences.add(new Difference("image property " + part, shown(snapshot, part), shown(copy, part)));
            }
        }
        return differences;
    }

    /** How many free properties an image has. */
    public static int properties(JsonNode image) {
        return ImageFields.free(image).size();
    }

    /** Free properties that are not copied, as their names are reserved and they are not a migration's own. */
    public static List<String> reserved(JsonNode image) {
        return ImageFields.free(image).stream()
                .filter(name -> ImageFields.isReserved(name) && !MIGRATIONS.contains(name))
                .toList();
    }

    private static String shown(JsonNode image, String part) {
        return has(image, part) ? Json.text(image, part) : "nothing";
    }
}
