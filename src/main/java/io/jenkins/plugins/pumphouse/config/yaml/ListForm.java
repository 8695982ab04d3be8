package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A list of maps, each a section of its own; at least one.
 *
 * @param items what they are, in the plural: {@code clouds}
 * @param section of each; read by the class that takes them
 */
public record ListForm(String items, Section section) implements Form<List<MappingNode>> {

    @Override
    public Schema schema() {
        return Schema.list(section.schema());
    }

    @Override
    public Optional<List<MappingNode>> read(Node node, String subject, Mistakes mistakes) {
        if (!(node instanceof SequenceNode sequence) || !Form.isPlain(node)) {
            mistakes.add(
                    node,
                    subject + " must be a list of " + items + ", not " + Form.kind(node) + "; start each with \"- \"");
            return Optional.empty();
        }
        if (sequence.getValue().isEmpty()) {
            mistakes.add(node, subject + " is an empty list; it must have " + items);
        }
        for (Node item : sequence.getValue()) {
            if (!(item instanceof MappingNode) || !Form.isPlain(item)) {
                mistakes.add(
                        item, "an item of " + subject + " must be a map of keys and values, not " + Form.kind(item));
            }
        }
        return Optional.of(sequence.getValue().stream()
                .filter(item -> item instanceof MappingNode && Form.isPlain(item))
                .map(MappingNode.class::cast)
                .toList());
    }
}
