package io.jenkins.plugins.pumphouse.migration.options;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The passwords of one Keystone, as its database has them. Every method throws a
 * {@link io.jenkins.plugins.pumphouse.migration.model.MigrationException} when the database cannot be asked.
 */
public interface HashStore extends AutoCloseable {
    /** The hashes of all users whose password this Keystone has, by user id: none of LDAP or of a federation. */
    Map<String, PasswordHash> read();

    /** Why this Keystone could not check such a hash; empty when it could. */
    Optional<String> unfit(PasswordHash hash);

    /**
     * Gives a user a password, in one transaction.
     *
     * @param mayReplace asked with what the user has now, if anything
     * @return whether the user has it now; not when it may not replace what is there
     */
    boolean write(String userId, PasswordHash hash, Predicate<PasswordHash> mayReplace);

    @Override
    void close();
}
