package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML's merge key: {@code <<: *defaults} brings the entries of another map that a map does not have itself.
 *
 * <p>SnakeYAML can merge too, but never returns from a map that merges itself (2.7, {@code setMergeOnCompose}).
 */
public final class Merge {
    private final List<NodeTuple> entries = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    /** Each map counts once, so that neither a circle nor a pyramid of merges takes long. */
    private final Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Mistakes mistakes;

    private Merge(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** The map's own entries, repeated keys included, followed by those that it merges. */
    public static List<NodeTuple> entries(MappingNode map, Mistakes mistakes) {
        Merge merge = new Merge(mistakes);
        merge.add(map);
        return merge.entries;
    }

    private void add(MappingNode map) {
        if (!visited.add(map)) {
            return;
        }
        List<NodeTuple> own = map.getValue().stream()
                .filter(tuple -> !isMerge(tuple))
                .filter(tuple -> !taken.contains(name(tuple)))
                .toList();
        entries.addAll(own);
        own.forEach(tuple -> taken.add(name(tuple)));
        map.getValue().stream()
                .filter(Merge::isMerge)
                .map(NodeTuple::getValueNode)
                .forEach(this::addMerged);
    }

    private void addMerged(Node value) {
        if (value instanceof MappingNode map) {
            add(map);
        } else if (value instanceof SequenceNode list
                && list.getValue().stream().allMatch(MappingNode.class::isInstance)) {
            list.getValue().forEach(map -> add((MappingNode) map));
        } else {
            mistakes.add(value, "\"<<\" must be followed by a map or a list of maps, usually as *name");
        }
    }

    private static boolean isMerge(NodeTuple tuple) {
        return Tag.MERGE.equals(tuple.getKeyNode().getTag());
    }

    /** Keys that are no words have no name to collide with; what is wrong with them is told elsewhere. */
    private static String name(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
    }
}
