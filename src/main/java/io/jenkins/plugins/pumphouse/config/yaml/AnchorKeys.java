package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
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
 * Keys of an inventory whose names nobody has to know, since they are only the place where something stands that other
 * parts refer to ({@code ipmi_default: &ipmi_default …}), as the original's inventory has them.
 */
public final class AnchorKeys {
    private AnchorKeys() {}

    /**
     * The map without its anchors' homes. A key that is neither known nor referred to stays, for its reader to refuse
     * it.
     *
     * @param known keys that mean something
     */
    public static MappingNode without(MappingNode map, Set<String> known) {
        boolean[] shared = shared(map.getValue());
        Set<NodeTuple> homes = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < shared.length; i++) {
            if (shared[i] && !isKnown(map.getValue().get(i), known)) {
                homes.add(map.getValue().get(i));
            }
        }
        List<NodeTuple> others =
                map.getValue().stream().filter(tuple -> !homes.contains(tuple)).toList();
        return new MappingNode(map.getTag(), true, others, map.getStartMark(), map.getEndMark(), map.getFlowStyle());
    }

    private static boolean isKnown(NodeTuple tuple, Set<String> known) {
        return !(tuple.getKeyNode() instanceof ScalarNode key) || known.contains(key.getValue());
    }

    /**
     * Which entries have a node in common with another: an alias is the same node again. Each node is visited once, by
     * the first entry that has it: whatever hangs on it is that one's, or was met by it.
     */
    private static boolean[] shared(List<NodeTuple> entries) {
        boolean[] shared = new boolean[entries.size()];
        Map<Node, Integer> owners = new IdentityHashMap<>();
        for (int i = 0; i < shared.length; i++) {
            Deque<Node> left = new ArrayDeque<>(List.of(entries.get(i).getValueNode()));
            while (!left.isEmpty()) {
                Node node = left.pop();
                Integer owner = owners.putIfAbsent(node, i);
                if (owner == null) {
                    children(node).forEach(left::push);
                } else if (owner != i) {
                    shared[owner] = true;
                    shared[i] = true;
                }
            }
        }
        return shared;
    }

    private static List<Node> children(Node node) {
        List<Node> children = new ArrayList<>();
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
