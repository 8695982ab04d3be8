package io.jenkins.plugins.pumphouse.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the JVM compile the digests before the first image needs them: its first megabytes take ten times as long as
 * later ones, more than all else that a first image waits for.
 */
final class DigestWarmup implements Runnable {
    /** What Glance hashes with: from Rocky on, and before. */
    private static final List<String> USUAL = List.of("SHA-512", "MD5");

    /** Of each; after that they are compiled. */
    private static final int BYTES = 8 << 20;

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private DigestWarmup() {}

    /** Once for each JVM, in a thread of its own that ends by itself. */
    static void begin() {
        if (!BEGUN.getAndSet(true)) {
            Thread thread = new Thread(new DigestWarmup(), "pumphouse-digests");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        byte[] nothing = new byte[1 << 16];
        for (String algorithm : USUAL) {
            try {
                MessageDigest digest = MessageDigest.getInstance(algorithm);
                for (int bytes = 0; bytes < BYTES; bytes += nothing.length) {
                    digest.update(nothing);
                }
            } catch (NoSuchAlgorithmException e) {
                continue; // nor does any image use it then
            }
        }
    }
}
