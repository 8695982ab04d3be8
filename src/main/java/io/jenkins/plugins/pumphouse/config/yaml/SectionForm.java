package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A map with known keys within another.
 *
 * @param section its keys
 * @param example what a message shows to who wrote something else
 */
public record SectionForm(Section section, String example) implements Form<Values> {

    @Override
    public Schema schema() {
        return section.schema();
    }

    @Override
    public Optional<Values> read(Node node, String subject, Mistakes mistakes) {
        if (!(node instanceof MappingNode map) || !Form.isPlain(node)) {
            mistakes.add(node, subject + " must be a map such as " + example + ", not " + Form.kind(node));
            return Optional.empty();
        }
        return Optional.of(section.read(map, subject, mistakes));
    }
}
