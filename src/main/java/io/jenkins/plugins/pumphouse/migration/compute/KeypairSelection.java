package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;

/** Which users' keypairs a selection means. */
final class KeypairSelection {
    private KeypairSelection() {}

    /** The keys of all users that are meant, with one in place of those that cannot be seen. */
    static List<Resource> of(Selection selection, CloudInventory source) {
        List<Resource> users = users(selection, source);
        List<Resource> keys = new ArrayList<>();
        for (Resource user : users) {
            keys.addAll(keys(user, source));
        }
        return keys;
    }

    private static List<Resource> keys(Resource user, CloudInventory source) {
        if (user.text(Resource.UNREAD) != null) { // stands for many, with whom their keys are in conflict
            return List.of(standIn(user, Json.object().put("public_key", "")));
        }
        try {
            return KeypairType.isReadable(source, user.id())
                    ? source.list(KeypairType.KIND, Scope.ownedBy(user.id()))
                    : List.of(unseen(user));
        } catch (CloudException.WrongCredentials e) {
            ReadRefusal.passOnOfTheCloud(e); // the user's own login in owners: costs the user's keys alone
            return List.of(standIn(user, Json.object().put(Resource.UNREAD, e.getMessage())));
        }
    }

    /** With a user and a tenant, that user only as a member of that tenant. */
    private static List<Resource> users(Selection selection, CloudInventory source) {
        if (selection.user() == null) {
            return new UserType().select(selection, source);
        }
        Resource user = source.named(UserType.KIND, selection.user(), Scope.ALL);
        if (selection.tenant() != null
                && new UserType()
                        .select(Selection.ofTenant(selection.tenant()), source).stream()
                                .noneMatch(member -> member.id().equals(user.id()))) {
            throw new MigrationException(user.label() + " has no role of its own in project " + selection.tenant()
                    + " of " + source.cloud().name() + ". Leave out tenant or user, or name a user of that project.");
        }
        return List.of(user);
    }

    /** Stands for all keys of a user that the cloud does not show, so that the operator hears of them. */
    private static Resource unseen(Resource user) {
        return standIn(user, Json.object().put(KeypairType.UNSEEN, true));
    }

    private static Resource standIn(Resource user, ObjectNode keys) {
        return new Resource(
                KeypairType.KIND, KeypairType.id(user.id(), ""), "of " + user.name(), keys.put("user_id", user.id()));
    }
}
