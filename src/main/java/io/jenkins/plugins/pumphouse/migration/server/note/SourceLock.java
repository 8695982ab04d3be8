package io.jenkins.plugins.pumphouse.migration.server.note;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;

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

    private final Cloud cloud;
    private final Resource server;
    private final String path;

    public SourceLock(Cloud cloud, Resource server) {
        this.cloud = cloud;
        this.server = server;
        this.path = "/servers/" + Request.segment(server.id());
    }

    /** Whether its owner, or anybody but a migration, has locked a server of the source. */
    public static boolean isOwners(Resource server) {
        String whose = Json.text(server.field("metadata"), KEY);
        return whose == null || whose.isEmpty() ? server.field("locked").asBoolean() : whose.equals(OWNER);
    }

    /**
     * Whether a moved server should be locked and is not: the lock or its note failed, or somebody has taken the lock
     * away. A Nova that shows no lock is believed to have the one that is noted.
     */
    public static boolean isMissing(Resource server) {
        String whose = Json.text(server.field("metadata"), KEY);
        boolean isLocked = server.json().has("locked") ? server.field("locked").asBoolean() : whose != null;
        return !isLocked && (whose == null || whose.equals(MIGRATION));
    }

    /** Locks the moved server, unless it is locked already. */
    public void set(String reason) {
        boolean owners = isOwners(server);
        note(owners ? OWNER : MIGRATION);
        if (!owners) {
            lock(cloud, server.id(), Optional.of(reason));
        }
    }

    /** Takes back a lock of the migration's, as the server is its owner's again. */
    public void release() {
        if (MIGRATION.equals(Json.text(server.field("metadata"), KEY))) {
            act(cloud, path, Json.object("unlock", Json.object().nullNode()));
            note("");
        }
    }

    /**
     * Locks the copy of a server that its owner had locked.
     *
     * @param member the target with a token of the server's project, whose lock the owner may undo; an administrator's
     *     he may not
     */
    public void carry(Cloud member, String copy) {
        Request get = Request.get(Service.COMPUTE, path).microversion(WITH_REASON);
        lock(member, copy, Optional.ofNullable(Json.text(cloud.send(get).json().path("server"), "locked_reason")));
    }

    private static void lock(Cloud cloud, String server, Optional<String> reason) {
        ObjectNode lock = Json.object("lock", Json.object().nullNode());
        if (reason.isPresent() && cloud.supports(Service.COMPUTE, WITH_REASON)) {
            lock.set("lock", Json.object().put("locked_reason", reason.get()));
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

    private void note(String whose) {
        new SourceRecord(cloud, server).note(Json.object().put(KEY, whose));
    }
}
