package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Blob;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One server: what it is, and in which state. */
final class Server {
    static final int NO_STATE = 0;
    static final int RUNNING = 1;
    static final int PAUSED = 3;
    static final int SHUTDOWN = 4;
    static final int SUSPENDED = 7;
    private static final Map<String, String> STATUS = Map.ofEntries(
            Map.entry("active", "ACTIVE"),
            Map.entry("building", "BUILD"),
            Map.entry("stopped", "SHUTOFF"),
            Map.entry("paused", "PAUSED"),
            Map.entry("suspended", "SUSPENDED"),
            Map.entry("error", "ERROR"),
            Map.entry("deleted", "DELETED"),
            Map.entry("soft-delete", "SOFT_DELETED"),
            Map.entry("shelved", "SHELVED"),
            Map.entry("shelved_offloaded", "SHELVED_OFFLOADED"),
            Map.entry("resized", "VERIFY_RESIZE"),
            Map.entry("rescued", "RESCUE"));

    /**
     * A port of the server; one that Nova made goes with the server, one that it was given stays. Its tag may be null.
     */
    record Plug(String port, boolean madeByNova, String tag) {}

    /** A volume of the server; its tag may be null. */
    record Disk(String volume, String device, boolean withServer, String tag) {}

    final String id = UUID.randomUUID().toString();
    final String project;
    final String user;
    final int number;
    final Instant created;
    final Map<String, String> metadata = new LinkedHashMap<>();
    final List<String> tags = new ArrayList<>();
    final List<Plug> plugs = new ArrayList<>();
    final List<ObjectNode> actions = new ArrayList<>();
    final List<Disk> volumes = new ArrayList<>();
    /** The tag of each share of Manila, by the share's id. */
    final Map<String, String> shares = new LinkedHashMap<>();

    String name;
    String image;
    ObjectNode imageProperties = WireJson.object();
    ObjectNode flavorRow;
    ObjectNode flavor;
    /** The size before a resize that nobody has confirmed; null without one. */
    ObjectNode formerFlavor;

    String key;
    String userData;
    /** Of the administrator, as its guest has given it to the metadata service: encrypted. */
    String password = "";

    String hostname;
    String diskConfig = "MANUAL";
    /** Its number among the servers of one request. */
    int launchIndex;

    List<String> certificates = List.of();
    /** What the scheduler was told with the boot. */
    ObjectNode hints = WireJson.object();

    String description;
    String host;
    /** The image of its disk while it is shelved, else null. */
    String shelved;

    /** The server group, null without one. */
    String group;

    String zone = "";
    /** The zone that the request for it named, null where the scheduler chose. */
    String pinnedZone;

    boolean configDrive;
    String accessIpv4 = "";
    String accessIpv6 = "";
    boolean locked;
    boolean lockedByOwner;
    String lockedReason;
    Instant updated;
    Instant launched;
    Instant deletedAt;
    ObjectNode fault;
    Blob disk = Blob.of(new byte[0]);
    private String vmState = "building";
    private String task = "scheduling";
    private int power = NO_STATE;

    Server(TokenHolder owner, int number, Instant created) {
        this.project = owner.projectId();
        this.user = owner.userId();
        this.number = number;
        this.created = created;
        this.updated = created;
    }

    /** The state in all three forms of Nova; a task of null means that nothing is under way. */
    void become(String nextVmState, String nextTask, int nextPower, Instant now) {
        vmState = nextVmState;
        task = nextTask;
        power = nextPower;
        updated = now;
    }

    void task(String next, Instant now) {
        task = next;
        updated = now;
    }

    String vmState() {
        return vmState;
    }

    String task() {
        return task;
    }

    int power() {
        return power;
    }

    void write(int offset, byte[] bytes) {
        try (InputStream in = disk.open()) {
            byte[] old = in.readAllBytes();
            byte[] next = Arrays.copyOf(old, Math.max(old.length, offset + bytes.length));
            System.arraycopy(bytes, 0, next, offset, bytes.length);
            disk = Blob.of(next);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectNode flavor() {
        return flavor;
    }

    boolean gone() {
        return vmState.equals("deleted");
    }

    /** Deleted by its owner, and kept on its host until it is reclaimed or restored. */
    boolean softDeleted() {
        return vmState.equals("soft-delete");
    }

    /** The one word that clients read. */
    String status() {
        if (task != null
                && Set.of("active", "stopped").contains(vmState)
                && task.matches("resize_(prep|mig.*|finish)")) {
            return "RESIZE";
        }
        if (vmState.equals("active") && "migrating".equals(task)) {
            return "MIGRATING";
        }
        return vmState.equals("active") && ("rebooting".equals(task) || "reboot_started".equals(task))
                ? "REBOOT"
                : STATUS.get(vmState);
    }

    /** The status words that a list may be filtered by. */
    static boolean isStatus(String word) {
        return STATUS.containsValue(word)
                || Set.of("REBOOT", "RESIZE", "MIGRATING").contains(word);
    }

    /** The newest action has failed, which only its events tell. */
    void failed(String event, String message) {
        actions.get(0).put("message", "Error");
        actions.get(0).set("events", WireJson.array(ServerMigrations.event(event, message)));
    }

    void acted(String action, TokenHolder by, String request, Instant now) {
        String time = ServerView.micros(now);
        actions.add(
                0,
                WireJson.object(
                        "action",
                        action,
                        "instance_uuid",
                        id,
                        "request_id",
                        request,
                        "user_id",
                        by.userId(),
                        "project_id",
                        by.projectId(),
                        "start_time",
                        time,
                        "message",
                        null,
                        "updated_at",
                        time));
    }
}
