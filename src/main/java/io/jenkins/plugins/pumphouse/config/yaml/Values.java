package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** What one {@link Section} of the file says. */
public final class Values {

    /** @param value null if it was wrong: it counts as given, so that nobody hears that it is missing as well */
    public record Entry(Object value, Node keyNode) {}

    private final Map<ConfigKey<?>, Entry> entries;
    private final Node node;

    public Values(Map<ConfigKey<?>, Entry> entries, Node node) {
        this.entries = entries;
        this.node = node;
    }

    /** Nothing said, at no place: what somebody who wrote no defaults has. */
    public static final Values NONE = new Values(Map.of(), null);

    /** These, and for what they do not say, others; places are those of where a value is from. */
    public Values over(Values defaults) {
        Map<ConfigKey<?>, Entry> all = new LinkedHashMap<>(defaults.entries);
        all.putAll(entries);
        return new Values(all, node != null ? node : defaults.node);
    }

    /** These, with another value where a key is given at all. */
    public <T> Values with(ConfigKey<T> key, T value) {
        Map<ConfigKey<?>, Entry> all = new LinkedHashMap<>(entries);
        all.computeIfPresent(key, (same, entry) -> new Entry(value, entry.keyNode()));
        return new Values(all, node);
    }

    /** These without what is said under some keys. */
    public Values without(ConfigKey<?>... keys) {
        Map<ConfigKey<?>, Entry> fewer = new LinkedHashMap<>(entries);
        fewer.keySet().removeAll(List.of(keys));
        return new Values(fewer, node);
    }

    /** Whether any of the keys is there with anything as its value. */
    public boolean hasAny(ConfigKey<?>... keys) {
        return Stream.of(keys).anyMatch(this::has);
    }

    /** Whether the key is there with anything as its value, right or wrong. */
    public boolean has(ConfigKey<?> key) {
        return entries.containsKey(key);
    }

    /** The value; null if it is not given or was wrong. */
    public <T> T get(ConfigKey<T> key) {
        return orElse(key, null);
    }

    @SuppressWarnings("unchecked") // Section.read stores under a key only what that key's form has made.
    public <T> T orElse(ConfigKey<T> key, T otherwise) {
        Entry entry = entries.get(key);
        return entry == null || entry.value() == null ? otherwise : (T) entry.value();
    }

    /** Which keys of a section are there. */
    public List<ConfigKey<?>> given(Section section) {
        return entries.keySet().stream().filter(section::has).toList();
    }

    /** The section itself; null if nothing was said. */
    public Node node() {
        return node;
    }

    /** Where a key stands, or the section if it does not have the key. */
    public Node at(ConfigKey<?> key) {
        Entry entry = entries.get(key);
        return entry == null ? node : entry.keyNode();
    }
}
