package io.jenkins.plugins.pumphouse.config.yaml;

import io.jenkins.plugins.pumphouse.console.Nearest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A map of the file with known keys: the table of what it may hold. */
public final class Section {
    private final Map<String, ConfigKey<?>> keys;
    private final Map<String, String> elsewhere;

    private Section(Map<String, ConfigKey<?>> keys, Map<String, String> elsewhere) {
        this.keys = keys;
        this.elsewhere = elsewhere;
    }

    public static Section of(ConfigKey<?>... keys) {
        return new Section(
                Stream.of(keys)
                        .collect(Collectors.toMap(
                                ConfigKey::name, Function.identity(), (a, b) -> a, LinkedHashMap::new)),
                Map.of());
    }

    /** The same section with more keys. */
    public Section with(Section more) {
        Map<String, ConfigKey<?>> all = new LinkedHashMap<>(keys);
        all.putAll(more.keys);
        Map<String, String> others = new HashMap<>(elsewhere);
        others.putAll(more.elsewhere);
        return new Section(all, others);
    }

    /** Whether a key is known in this section. */
    public boolean has(ConfigKey<?> key) {
        return keys.get(key.name()) == key;
    }

    /** The names of all known keys, in the order of their declaration. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(keys.keySet());
    }

    /**
     * The same section without one key.
     *
     * @param why the key is not known in this section, to end the message that says so
     */
    public Section without(ConfigKey<?> key, String why) {
        Map<String, ConfigKey<?>> fewer = new LinkedHashMap<>(keys);
        fewer.remove(key.name());
        Map<String, String> more = new HashMap<>(elsewhere);
        more.put(key.name(), why);
        return new Section(fewer, more);
    }

    /**
     * Reads a section: every value in its form, unknown, repeated and missing keys as mistakes.
     *
     * @param node the map, {@linkplain Form#isPlain plain}
     * @param subject how messages call it: {@code source cloud "x"}
     */
    public Values read(MappingNode node, String subject, Mistakes mistakes) {
        Map<ConfigKey<?>, Values.Entry> entries = new LinkedHashMap<>();
        Map<String, Node> seen = new HashMap<>();
        for (NodeTuple tuple : Merge.entries(node, mistakes)) {
            Node keyNode = tuple.getKeyNode();
            if (!(keyNode instanceof ScalarNode scalar)) {
                mistakes.add(keyNode, "a key of " + subject + " must be a word, not " + Form.kind(keyNode));
                continue;
            }
            Node before = seen.putIfAbsent(scalar.getValue(), keyNode);
            if (before != null) {
                mistakes.add(
                        keyNode,
                        quoted(scalar.getValue()) + " of " + subject + " is given twice, first in "
                                + Position.of(before.getStartMark()) + "; keep one");
                continue;
            }
            ConfigKey<?> key = keys.get(scalar.getValue());
            if (key == null) {
                mistakes.add(keyNode, unknown(scalar.getValue(), subject));
            } else if (!Form.isNothing(tuple.getValueNode())) {
                Optional<?> value =
                        key.form().read(tuple.getValueNode(), quoted(key.name()) + " of " + subject, mistakes);
                entries.put(key, new Values.Entry(value.orElse(null), keyNode));
            }
        }
        keys.values().stream()
                .filter(key -> key.required() && !entries.containsKey(key))
                .forEach(key -> mistakes.add(node, subject + " has no " + quoted(key.name()) + "; add it"));
        return new Values(entries, node);
    }

    /** Its keys with their forms. */
    public Schema schema() {
        Map<String, Schema> forms = new LinkedHashMap<>();
        keys.values().forEach(key -> forms.put(key.name(), key.form().schema()));
        return Schema.map(
                forms,
                keys.values().stream()
                        .filter(ConfigKey::required)
                        .map(ConfigKey::name)
                        .toList());
    }

    private String unknown(String written, String subject) {
        String message = "unknown key " + quoted(written.length() > 64 ? written.substring(0, 64) + "…" : written)
                + " in " + subject;
        if (elsewhere.containsKey(written)) {
            return message + "; " + elsewhere.get(written);
        }
        return message
                + meant(written)
                        .map(key -> "; did you mean " + quoted(key) + "?")
                        .orElseGet(() -> "; known are " + String.join(", ", keys.keySet()));
    }

    private Optional<String> meant(String written) {
        Map<String, String> names = new HashMap<>();
        for (ConfigKey<?> key : keys.values()) {
            names.put(key.name(), key.name());
            key.otherNames().forEach(other -> names.put(other, key.name()));
        }
        return Nearest.to(written, new ArrayList<>(names.keySet())).map(names::get);
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
