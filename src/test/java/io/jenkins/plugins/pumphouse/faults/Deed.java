package io.jenkins.plugins.pumphouse.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What whoever owns a server does to it, or to its copy, while it is moved. */
enum Deed {
    START("starts", true, "{\"os-start\": null}"),
    REBOOT("reboots", true, "{\"reboot\": {\"type\": \"HARD\"}}"),
    STOP("stops", true, "{\"os-stop\": null}"),
    SHELVE("shelves", true, "{\"shelve\": null}"),
    SNAPSHOT("makes an image of", true, "{\"createImage\": {\"name\": \"" + Deed.IMAGE + "\"}}"),
    RESIZE("resizes", true, null) {
        @Override
        void doTo(Inside owner, JsonNode server, EmbeddedCloud cloud) {
            String other =
                    WireJson.text(server.path("flavor"), "original_name").equals("m1.tiny") ? "demo.small" : "m1.tiny";
            String flavor = WireJson.text(owner.named("compute", "/v2.1/flavors/detail", "flavors", other), "id");
            act(owner, server, WireJson.object("resize", WireJson.object("flavorRef", flavor)));
            cloud.skip(Duration.ofMinutes(1));
            act(owner, server, WireJson.object("confirmResize", null));
        }
    },
    DELETE("deletes", true, null) {
        @Override
        boolean isPossible(CloudPair pair, String server) {
            return copies(pair, server).isEmpty();
        }
    },
    /** Then the copy is all that there is. */
    DELETE_COPIED("deletes, copied,", true, null) {
        @Override
        boolean isPossible(CloudPair pair, String server) {
            return !copies(pair, server).isEmpty();
        }
    },
    STOP_COPY("stops the copy of", false, "{\"os-stop\": null}"),
    REBOOT_COPY("reboots the copy of", false, "{\"reboot\": {\"type\": \"HARD\"}}"),
    PAUSE_COPY("pauses the copy of", false, "{\"pause\": null}"),
    DELETE_COPY("deletes the copy of", false, null);

    private static final String IMAGE = "made by its owner";
    /** After these the next run brings what runs to the end of one that nobody has touched. */
    private static final Set<Deed> WITHOUT_TRACE = Set.of(START, REBOOT, SNAPSHOT, REBOOT_COPY, DELETE_COPY);

    private static final Pattern PARTS =
            Pattern.compile(". \\S+: (ports|volumes|floatingips|images|members of|snapshots) ");

    /** A server that perhaps waits for another one, with which it shares an address. */
    private static final Pattern SHARING = Pattern.compile("\"pumphouse_floating_");

    final String words;
    private final boolean onSource;
    private final String body;

    /** @param body of the action; null for what is none, or more than one */
    Deed(String words, boolean onSource, String body) {
        this.words = words;
        this.onSource = onSource;
        this.body = body;
    }

    /** Whether it was done: a cloud may refuse it, or have no such server yet. */
    boolean on(CloudPair pair, String name) {
        EmbeddedCloud cloud = pair.cloud(onSource);
        List<JsonNode> servers = onSource ? named(cloud, name) : copies(pair, name);
        if (servers.isEmpty() || !isPossible(pair, name)) {
            return false;
        }
        // On the target a project has no users before they are moved.
        Inside owner = onSource ? cloud.inside("alice", MovedProject.NAME) : cloud.inside();
        try {
            doTo(owner, servers.get(0), cloud);
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    boolean isPossible(CloudPair pair, String server) {
        return true;
    }

    void doTo(Inside owner, JsonNode server, EmbeddedCloud cloud) {
        if (body == null) {
            owner.delete("compute", path(server));
        } else {
            act(owner, server, WireJson.parse(body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void act(Inside owner, JsonNode server, JsonNode action) {
        owner.post("compute", path(server) + "/action", action);
    }

    private static String path(JsonNode server) {
        return "/v2.1/servers/" + WireJson.text(server, "id");
    }

    static List<JsonNode> copies(CloudPair pair, String name) {
        return named(pair.target, name);
    }

    private static List<JsonNode> named(EmbeddedCloud cloud, String name) {
        return cloud.inside().servers().stream()
                .filter(server -> name.equals(WireJson.text(server, "name")))
                .toList();
    }

    /**
     * Whether a finding shows no more than that this was done.
     *
     * @param server's name
     * @param runs whether it ran before
     */
    boolean explains(Finding finding, String what, String server, boolean runs) {
        boolean traced = !(runs && WITHOUT_TRACE.contains(this));
        return switch (finding) {
            case LOST -> this == DELETE && what.contains(server);
            case OFF_UNSAID ->
                !Set.of(START, REBOOT, REBOOT_COPY, SNAPSHOT, RESIZE).contains(this) && what.contains(server);
            case RERUN_FAILED -> !WITHOUT_TRACE.contains(this) && what.contains(server);
            case OTHER_END ->
                what.contains(IMAGE)
                        || traced
                                && (PARTS.matcher(what).lookingAt()
                                        || what.contains(": servers ")
                                                && (what.contains('"' + server + '"')
                                                        || SHARING.matcher(what).find()));
            default -> false;
        };
    }
}
