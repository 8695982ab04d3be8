package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;

/**
 * Where the new passwords of users are kept. Public, as both sides of the channel to an agent implement it.
 *
 * <p>A password is kept before any cloud is given it: what follows may be interrupted at any moment, and a password
 * that was set and not kept would be lost.
 */
public interface PasswordReport extends Serializable {
    /**
     * A new password, which is kept when this returns.
     *
     * @param userId on the source
     * @param name on the target
     * @param domain of the user on the target, by name
     */
    String issue(String userId, String name, String domain);

    /** The target has taken the password that was issued for a user last. */
    void set(String userId, String targetId);

    /** The target has refused it. */
    void refused(String userId);
}
