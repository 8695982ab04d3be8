package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * How many maps are merged one into the other. Every map of a chain is read with all that it merges, so a chain of
 * thousands in a file of permitted size would take minutes or the whole stack. Measured without recursion, each map
 * once.
 */
public final class MergeDepth {
    /** Files that people write have two or three; generated ones may have more. */
    public static final int MOST = 200;

    private final Map<Node, Integer> depths = new IdentityHashMap<>();

    private MergeDepth() {}

    /** The first map found, if any, that merges through more than {@link #MOST} others. */
    public static Optional<Node> tooDeep(Node root) {
        MergeDepth measure = new MergeDepth();
        return maps(root).stream()
                .<Node>map(map -> map)
                .filter(map -> measure.of(map) > MOST)
                .findFirst();
    }

    /** Every map in a tree once, also where it is repeated or holds itself. */
    static List<MappingNode> maps(Node root) {
        List<MappingNode> maps = new ArrayList<>();
        Map<Node, Boolean> seen = new IdentityHashMap<>();
        Deque<Node> left = new ArrayDeque<>(List.of(root));
        while (!left.isEmpty()) {
            Node node = left.pop();
            if (seen.put(node, true) != null) {
                continue;
            }
            if (node instanceof MappingNode map) {
                maps.add(map);
                map.getValue().forEach(tuple -> {
                    left.push(tuple.getKeyNode());
                    left.push(tuple.getValueNode());
                });
            } else if (node instanceof SequenceNode list) {
                list.getValue().forEach(left::push);
            }
        }
        return maps;
    }

    /** A map that merges itself counts as one without merges where it is met again. */
    private int of(Node map) {
        Deque<Node> path = new ArrayDeque<>(List.of(map));
        while (!path.isEmpty()) {
            Node node = path.peek();
            boolean begun = depths.putIfAbsent(node, 0) != null;
            List<Node> merged = merged(node);
            Optional<Node> open = begun
                    ? Optional.empty()
                    : merged.stream().filter(next -> !depths.containsKey(next)).findFirst();
            if (open.isPresent()) {
                merged.stream().filter(next -> !depths.containsKey(next)).forEach(path::push);
                continue;
            }
            path.pop();
            depths.put(
                    node,
                    merged.stream()
                            .mapToInt(next -> depths.getOrDefault(next, 0) + 1)
                            .max()
                            .orElse(0));
        }
        return depths.get(map);
    }

    private static List<Node> merged(Node node) {
        List<Node> merged = new ArrayList<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (Tag.MERGE.equals(tuple.getKeyNode().getTag())) {
                    merged.addAll(
                            tuple.getValueNode() instanceof SequenceNode list
                                    ? list.getValue()
                                    : List.of(tuple.getValueNode()));
                }
            }
        }
        return merged;
    }
}
