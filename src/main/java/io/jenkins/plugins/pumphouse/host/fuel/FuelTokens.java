package io.jenkins.plugins.pumphouse.host.fuel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tokens that Fuels have given, kept over the connections of one JVM: a move looks every few seconds for hours, and
 * a new token each time fills the table of Fuel's Keystone. Kept in memory only; the password is part of the key as its
 * digest.
 */
final class FuelTokens {
    /** More Fuels are not spoken to at a time. */
    private static final int MOST = 64;

    private static final FuelTokens KEPT = new FuelTokens();

    private final Map<String, String> byAccess = new LinkedHashMap<>();

    private FuelTokens() {}

    static FuelTokens kept() {
        return KEPT;
    }

    /** Null when none was given yet, or the last one was refused. */
    synchronized String of(FuelAccess access) {
        return byAccess.get(key(access));
    }

    synchronized void keep(FuelAccess access, String token) {
        if (byAccess.size() >= MOST) {
            byAccess.remove(byAccess.keySet().iterator().next());
        }
        byAccess.put(key(access), token);
    }

    /** Forgets a token that was refused, unless somebody has got another one since. */
    synchronized void refused(FuelAccess access, String token) {
        byAccess.remove(key(access), token);
    }

    private static String key(FuelAccess access) {
        String all = String.join(
                "\n",
                access.root(),
                access.tenant(),
                String.valueOf(access.username()),
                String.valueOf(access.password()));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
