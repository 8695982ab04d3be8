package io.jenkins.plugins.pumphouse.config;

import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** What one {@link Section} of the file says. */
final class Values {

    /** @param value null if it was wrong: it counts as given, so that nobody hears that it is missing as well */
    record Entry(Object value, Node keyNode) {}

    private final Map<Key<?>, Entry> entries;
    private final Node node;

    Values(Map<Key<?>, Entry> entries, Node node) {
        this.entries = entries;
        this.node = node;
    }

    /** Whether the key is there with anything as its value, right or wrong. */
    boolean has(Key<?> key) {
        return entries.containsKey(key);
    }

    /** The value; null if it is not given or was wrong. */
    <T> T get(Key<T> key) {
        return orElse(key, null);
    }

    @SuppressWarnings("unchecked") // Section.read stores under a key only what that key's form has made.
    <T> T orElse(Key<T> key, T otherwise) {
        Entry entry = entries.get(key);
        return entry == null || entry.value() == null ? otherwise : (T) entry.value();
    }

    /** Where a key stands, or the section if the key is not there. */
    Node at(Key<?> key) {
        Entry entry = entries.get(key);
        return entry == null ? node : entry.keyNode();
    }
}
