package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Users' public keys under the name of the migration's own account, for the moment of a boot: Nova looks for a key among
 * those of whoever asks for the server, and copies it into the server's record at once (Compute API, "Create server",
 * {@code key_name}).
 */
final class LentKeys implements AutoCloseable {
    private final Cloud cloud;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    LentKeys(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Two users' different keys of one name take turns. */
    <T> T with(Resource key, String project, Supplier<T> boot) {
        synchronized (locks.computeIfAbsent(key.name(), name -> new Object())) {
            if (isOwn(key)) {
                return boot.get();
            }
            Borrowings borrowed = new Borrowings(cloud, project);
            borrowed.note(Borrowings.key(key.name()));
            lend(key);
            try {
                return boot.get();
            } finally {
                takeBack(cloud, key.name(), borrowed);
            }
        }
    }

    /** Takes back what an earlier run lent for a project and, being killed, left there. */
    static void giveBack(Cloud cloud, Borrowings borrowed) {
        borrowed.keys().forEach(name -> takeBack(cloud, name, borrowed));
    }

    private static void takeBack(Cloud cloud, String name, Borrowings borrowed) {
        try {
            cloud.send(Request.delete(Service.COMPUTE, path(name)));
        } catch (CloudException.NotFound e) {
            // it was not lent yet when the run was killed; the note goes all the same
        }
        borrowed.strikeOut(Borrowings.key(name));
    }

    private static String path(String name) {
        return "/os-keypairs/" + Request.segment(name);
    }

    /** Whether the account has had that very key before, so that nothing has to be lent. */
    private boolean isOwn(Resource key) {
        JsonNode own;
        try {
            own = cloud.get(Service.COMPUTE, path(key.name())).path("keypair");
        } catch (CloudException.NotFound e) {
            return false;
        }
        if (KeypairType.publicKey(key).equals(Json.text(own, "public_key").strip())) {
            return true;
        }
        throw new MigrationException("The account " + cloud.caller().userName() + " of the migration has a keypair \""
                + key.name() + "\" of its own on " + cloud.name() + ", and a server needs another of that name; rename"
                + " the account's.");
    }

    private void lend(Resource key) {
        ObjectNode body = Json.object().put("name", key.name()).put("public_key", KeypairType.publicKey(key));
        if (key.text("type") != null) {
            body.put("type", key.text("type"));
        }
        cloud.send(Request.post(Service.COMPUTE, "/os-keypairs").body(Json.object("keypair", body)).microversion("2.10"));
    }

    /** Each key was taken back when its server was booted. */
    @Override
    public void close() {
        locks.clear();
    }
}
