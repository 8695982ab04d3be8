package io.jenkins.plugins.pumphouse.clouds.volume;

import io.jenkins.plugins.pumphouse.clouds.wire.Blob;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backend of Cinder keeps, by name. Several Cinders may have one: then each sees what the others have made, and
 * knows nothing of it. Thread-safe.
 */
public final class Storage {
    /** @param size in GB */
    record Kept(Blob content, int size) {}

    private final Map<String, Kept> byName = new TreeMap<>();

    /** @param size in GB */
    public synchronized void put(String name, Blob content, int size) {
        byName.put(name, new Kept(content, size));
    }

    synchronized void remove(String name) {
        byName.remove(name);
    }

    /** False where there is nothing of that name. */
    public synchronized boolean rename(String from, String to) {
        Kept kept = byName.remove(from);
        if (kept != null) {
            byName.put(to, kept);
        }
        return kept != null;
    }

    synchronized Blob content(String name) {
        return byName.containsKey(name) ? byName.get(name).content : Blob.of(new byte[0]);
    }

    /** In GB; null where there is nothing of that name. */
    synchronized Integer size(String name) {
        return byName.containsKey(name) ? byName.get(name).size : null;
    }

    /** All that is kept, with its size in GB. */
    public synchronized Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new TreeMap<>();
        byName.forEach((name, kept) -> sizes.put(name, kept.size));
        return sizes;
    }

    /** Another storage with the same in it, as a mirror or a backup is. */
    public synchronized Storage copy() {
        Storage copy = new Storage();
        byName.forEach((name, kept) -> copy.put(name, kept.content, kept.size));
        return copy;
    }
}
