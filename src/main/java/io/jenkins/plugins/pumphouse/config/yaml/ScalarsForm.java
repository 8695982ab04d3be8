package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A list of single values; one alone needs no list. No value may stand in it twice.
 *
 * @param item the form of each
 * @param <T> what each becomes
 */
public record ScalarsForm<T>(Form<T> item) implements Form<List<T>> {
    /** Items; an alias repeats a list for a few bytes, so that its length is what bounds the work. */
    private static final int MOST = 256;

    @Override
    public Schema schema() {
        return Schema.anyOf(item.schema(), Schema.list(item.schema()));
    }

    @Override
    public Optional<List<T>> read(Node node, String subject, Mistakes mistakes) {
        if (node instanceof ScalarNode) {
            return item.read(node, subject, mistakes).map(List::of);
        }
        if (!(node instanceof SequenceNode list) || !Form.isPlain(node)) {
            mistakes.add(node, subject + " must be a list such as [a, b], not " + Form.kind(node));
            return Optional.empty();
        }
        if (list.getValue().size() > MOST) {
            mistakes.add(node, subject + " has more than " + MOST + " items");
            return Optional.empty();
        }
        List<T> items = new ArrayList<>();
        for (Node written : list.getValue()) {
            item.read(written, "an item of " + subject, mistakes).ifPresent(value -> {
                if (items.contains(value)) {
                    mistakes.add(written, subject + " has \"" + value + "\" twice; keep one");
                }
                items.add(value);
            });
        }
        return Optional.of(List.copyOf(items));
    }
}
