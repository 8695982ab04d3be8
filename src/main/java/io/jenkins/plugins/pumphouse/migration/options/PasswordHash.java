package io.jenkins.plugins.pumphouse.migration.options;

import io.jenkins.plugins.pumphouse.migration.model.Sha256;

/**
 * The password of a user as a Keystone keeps it. It prints as three stars wherever it is put.
 *
 * @param text the hash itself, with its algorithm and salt
 * @param selfService whether the user has set it
 * @param createdAt when it was set, in microseconds since 1970 (UTC); 0 where the Keystone does not keep that
 * @param expiresAt when it ends, in microseconds since 1970 (UTC); null for never
 */
public record PasswordHash(String text, boolean selfService, long createdAt, Long expiresAt) {
    /** In bytes. */
    private static final int FINGERPRINT = 8;

    /**
     * What tells this hash from others, and lets nobody try passwords: a digest of all of it, its random salt included,
     * shortened.
     */
    public String fingerprint() {
        return Sha256.hex(text, FINGERPRINT);
    }

    /** The identifier between the first two dollar signs: {@code 6} (SHA-512), {@code 2b} (bcrypt); empty for none. */
    public String algorithm() {
        String[] parts = text.split("\\$", 3);
        return parts.length == 3 && parts[0].isEmpty() ? parts[1] : "";
    }

    @Override
    public String toString() {
        return "***";
    }
}
