package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Claims;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The claims of all runs of one JVM. */
public final class LocalClaims implements Claims {
    /** Those of this JVM. */
    public static final Claims OF_THIS_JVM = new LocalClaims();

    /** Releases remembered: far more than concurrent runs write. */
    private static final int REMEMBERED = 100_000;

    private final Map<String, Claimant> held = new HashMap<>();
    /** The oldest first. */
    private final Map<String, Release> released = new LinkedHashMap<>();

    private long moment;

    private record Release(String by, long at) {}

    @Override
    public synchronized long now() {
        return moment;
    }

    @Override
    public synchronized Grant claim(String key, Claimant claimant, long since) {
        Claimant holder = held.get(key);
        if (holder != null && !holder.id().equals(claimant.id())) {
            return new Grant(holder.name(), false);
        }
        held.put(key, claimant);
        Release last = released.get(key);
        return new Grant(null, last != null && last.at() > since && !last.by().equals(claimant.id()));
    }

    @Override
    public synchronized void release(String key, Claimant claimant) {
        if (held.remove(key, claimant)) {
            moment++;
            released.remove(key);
            released.put(key, new Release(claimant.id(), moment));
            if (released.size() > REMEMBERED) {
                released.remove(released.keySet().iterator().next());
            }
        }
    }

    @Override
    public synchronized void releaseAll(Claimant claimant) {
        for (String key : Map.copyOf(held).keySet()) {
            release(key, claimant);
        }
    }

    @Override
    public synchronized String toString() {
        return held.isEmpty() ? "nothing is claimed" : "claimed: " + held;
    }
}
