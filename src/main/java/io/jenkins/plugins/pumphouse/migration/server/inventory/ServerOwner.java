package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Caller;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The user to whom a server belongs. Nova gives a server to the user of the token that asks for it, and to nobody else
 * (Compute API, "Create server"): its copy stays with that user where the target's access may act as the user.
 *
 * @param translation knows who the user is on the target
 */
public record ServerOwner(Resource server, CloudInventory source, CloudInventory target, Translation translation) {
    public static ServerOwner of(ChangeContext context) {
        return new ServerOwner(context.resource(), context.inventory(), context.targets(), context.translation());
    }

    /** The user on the target; empty while there is none. */
    public Optional<Resource> onTarget() {
        return translation
                .known(UserType.KIND, String.valueOf(server.text("user_id")))
                .flatMap(user -> target.find(UserType.KIND, user));
    }

    /** Whether the copy is to be booted as the user. */
    public boolean isKept() {
        return login().isPresent();
    }

    private Optional<OwnerLogin> login() {
        if (target.cloud().access().owners().isEmpty()) {
            return Optional.empty();
        }
        Optional<Resource> user = onTarget();
        return user.or(() -> source.find(UserType.KIND, String.valueOf(server.text("user_id"))))
                .flatMap(known -> target.cloud()
                        .access()
                        .owner(known.name(), user.map(Resource::id).orElse(null)));
    }

    /**
     * The target as the user; empty where nothing lets us act as the user.
     *
     * @param project of the copy, on the target
     */
    public Optional<Cloud> cloud(String project) {
        return login().map(login -> target.cloud()
                .asOwner(login, onTarget().map(user -> user.text("domain_id")).orElse(null), project));
    }

    /** Why the copy cannot be booted as its user; empty when it can, or is not to be, or nobody can know yet. */
    public Optional<String> refused() {
        Optional<String> project = translation.known(Kind.PROJECT, server.text("tenant_id"));
        Optional<Resource> user = onTarget();
        if (!isKept() || project.isEmpty() || user.isEmpty()) {
            return Optional.empty();
        }
        return target.fact(
                        List.of(ServerOwner.class, user.get().id(), project.get()),
                        () -> loginRefused(user.get(), project.get(), Cloud::caller))
                .or(() -> keyOfAnother(user.get()));
    }

    /** @param use of the login, which it has to stand */
    private Optional<String> loginRefused(Resource user, String project, Function<Cloud, ?> use) {
        try {
            Cloud cloud = cloud(project).orElseThrow();
            use.apply(cloud);
            Caller caller = cloud.caller();
            return caller.userId().equals(user.id())
                    ? Optional.empty()
                    : Optional.of(advice(user, "is of user " + caller.userName() + " (" + caller.userId() + ")"));
        } catch (CloudException.WrongCredentials | CloudException.MissingRight e) {
            return Optional.of(advice(user, "does not work in the server's project: " + e.getMessage()));
        }
    }

    private String advice(Resource user, String what) {
        return "belongs to " + user.label() + ", whose login in owners: of "
                + target.cloud().name() + " " + what
                + (what.endsWith(".") ? "" : ".") + " Correct the login, give the user a role in the project"
                + " (pumpUserRoles), or take the login out: then the server becomes "
                + target.cloud().caller().userName() + "'s";
    }

    /** The mapping may name a key of our own account, which the user has not got. */
    private Optional<String> keyOfAnother(Resource user) {
        return Optional.ofNullable(server.text("key_name"))
                .flatMap(name -> translation.known(KeypairType.KIND, KeypairType.id(server.text("user_id"), name)))
                .filter(key -> !key.startsWith(KeypairType.id(user.id(), "")))
                .map(key -> "is to be booted as " + user.label() + ", who has no keypair "
                        + key.substring(key.indexOf('/') + 1) + " on "
                        + target.cloud().name() + " (mapping: keypairs: names another user's). Import it for the user,"
                        + " or take the user's login out of owners:");
    }

    /**
     * Asks Nova as the user, as the boot will, since a login may have ended after the plan.
     *
     * @throws MigrationException when the copy cannot be booted as its user
     */
    public void check() {
        if (!isKept()) {
            return;
        }
        Resource user = onTarget()
                .orElseThrow(() -> new MigrationException("User " + server.text("user_id") + " of server "
                        + server.name() + " is not on " + target.cloud().name() + ", so the server cannot be booted as"
                        + " its user. Run pumpUsers, or take the user's login out of owners:, then run again."));
        loginRefused(
                        user,
                        translation.id(Kind.PROJECT, server.text("tenant_id")),
                        cloud -> cloud.get(Service.COMPUTE, "/limits"))
                .or(() -> keyOfAnother(user))
                .ifPresent(why -> {
                    throw new MigrationException("Server " + server.name() + " " + why + ".");
                });
    }
}
