package io.jenkins.plugins.pumphouse.migration.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.GrantLedger;
import io.jenkins.plugins.pumphouse.migration.compute.GrantNote;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;

/** Why the account on the target cannot have a temporary copy of a server's key while the server boots. */
final class TemporaryKeyCheck {
    /** A project's tag notes the temporary key: {@code pumphouse_key=<name>} within 255 characters. */
    private static final int LONGEST_KEY_NAME = 255 - "pumphouse_key=".length();

    private TemporaryKeyCheck() {}

    /** Empty when it can. */
    static Optional<String> refused(ServerKey named, CloudInventory target) {
        Optional<Resource> key = named.isGone() ? Optional.empty() : named.key();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        String name = key.get().name();
        JsonNode own = ownKeys(target).path(name);
        if (own.isTextual() && !isLent(name, target)) {
            return own.asText().strip().equals(KeypairType.publicKey(key.get()))
                    ? Optional.empty()
                    : Optional.of("has keypair " + name + ", and the account "
                            + target.cloud().caller().userName() + " has another key of that" + " name on "
                            + target.cloud().name() + "; rename the account's");
        }
        return name.length() <= LONGEST_KEY_NAME || target.cloud().identityV2()
                ? Optional.empty()
                : Optional.of("has a keypair whose name has " + name.length()
                        + " characters. While the server boots, the account has a temporary copy of the key,"
                        + " whose name may have up to " + LONGEST_KEY_NAME + ". Import it for "
                        + target.cloud().caller().userName() + " on "
                        + target.cloud().name() + " until the server has moved");
    }

    /** An interrupted run may have left it with the account; the boot takes it back first. */
    private static boolean isLent(String name, CloudInventory target) {
        return target.list(Kind.PROJECT, Scope.ALL).stream()
                .anyMatch(project -> GrantLedger.of(project.json()).contains(GrantNote.key(name)));
    }

    /** The account's own keys on the target: public key by name. */
    private static ObjectNode ownKeys(CloudInventory target) {
        return target.fact(TemporaryKeyCheck.class, () -> {
            ObjectNode keys = Json.object();
            for (ObjectNode entry :
                    target.cloud().list(Request.get(Service.COMPUTE, "/os-keypairs"), "keypairs", "/keypair/name")) {
                keys.put(Json.text(entry.path("keypair"), "name"), Json.text(entry.path("keypair"), "public_key"));
            }
            return keys;
        });
    }
}
