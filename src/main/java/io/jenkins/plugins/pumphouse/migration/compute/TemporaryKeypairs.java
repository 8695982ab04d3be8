package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Users' public keys under the name of the migration's own account, for the moment of a boot: Nova looks for a key
 * among those of the user who asks for the server, and copies it into the server's record at once (Compute API, "Create
 * server", {@code key_name}).
 */
public final class TemporaryKeypairs implements AutoCloseable {
    /**
     * One a key of an account, for all runs of this JVM: two keys of one name take turns, and nobody takes back what is
     * in use.
     */
    private static final Map<String, Object> TURNS = new ConcurrentHashMap<>();

    private static final int TRIES = 5;

    private final Cloud cloud;
    /** What could not be taken back at once, by the note of it. */
    private final Map<String, GrantLedger> owed = new ConcurrentHashMap<>();

    public TemporaryKeypairs(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Boots while the account has the key. That a key cannot be taken back is no failure of the boot. */
    public <T> T with(Resource key, String project, Supplier<T> boot) {
        synchronized (turn(cloud, key.name())) {
            for (int tries = 1; ; tries++) {
                try {
                    return once(key, project, boot);
                } catch (CloudException.Rejected e) {
                    // "Invalid key_name provided.": a run elsewhere, with the same account, has taken the key back
                    // meanwhile
                    if (tries == TRIES || !e.serviceMessage().contains("key_name")) {
                        throw e;
                    }
                }
            }
        }
    }

    private <T> T once(Resource key, String project, Supplier<T> boot) {
        if (isOwn(key)) {
            return boot.get();
        }
        GrantLedger borrowed = new GrantLedger(cloud, project);
        borrowed.note(GrantLedger.key(key.name()));
        try {
            lend(key);
            return boot.get();
        } finally {
            Stages.uninterrupted(() -> takeBackOrOwe(key.name(), borrowed));
        }
    }

    private static Object turn(Cloud cloud, String name) {
        return TURNS.computeIfAbsent(
                cloud.access().authUrl() + ' ' + cloud.caller().userId() + ' ' + name, key -> new Object());
    }

    private void takeBackOrOwe(String name, GrantLedger borrowed) {
        try {
            takeBack(cloud, name, borrowed);
        } catch (RuntimeException e) {
            owed.put(name, borrowed);
        }
    }

    /** Removes the temporary keys that an interrupted run has left for a project. */
    static void giveBack(Cloud cloud, GrantLedger borrowed) {
        for (String name : borrowed.keys()) {
            synchronized (turn(cloud, name)) {
                takeBack(cloud, name, borrowed);
            }
        }
    }

    private static void takeBack(Cloud cloud, String name, GrantLedger borrowed) {
        // The run may have been interrupted before it made the key: the note is removed all the same.
        cloud.remove(Request.delete(Service.COMPUTE, path(name)));
        borrowed.strikeOut(GrantLedger.key(name));
    }

    private static String path(String name) {
        return "/os-keypairs/" + Request.segment(name);
    }

    /** Whether the account has had that very key before, so that it needs no temporary key. */
    private boolean isOwn(Resource key) {
        JsonNode own;
        try {
            own = cloud.get(Service.COMPUTE, path(key.name())).path("keypair");
        } catch (CloudException.NotFound e) {
            return false;
        }
        if (takeBackLoans(key.name())) {
            return false;
        }
        if (KeypairType.publicKey(key)
                .equals(String.valueOf(Json.text(own, "public_key")).strip())) {
            return true;
        }
        throw new MigrationException("The account " + cloud.caller().userName() + " of the migration has a keypair \""
                + key.name() + "\" of its own on " + cloud.name() + ", and a server needs another of that name; rename"
                + " the account's.");
    }

    /**
     * A key of the account that a project's notes name is the temporary key of an interrupted run, whatever project
     * that booted in.
     */
    private boolean takeBackLoans(String name) {
        if (cloud.identityV2()) {
            return false;
        }
        Request all = Request.get(Service.IDENTITY, "/projects");
        return takeBackLoans(name, all.query("tags", GrantLedger.key(name)))
                || takeBackLoans(name, all); // one that had no room for a tag
    }

    private boolean takeBackLoans(String name, Request projects) {
        boolean lent = false;
        for (ObjectNode project : cloud.list(projects, "projects")) {
            if (GrantLedger.of(project).contains(GrantLedger.key(name))) { // Keystone before Queens knows no filter
                takeBack(cloud, name, new GrantLedger(cloud, Json.text(project, "id")));
                lent = true;
            }
        }
        return lent;
    }

    private void lend(Resource key) {
        ObjectNode body = Json.object().put("name", key.name()).put("public_key", KeypairType.publicKey(key));
        if (key.text("type") != null) {
            body.put("type", key.text("type"));
        }
        try {
            cloud.send(Request.post(Service.COMPUTE, "/os-keypairs")
                    .body(Json.object("keypair", KeypairType.understood(body, cloud)))
                    .microversion("2.10"));
        } catch (CloudException.Conflict e) {
            if (!isOwn(key)) { // a run elsewhere, with the same account, was faster
                throw e;
            }
        }
    }

    /**
     * Each key was taken back when its server was booted; tries once more for those that were not.
     *
     * @throws MigrationException naming what stays, and how to take it back
     */
    @Override
    public void close() {
        List<String> left = new ArrayList<>();
        owed.forEach((name, borrowed) -> {
            try {
                takeBack(cloud, name, borrowed);
            } catch (CloudException e) {
                left.add("user " + cloud.caller().userName() + " still has the keypair " + name + " on " + cloud.name()
                        + " that Pumphouse added for this run (" + e.getMessage()
                        + "). The next run removes it, or run:"
                        + " openstack keypair delete " + name);
            }
        });
        if (!left.isEmpty()) {
            throw new MigrationException(String.join("; ", left));
        }
    }
}
