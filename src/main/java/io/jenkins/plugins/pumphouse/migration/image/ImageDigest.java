package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an image service says of an image's content, so that two contents can be compared without reading them.
 *
 * @param size bytes; negative when it is not told
 * @param algorithm of {@code value}, in Glance's words; null before Rocky
 * @param value hexadecimal; null when the service has not computed it (before Rocky, or when the storage made the
 *     image)
 * @param checksum MD5, hexadecimal; null when the service has not computed it
 */
public record ImageDigest(long size, String algorithm, String value, String checksum) {
    /** The field that a difference names. */
    static final String CONTENT = "content";

    /** The fields that it is read of. */
    static final List<String> FIELDS = List.of("size", "os_hash_algo", "os_hash_value", "checksum");

    public static ImageDigest of(JsonNode image) {
        return new ImageDigest(
                image.path("size").asLong(-1),
                Json.text(image, "os_hash_algo"),
                Json.text(image, "os_hash_value"),
                Json.text(image, "checksum"));
    }

    /** Whether the two contents are certainly different. */
    public boolean contradicts(ImageDigest other) {
        boolean sizes = size >= 0 && other.size >= 0 && size != other.size;
        boolean sums = checksum != null && other.checksum != null && !checksum.equals(other.checksum);
        return sizes || sums || isHashedAs(other) && !value.equals(other.value);
    }

    /** Whether the two contents are certainly equal; not where no hash of the same kind is told of both. */
    public boolean isSameAs(ImageDigest other) {
        if (size < 0 || size != other.size) {
            return false;
        }
        return isHashedAs(other) ? value.equals(other.value) : checksum != null && checksum.equals(other.checksum);
    }

    /**
     * In what the content of the target differs from this one's.
     *
     * @param made whether the target's was made of this one, so that it is the same until the two services say
     *     otherwise; of another's nothing but an equal hash says so
     */
    Optional<Difference> difference(ImageDigest target, boolean made) {
        if (made ? !contradicts(target) : isSameAs(target)) {
            return Optional.empty();
        }
        if (isHashedAs(target) && !value.equals(target.value)) {
            return Optional.of(new Difference(CONTENT, value, target.value));
        }
        if (size >= 0 && target.size >= 0 && size != target.size) {
            return Optional.of(new Difference(CONTENT, size + " bytes", target.size + " bytes"));
        }
        return Optional.of(new Difference(CONTENT, known(), target.known()));
    }

    private String known() {
        return checksum != null ? "md5 " + checksum : value != null ? algorithm + ' ' + value : "without a hash";
    }

    private boolean isHashedAs(ImageDigest other) {
        return value != null && other.value != null && Objects.equals(algorithm, other.algorithm);
    }
}
