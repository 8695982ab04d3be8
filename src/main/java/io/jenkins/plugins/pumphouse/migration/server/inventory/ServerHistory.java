package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was done to a server, as Nova remembers it (Compute API, "Servers actions": {@code os-instance-actions}).
 *
 * @param newestFirst in Nova's own order, which needs no two clocks
 */
public record ServerHistory(List<Action> newestFirst) {
    /**
     * Something that was done.
     *
     * @param word Nova's name of it: {@code stop, start, reboot, rebuild, resize, …}
     * @param at when it began
     * @param user id of who did it; null where that is not told
     * @param project id of the project in which they did it; null where that is not told
     */
    public record Action(String word, Instant at, String user, String project) {
        @Override
        public String toString() {
            return word + " at " + at;
        }
    }

    /** What may happen to a stopped server without its content changing (Compute API, "Server actions"). */
    private static final Set<String> HARMLESS = Set.of(
            "create",
            "stop",
            "createImage",
            "lock",
            "unlock",
            "shelve",
            "shelveOffload",
            "attach_share",
            "detach_share");

    /**
     * Of the harmless ones those that tell of a server that ran: one that is off cannot be stopped, and who is made
     * runs.
     */
    private static final Set<String> RAN = Set.of("create", "stop");

    private static final Set<String> OF_A_MOVE = Set.of("stop", "detach_volume");

    private static final Set<String> VOLUMES = Set.of("attach_volume", "detach_volume", "swap_volume");

    private static final Set<String> POWER =
            Set.of("stop", "start", "reboot", "pause", "unpause", "suspend", "resume", "rebuild");

    /** The first in which Nova tells it of deleted servers, too. */
    private static final String OF_DELETED = "2.21";

    private static final String SNAPSHOT = "createImage";

    /** Of these there is none on a server that is not running, so that they tell of one that ran. */
    private static final Set<String> TELLTALE = Set.of("stop");

    /** @param id of a server of {@code cloud}, perhaps of one that is deleted */
    public static ServerHistory of(Cloud cloud, String id) {
        List<Action> actions = new ArrayList<>();
        Request list = Request.get(Service.COMPUTE, "/servers/" + Request.segment(id) + "/os-instance-actions")
                .microversion(OF_DELETED);
        for (ObjectNode action : cloud.list(list, "instanceActions")) {
            Instant at = ServiceTime.of(action, "start_time", "An action of server " + id + " on " + cloud.name());
            actions.add(new Action(
                    String.valueOf(Json.text(action, "action")),
                    at,
                    Json.text(action, "user_id"),
                    Json.text(action, "project_id")));
        }
        return new ServerHistory(actions);
    }

    /** The same; empty where the cloud keeps or shows none, or says twice that it has no such server. */
    public static Optional<ServerHistory> ifShown(Cloud cloud, String id) {
        try {
            return ReadRefusal.emptyIfGone(() -> of(cloud, id));
        } catch (CloudException.MissingRight e) {
            return Optional.empty();
        }
    }

    /** Whether content that was taken then, by the source's clock, still is the server's content. */
    public boolean isQuietSince(Instant taken) {
        return useSince(taken).isEmpty();
    }

    /**
     * The last thing that tells that the server ran, or was changed, after {@code taken}; empty when it was off and
     * untouched.
     */
    public Optional<Action> useSince(Instant taken) {
        return uses(taken).findFirst();
    }

    private Stream<Action> uses(Instant taken) {
        return newestFirst.stream()
                .filter(action -> !HARMLESS.contains(action.word()) || RAN.contains(action.word()))
                .filter(action -> action.at().isAfter(taken));
    }

    /**
     * The same of a server that is deleted: what was done before.
     *
     * @param mover id of the user that moves servers: it stops each when all that have a volume of it are off, and
     *     detaches what is adopted from one that is
     */
    public Optional<Action> useBeforeDeletion(Instant taken, String mover) {
        return uses(taken)
                .filter(action -> !action.word().equals("delete"))
                .filter(action -> !OF_A_MOVE.contains(action.word()) || !mover.equals(action.user()))
                .findFirst();
    }

    /**
     * The last time after {@code taken} that the server got a volume or lost one, but for what {@code user} did; null
     * for none.
     */
    public Optional<Action> volumeChangeSince(Instant taken, String user) {
        return newestFirst.stream()
                .filter(action -> VOLUMES.contains(action.word()) && (user == null || !user.equals(action.user())))
                .filter(action -> action.at().isAfter(taken))
                .findFirst();
    }

    /** The last thing that turned the server on or off. */
    public Optional<Action> lastOfPower() {
        return newestFirst.stream()
                .filter(action -> POWER.contains(action.word()))
                .findFirst();
    }

    /** The last lock or unlock, of others or of {@code self}, that is no lock of {@code self}, a user's id. */
    public Optional<Action> lastOfLock(String self) {
        return newestFirst.stream()
                .filter(action ->
                        action.word().equals("unlock") || action.word().equals("lock") && !self.equals(action.user()))
                .findFirst();
    }

    /**
     * The last thing that makes it possible that the server ran, or was changed, after a snapshot of it: what a copy
     * made of that snapshot would not have. In doubt there is one.
     *
     * <p>A Nova that notes snapshots says by its own order what came later, a {@code stop} included: a stopped server
     * cannot be stopped, so somebody had started it, if only on the hypervisor itself. Novas before Rocky note none;
     * then Glance's clock has to do.
     *
     * @param taken when the snapshot was, by Glance's clock
     */
    public Optional<Action> changeSince(Instant taken) {
        int snapshot = IntStream.range(0, newestFirst.size())
                .filter(i -> newestFirst.get(i).word().equals(SNAPSHOT))
                .boxed()
                .min(Comparator.comparing(
                        i -> Duration.between(newestFirst.get(i).at(), taken).abs()))
                .orElse(-1);
        return snapshot < 0
                ? newestFirst.stream()
                        .filter(a -> !HARMLESS.contains(a.word()) && !a.at().isBefore(taken))
                        .findFirst()
                : newestFirst.subList(0, snapshot).stream()
                        .filter(a -> !HARMLESS.contains(a.word()) || TELLTALE.contains(a.word()))
                        .findFirst();
    }
}
