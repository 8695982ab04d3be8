package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Any value: known from the original's inventory, allowed, and used by nothing. */
public record UnusedForm() implements Form<Node> {

    @Override
    public Schema schema() {
        return Schema.ANY;
    }

    @Override
    public Optional<Node> read(Node node, String subject, Mistakes mistakes) {
        return Optional.of(node);
    }
}
