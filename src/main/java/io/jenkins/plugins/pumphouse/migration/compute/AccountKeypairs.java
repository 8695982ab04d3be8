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

/** The keypairs of the migration's own account on one cloud, among them temporary ones, which projects note. */
final class AccountKeypairs {
    private final Cloud cloud;

    AccountKeypairs(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Whether the account has had that very key before, so that it needs no temporary key. */
    boolean has(Resource key) {
        JsonNode own;
        try {
            own = cloud.get(Service.COMPUTE, path(key.name())).path("keypair");
        } catch (CloudException.NotFound e) {
            return false;
        }
        if (removeLeft(key.name())) {
            return false;
        }
        if (isSame(key, own)) {
            return true;
        }
        throw new MigrationException("The account " + cloud.caller().userName() + " of the migration has a keypair \""
                + key.name() + "\" of its own on " + cloud.name() + ", and a server needs another of that name; rename"
                + " the account's.");
    }

    private static boolean isSame(Resource key, JsonNode own) {
        return KeypairType.publicKey(key)
                .equals(String.valueOf(Json.text(own, "public_key")).strip());
    }

    /**
     * A key of the account that a project's notes name is the temporary key of an interrupted run, whatever project
     * that booted in.
     */
    private boolean removeLeft(String name) {
        if (cloud.identityV2()) {
            return false;
        }
        Request all = Request.get(Service.IDENTITY, "/projects");
        return removeLeft(name, all.query("tags", GrantNote.key(name)))
                || removeLeft(name, all); // one that had no room for a tag
    }

    private boolean removeLeft(String name, Request projects) {
        boolean found = false;
        for (ObjectNode project : cloud.list(projects, "projects")) {
            if (GrantLedger.of(project).contains(GrantNote.key(name))) { // Keystone before Queens knows no filter
                remove(cloud, name, new GrantLedger(cloud, Json.text(project, "id")));
                found = true;
            }
        }
        return found;
    }

    /**
     * Adds it, unless a run elsewhere, with the same account, was faster: its key is not taken for one that was left,
     * and when that run removes it too early, Nova refuses the boot and it is added again.
     */
    void add(Resource key) {
        ObjectNode body = Json.object().put("name", key.name()).put("public_key", KeypairType.publicKey(key));
        if (key.text("type") != null) {
            body.put("type", key.text("type"));
        }
        try {
            cloud.send(Request.post(Service.COMPUTE, "/os-keypairs")
                    .body(Json.object("keypair", KeypairType.understood(body, cloud)))
                    .microversion("2.10"));
        } catch (CloudException.Conflict e) {
            if (!isThere(key)) {
                throw e;
            }
        }
    }

    private boolean isThere(Resource key) {
        try {
            return isSame(key, cloud.get(Service.COMPUTE, path(key.name())).path("keypair"));
        } catch (CloudException.NotFound e) {
            return false;
        }
    }

    /** Removes it, and the note of it on the project that the ledger is of. */
    static void remove(Cloud cloud, String name, GrantLedger ledger) {
        // The run may have been interrupted before it made the key: the note is removed all the same.
        cloud.remove(Request.delete(Service.COMPUTE, path(name)));
        ledger.strikeOut(GrantNote.key(name));
    }

    private static String path(String name) {
        return "/os-keypairs/" + Request.segment(name);
    }
}
