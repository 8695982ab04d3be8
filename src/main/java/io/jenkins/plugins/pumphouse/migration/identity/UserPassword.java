package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.options.PasswordReport;
import io.jenkins.plugins.pumphouse.migration.options.Passwords;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives a user of the target a new password: once, and never one that nobody knows.
 *
 * <p>An extra attribute of the user says that it has one, and is written by the request that sets it. The report has
 * the password before that request is sent.
 */
final class UserPassword {
    private static final Logger LOG = Logger.getLogger(UserPassword.class.getName());

    /** The extra attribute. */
    static final String KEY = "pumphouse_password";

    /** What is said of a user who was made without one. */
    static final String NONE = "has no password yet (none can be read from a cloud) and cannot log in; set one, or use"
            + " passwords: 'generate' or 'hash'";

    static final String NEW = "has a new password, which the report of passwords has";

    /** Follows that for a user who was there, as Keystone shows no more of a password than when it expires. */
    static final String REPLACED = "if somebody has set one since the user was moved, this replaces it";

    private static final String GENERATED = "generated";

    private final ChangeContext context;
    private final PasswordReport report;

    UserPassword(ChangeContext context) {
        this.context = context;
        this.report = context.options().passwords().report();
    }

    /** Lets a user that is to be made or compared have a new password, if the operator asks for that. */
    static void want(ObjectNode wanted, Resource user, CloudInventory source) {
        Passwords passwords = source.options().passwords();
        if (passwords.generates()) {
            wanted.put(KEY, GENERATED);
        } else if (passwords.copies()) {
            UserHash.want(wanted, user, source);
        }
    }

    /** In what an existing user that Pumphouse created differs from one with the wanted note. */
    static Optional<Difference> differing(String wanted, Resource existing) {
        return wanted.equals(GENERATED) ? lacking(existing) : UserHash.differing(wanted, existing);
    }

    /**
     * The difference of a user that Pumphouse created and that has no known password: of a password, Keystone shows
     * only when it expires, if it does.
     */
    private static Optional<Difference> lacking(Resource existing) {
        return existing.text(KEY) == null && existing.text("password_expires_at") == null
                ? Optional.of(new Difference(KEY, GENERATED, "none"))
                : Optional.empty();
    }

    /**
     * Makes or changes a user with a new password.
     *
     * @param body what is sent; the password is added
     * @param write sends it, and returns the user's id
     */
    CompletionStage<ChangeResult> give(ObjectNode body, Function<ObjectNode, String> write) {
        Resource user = context.resource();
        String password = issued(user);
        body.put("password", password);
        String id;
        try {
            id = write.apply(body);
        } catch (CloudException e) {
            if (!e.mayHaveBeenDone()) {
                noted(() -> report.refused(user.id()));
            }
            throw e.getMessage().contains(password)
                    ? new MigrationException(e.getMessage().replace(password, "***"))
                    : e;
        }
        noted(() -> report.set(user.id(), id));
        return context.existing().isPresent() ? ChangeResult.now(id, NEW, REPLACED) : ChangeResult.now(id, NEW);
    }

    private String issued(Resource user) {
        ObjectNode wanted = context.wanted();
        String domain = Optional.ofNullable(Json.text(wanted, "domain_id"))
                .flatMap(id -> context.targets().find(DomainType.KIND, id))
                .map(Resource::name)
                .orElse("");
        try {
            return report.issue(user.id(), wanted.path("name").asText(), domain);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "No password was issued", e);
            Stages.keepInterrupt(e);
            throw new MigrationException("Its new password could not be kept in the report of passwords, so "
                    + context.target().name() + " was not given it, and the user was not written. Run the step again.");
        }
    }

    /** The report has the password already; without this it says that the target may not have taken it. */
    private static void noted(Runnable note) {
        try {
            note.run();
        } catch (RuntimeException e) {
            Stages.keepInterrupt(e);
            LOG.log(Level.FINE, "The report of passwords was not told", e);
        }
    }
}
