package io.jenkins.plugins.pumphouse.clouds.wire;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every request that reached a cloud over HTTP, in the order of its answers; no header and no body, so no secret. */
public final class Journal {
    /**
     * One answered request.
     *
     * @param service catalog type of the service, as {@code compute}
     * @param method the HTTP method
     * @param path the path from the service's root
     * @param query the raw query, null without one
     * @param status the status answered, 0 when the connection was cut instead
     */
    public record Entry(String service, String method, String path, String query, int status) {
        /** Whether the request could change something: all but reading and asking for a token. */
        public boolean write() {
            return !method.equals("GET") && !method.equals("HEAD") && !path.endsWith("/tokens");
        }

        @Override
        public String toString() {
            return service + " " + method + " " + path + (query == null ? "" : "?" + query) + " -> " + status;
        }
    }

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    void add(Entry entry) {
        entries.add(entry);
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The requests that could change something, in order. */
    public List<Entry> writes() {
        return entries.stream().filter(Entry::write).toList();
    }

    /** The requests of one method whose path fits the glob ({@code *} is one segment, {@code **} any number). */
    public List<Entry> of(String method, String pathGlob) {
        return entries.stream()
                .filter(e -> e.method.equals(method) && Glob.matches(pathGlob, e.path))
                .toList();
    }

    /** How many requests {@link #of} finds. */
    public int count(String method, String pathGlob) {
        return of(method, pathGlob).size();
    }

    /** How many requests reached one service. */
    public int count(String service) {
        return (int) entries.stream().filter(e -> e.service.equals(service)).count();
    }

    /** Forgets what was written so far. */
    public void clear() {
        entries.clear();
    }
}
