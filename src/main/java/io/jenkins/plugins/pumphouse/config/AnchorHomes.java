package io.jenkins.plugins.pumphouse.config;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Keys of an inventory whose names nobody has to know, since they are only the place where something stands that other parts refer to
 * ({@code ipmi_default: &ipmi_default …}), as the original's inventory has them.
 */
final class AnchorHomes {
    private AnchorHomes() {}

    /**
     * The map without its anchors' homes. A key that is neither known nor referred to stays, for its reader to refuse it.
     *
     * @param known keys that mean something
     */
    static MappingNode without(MappingNode map, Set<String> known) {
        List<Set<Node>> parts =
                map.getValue().stream().map(tuple -> nodes(tuple.getValueNode())).toList();
        Map<Node, Integer> uses = new IdentityHashMap<>();
        parts.forEach(part -> part.forEach(node -> uses.merge(node, 1, Integer::sum)));
        Set<NodeTuple> homes = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < parts.size(); i++) {
            if (!isKnown(map.getValue().get(i), known) && parts.get(i).stream().anyMatch(node -> uses.get(node) > 1)) {
                homes.add(map.getValue().get(i));
            }
        }
        List<NodeTuple> others =
                map.getValue().stream().filter(tuple -> !homes.contains(tuple)).toList();
        return new MappingNode(
                map.getTag(), true, others, map.getStartMark(), map.getEndMark(), map.getFlowStyle());
    }

    private static boolean isKnown(NodeTuple tuple, Set<String> known) {
        return !(tuple.getKeyNode() instanceof ScalarNode key) || known.contains(key.getValue());
    }

    /** A node and all that hangs on it; an alias is the same node again, and a circle ends where it began. */
    private static Set<Node> nodes(Node root) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> left = new ArrayDeque<>(List.of(root));
        while (!left.isEmpty()) {
            Node node = left.pop();
            if (seen.add(node)) {
                children(node).forEach(left::push);
            }
        }
        return seen;
    }

    private static Set<Node> children(Node node) {
        Set<Node> children = new HashSet<>();
        if (node instanceof SequenceNode list) {
            children.addAll(list.getValue());
        } else if (node instanceof MappingNode map) {
            map.getValue().forEach(tuple -> {
                children.add(tuple.getKeyNode());
                children.add(tuple.getValueNode());
            });
        }
        return children;
    }
}
