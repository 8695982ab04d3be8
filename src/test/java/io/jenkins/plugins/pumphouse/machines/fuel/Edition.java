package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Versions of Fuel. They differ in much of what they answer, and in what a deployment touches. Two of them were
 * recorded; 6.0 follows from its sources (fuel-web, tag 6.0) where it differs from 6.1.
 */
public enum Edition {
    /** Says 9.1 of itself, as the recorded one did; its releases have a life cycle: changes deploy all nodes. */
    V9_2("9.2", "9.1", true),
    V6_1("6.1", "6.1", false),
    /**
     * Answers errors in plain text, deletes only the record of a single node, starts changes with 202 whatever a check
     * finds, and knows no status {@code removing}.
     */
    V6_0("6.1", "6.0", false);

    private final String folder;
    private final String says;
    private final boolean lifeCycle;

    Edition(String folder, String says, boolean lifeCycle) {
        this.folder = folder;
        this.says = says;
        this.lifeCycle = lifeCycle;
    }

    /** Those that were recorded. */
    public static List<Edition> recorded() {
        return List.of(V9_2, V6_1);
    }

    /** Whether it is older than the first one whose deletion of a single node erases the node. */
    public boolean isBeforeSingleDeletion() {
        return this == V6_0;
    }

    /** The folder of its recordings, or of those of the next version. */
    public String folder() {
        return folder;
    }

    /** The version that it says of itself. */
    public String says() {
        return says;
    }

    boolean lifeCycle() {
        return lifeCycle;
    }

    /** Whether a stranger may ask for the version. */
    boolean tellsVersion() {
        return !lifeCycle;
    }

    ObjectNode version(boolean auth) {
        return lifeCycle
                ? WireJson.object(
                        "release",
                        says,
                        "api",
                        "1",
                        "auth_required",
                        auth,
                        "feature_groups",
                        List.of("experimental", "advanced"))
                : WireJson.object(
                        "release",
                        says,
                        "api",
                        "1",
                        "auth_required",
                        auth,
                        "feature_groups",
                        List.of("experimental"),
                        "nailgun_sha",
                        "Unknown build",
                        "astute_sha",
                        "Unknown build",
                        "fuellib_sha",
                        "Unknown build",
                        "ostf_sha",
                        "Unknown build",
                        "release_versions",
                        WireJson.object());
    }

    /** The releases as recorded, without what is nested in them. */
    ArrayNode releases() {
        return recorded("releases");
    }

    /**
     * The roles of the release that can be deployed, with what they conflict with and are restricted by; none before
     * 8.0.
     */
    ArrayNode roles() {
        return lifeCycle ? recorded("roles") : WireJson.array();
    }

    /** The settings of a fresh environment, those of one word or flag. */
    ObjectNode attributes() {
        return recorded("attributes");
    }

    @SuppressWarnings("unchecked")
    private <T extends JsonNode> T recorded(String what) {
        try (InputStream in = Edition.class.getResourceAsStream("/fuel-transcripts/" + folder + "/" + what + ".json")) {
            return (T) WireJson.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
