package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.HashStore;
import io.jenkins.plugins.pumphouse.migration.options.PasswordHash;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Gives a user of the target the password of the source: the hash goes from Keystone's database to Keystone's database.
 *
 * <p>The extra attribute of {@link UserPassword} has the fingerprint of what was copied. A password that is neither
 * that nor the source's was set on the target, and stays.
 */
final class UserHash {
    static final String COPIED = "copied ";

    /** What is said of a user who has none. */
    static final String MISSING =
            "has no password hash on the source (a user of LDAP or a federation, or one without a password), so none was"
                    + " copied";

    static final String KEPT = "keeps the password";

    private final ChangeContext context;

    UserHash(ChangeContext context) {
        this.context = context;
    }

    /** Lets a user have the source's password, if there is one. */
    static void want(ObjectNode wanted, Resource user, CloudInventory source) {
        of(user, source).ifPresent(hash -> wanted.put(UserPassword.KEY, COPIED + hash.fingerprint()));
    }

    /** In what an existing user that Pumphouse created differs; empty when the source's password was copied already. */
    static Optional<Difference> differing(String wanted, Resource existing) {
        String copied = existing.text(UserPassword.KEY);
        return Objects.equals(wanted, copied)
                ? Optional.empty()
                : Optional.of(new Difference(
                        UserPassword.KEY,
                        "as on the source",
                        copied == null ? "none copied" : copied.split(" ", 2)[0]));
    }

    /** Why the target could not check the password of a user; empty when it could, or there is none. */
    static Optional<String> unfit(Resource user, CloudInventory source, CloudInventory target) {
        return of(user, source)
                .flatMap(hash -> target.fact(UserHash.class, () -> {
                            try (HashStore store =
                                    target.options().passwords().target().openToRead()) {
                                return store; // what it takes, it knows without its connection
                            }
                        })
                        .unfit(hash))
                .map(why ->
                        "its password cannot be copied: " + why + ". Give the user a new one: passwords: 'generate'");
    }

    private static Optional<PasswordHash> of(Resource user, CloudInventory source) {
        Map<String, PasswordHash> all = source.fact(UserHash.class, () -> {
            try (HashStore store = source.options().passwords().source().openToRead()) {
                return store.read();
            }
        });
        return Optional.ofNullable(all.get(user.id()));
    }

    /**
     * Makes or changes a user, then copies the password, then notes that.
     *
     * @param body what is sent, with what is to be noted
     * @param write sends the body, and returns the user's id
     * @param note writes the note to the user of an id
     */
    CompletionStage<ChangeResult> copy(
            ObjectNode body, Function<ObjectNode, String> write, BiConsumer<String, ObjectNode> note) {
        String fingerprint = body.remove(UserPassword.KEY).asText();
        PasswordHash hash = of(context.resource(), context.inventory())
                .filter(now -> fingerprint.equals(COPIED + now.fingerprint()))
                .orElseThrow(
                        () -> new MigrationException("its password has changed while this ran; run the step again"));
        String id = write.apply(body);
        String copied = context.existing()
                .map(existing -> existing.text(UserPassword.KEY))
                .orElse(null);
        HashStore store = context.shared(
                        Opened.class,
                        opened ->
                                new Opened(opened.options().passwords().target().openToWrite()))
                .store;
        if (!store.write(id, hash, now -> (COPIED + now.fingerprint()).equals(copied))) {
            throw new MigrationException("has a password on " + context.target().name()
                    + " that was set on it, which stays; the source's was not copied. If that is right, say so in"
                    + " mapping: under users, then the user is left as it is");
        }
        note.accept(id, Json.object().put(UserPassword.KEY, fingerprint));
        boolean expired =
                hash.expiresAt() != null && hash.expiresAt() < ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        return expired
                ? ChangeResult.now(id, KEPT, "which has expired on the source, too")
                : ChangeResult.now(id, KEPT);
    }

    /** The target's database, for as long as the run takes. */
    private static final class Opened implements AutoCloseable {
        private final HashStore store;

        private Opened(HashStore store) {
            this.store = store;
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
