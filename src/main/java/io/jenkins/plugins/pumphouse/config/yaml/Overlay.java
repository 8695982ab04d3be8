package io.jenkins.plugins.pumphouse.config.yaml;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A map of a text laid over that of another: maps are merged key by key, lists of maps with a {@code name} entry by
 * entry, and any other value replaces the one below it. A key without a value counts as not given.
 */
public final class Overlay {
    /** What belongs together as a whole: half of the disks of one host with half of another's is no layout. */
    private static final Set<String> WHOLE = Set.of("disks", "interfaces", "labels", "template");

    /** Sections whose keys are names of objects, which may be called like any key. */
    private static final Set<String> OF_NAMES = Set.of("mapping", "cutover");

    /** Levels below a section that a configuration has; a map that holds itself has more. */
    private static final int DEEPEST = 6;

    private final Map<String, Node> values;

    private Overlay(Map<String, Node> values) {
        this.values = values;
    }

    /** What a map says. */
    public static Overlay of(MappingNode map) {
        return new Overlay(entries(map));
    }

    /** What a map has under a key; empty without that key. */
    public static Optional<Node> value(MappingNode map, String key) {
        return Optional.ofNullable(entries(map).get(key));
    }

    /**
     * Several configurations as one, in which no inherited login goes to an address that another of them gives.
     *
     * @param layers the one that inherits first, each of the others inherited by the one before it
     */
    public static Overlay ofAll(List<MappingNode> layers) {
        Overlay whole = new Overlay(Map.of());
        for (int i = layers.size() - 1; i >= 0; i--) {
            whole = of(layers.get(i)).over(whole);
        }
        return new Overlay(DefaultLogins.within(whole.values, layers));
    }

    /** This one over another. */
    public Overlay over(Overlay below) {
        Map<String, Node> merged = new LinkedHashMap<>(below.values);
        values.forEach((key, value) ->
                merged.merge(key, value, (lower, upper) -> merged(upper, lower, OF_NAMES.contains(key), 0)));
        return new Overlay(merged);
    }

    /** The same without a key. */
    public Overlay without(String key) {
        Map<String, Node> fewer = new LinkedHashMap<>(values);
        fewer.remove(key);
        return new Overlay(fewer);
    }

    /** In the order of the lowest, then the others'. */
    public Set<String> keys() {
        return values.keySet();
    }

    /** A key with its value, as YAML. */
    public String text(String key) {
        StringWriter text = new StringWriter();
        new Yaml().serialize(map(Map.of(key, values.get(key))), text);
        return text.toString();
    }

    /** Whether a configuration has a password, a token or an address with a password. */
    public static boolean hasSecret(MappingNode configuration) {
        return entries(configuration).entrySet().stream()
                .anyMatch(section -> !OF_NAMES.contains(section.getKey()) && holdsSecret(section.getValue()));
    }

    private static boolean holdsSecret(Node section) {
        return MergeDepth.maps(section).stream()
                .flatMap(map -> entries(map).entrySet().stream())
                .anyMatch(entry -> entry.getValue() instanceof ScalarNode scalar
                        && LoginKeys.isSecret(entry.getKey(), scalar.getValue()));
    }

    /** Tells of keys that would get lost when maps are merged: what is no word, or is given twice. */
    public static void check(MappingNode configuration, Mistakes mistakes) {
        for (MappingNode map : MergeDepth.maps(configuration)) {
            Set<String> seen = new HashSet<>();
            for (NodeTuple tuple : Merge.entries(map, mistakes)) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    mistakes.addOnce(tuple.getKeyNode(), "a key must be a word, not " + Form.kind(tuple.getKeyNode()));
                } else if (!seen.add(key.getValue())) {
                    mistakes.addOnce(key, "\"" + key.getValue() + "\" is given twice; keep one");
                }
            }
        }
    }

    private static Map<String, Node> merged(
            Map<String, Node> above, Map<String, Node> below, boolean isOfNames, int depth) {
        Map<String, Node> merged = new LinkedHashMap<>(below);
        if (!isOfNames) {
            LoginKeys.clear(above.keySet(), merged.keySet());
        }
        above.forEach((key, value) -> merged.merge(
                key, value, (lower, upper) -> WHOLE.contains(key) ? upper : merged(upper, lower, isOfNames, depth)));
        return merged;
    }

    private static Node merged(Node above, Node below, boolean isOfNames, int depth) {
        if (depth == DEEPEST) {
            return above;
        }
        if (above instanceof MappingNode upper && below instanceof MappingNode lower) {
            return map(merged(entries(upper), entries(lower), isOfNames, depth + 1));
        }
        if (above instanceof SequenceNode upper && below instanceof SequenceNode lower) {
            Optional<Map<String, Node>> named = named(upper);
            Optional<Map<String, Node>> others = named(lower);
            if (named.isPresent() && others.isPresent()) {
                Map<String, Node> items = new LinkedHashMap<>(others.get());
                named.get().forEach((name, item) -> items.merge(name, item, (l, u) -> merged(u, l, false, depth + 1)));
                return new SequenceNode(Tag.SEQ, new ArrayList<>(items.values()), FlowStyle.BLOCK);
            }
        }
        return above;
    }

    /** The items of a list of maps that have a name each; empty for another list. */
    private static Optional<Map<String, Node>> named(SequenceNode list) {
        Map<String, Node> named = new LinkedHashMap<>();
        for (Node item : list.getValue()) {
            Node name = item instanceof MappingNode map ? entries(map).get("name") : null;
            if (!(name instanceof ScalarNode scalar) || named.put(scalar.getValue(), item) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }

    /** Of a key that is given twice the first, without those of no value; the reader refuses what is no word. */
    static Map<String, Node> entries(MappingNode map) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : Merge.entries(map, new Mistakes(""))) {
            if (tuple.getKeyNode() instanceof ScalarNode key && !Form.isNothing(tuple.getValueNode())) {
                entries.putIfAbsent(key.getValue(), tuple.getValueNode());
            }
        }
        return entries;
    }

    static MappingNode map(Map<String, Node> values) {
        List<NodeTuple> tuples = new ArrayList<>();
        values.forEach((key, value) -> tuples.add(new NodeTuple(Written.scalar(key), value)));
        return new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
    }
}
