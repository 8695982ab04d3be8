package io.jenkins.plugins.pumphouse.migration.server.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The lock of a server. After its move the source's server is locked by the migration's account, so that its owner does
 * not start it beside its copy, with the same MAC and address. A lock of the owner's stays, and comes along.
 *
 * <p>Whose lock it is stands in the server's metadata before it is locked. Novas before 2.9 (Liberty) do not show a
 * lock, so that the owner's cannot be told from none.
 */
public final class SourceLock {
    /** On the source's server: {@value #MIGRATION} or {@value #OWNER}. */
    public static final String KEY = "pumphouse_lock";

    private static final String MIGRATION = "migration";
    private static final String OWNER = "owner";

    /** 2.73 takes and shows a reason (Compute API, microversion history). */
    private static final String WITH_REASON = "2.73";

    private static final String REASON = "locked_reason";

    /** In every reason that a migration gives. */
    public static final String BY = " by Pumphouse";

    private final Cloud cloud;
    private final Resource server;
    private final String path;

    public SourceLock(Cloud cloud, Resource server) {
        this.cloud = cloud;
        this.server = server;
        this.path = "/servers/" + Request.segment(server.id());
    }

    /** Whether its owner, or anybody but a migration, has locked a server of the source, and not unlocked it since. */
    public static boolean isOwners(Resource server) {
        return isLocked(server) && !MIGRATION.equals(whose(server));
    }

    /** Whether a move that has not ended has locked a server of the source, which is not moved. */
    public static boolean isOfInterruptedMove(Resource server) {
        return isLocked(server) && MIGRATION.equals(whose(server)) && !MoveNotes.isMoved(server);
    }

    /**
     * Whether a moved server should be locked and is not: the lock or its note failed, or somebody has taken the lock
     * away.
     */
    public static boolean isMissing(Resource server) {
        return !isLocked(server);
    }

    /** A Nova that shows no lock is believed to have the one that is noted. */
    private static boolean isLocked(Resource server) {
        return server.json().has("locked")
                ? server.field("locked").asBoolean()
                : !whose(server).isEmpty();
    }

    private static String whose(Resource server) {
        return Objects.toString(Json.text(server.field("metadata"), KEY), "");
    }

    /**
     * Locks the moved server, unless its owner has, perhaps since the move began.
     *
     * @param reason that has {@link #BY}
     * @param say is told when the owner's lock has become an administrator's
     */
    public void set(String reason, Consumer<String> say) {
        boolean owners = isOwners(record().read());
        note(owners ? OWNER : MIGRATION);
        if (!owners) {
            lock(cloud, server.id(), Optional.of(reason));
            if (wasLocked()) {
                note(OWNER);
                say.accept("was locked by its owner on " + cloud.name() + " at the same moment: that lock stays, and is"
                        + " an administrator's now (openstack server unlock " + server.id() + " removes it)");
            }
        }
    }

    /** Whether the owner was faster by a moment: the lock that was set went over his. */
    private boolean wasLocked() {
        return ServerHistory.ifShown(cloud, server.id())
                .flatMap(history -> history.lastOfLock(cloud.caller().userId()))
                .filter(action -> action.word().equals("lock"))
                .isPresent();
    }

    /** Removes a lock of the migration's, as the server is its owner's again. */
    public void release() {
        boolean unnoted = whose(server).isEmpty() && isLocked(server) && !record().takesNotes();
        if (unnoted ? isGivenByMigration(now()) : MIGRATION.equals(whose(server))) {
            if (!isOfAnother()) {
                act(cloud, path, Json.object("unlock", Json.object().nullNode()));
            }
            note("");
        }
    }

    /** The same, and forgets whose the lock was. */
    public void end(SourceRecord record, Consumer<String> say) {
        release();
        if (server.field("metadata").has(KEY)) {
            record.strikeOut(KEY, say);
        }
    }

    /** The migration's may have failed, and the owner may have set his since: where there are reasons they tell. */
    private boolean isOfAnother() {
        JsonNode now = now();
        return now.path("locked").asBoolean() && now.has(REASON) && !isGivenByMigration(now);
    }

    private static boolean isGivenByMigration(JsonNode now) {
        return Objects.toString(Json.text(now, REASON), "").contains(BY);
    }

    private JsonNode now() {
        Request get = Request.get(Service.COMPUTE, path).microversion(WITH_REASON);
        return cloud.send(get).json().path("server");
    }

    /**
     * Locks the copy of a server that its owner had locked.
     *
     * @param member the target with a token of the server's project, whose lock the owner may undo; an administrator's
     *     he may not
     */
    public void carry(Cloud member, String copy) {
        lock(member, copy, Optional.ofNullable(Json.text(now(), REASON)));
    }

    private static void lock(Cloud cloud, String server, Optional<String> reason) {
        ObjectNode lock = Json.object("lock", Json.object().nullNode());
        if (reason.isPresent() && cloud.supports(Service.COMPUTE, WITH_REASON)) {
            lock.set("lock", Json.object().put(REASON, reason.get()));
        }
        act(cloud, "/servers/" + Request.segment(server), lock);
    }

    /** A second lock, or unlock, does nothing. */
    private static void act(Cloud cloud, String path, ObjectNode action) {
        cloud.send(Request.post(Service.COMPUTE, path + "/action")
                .body(action)
                .microversion(WITH_REASON)
                .repeatable());
    }

    /** Of a server that takes no notes the reason of the lock tells whose it is. */
    private void note(String whose) {
        if (record().takesNotes()) {
            record().note(Json.object().put(KEY, whose));
        }
    }

    private SourceRecord record() {
        return new SourceRecord(cloud, server);
    }
}
