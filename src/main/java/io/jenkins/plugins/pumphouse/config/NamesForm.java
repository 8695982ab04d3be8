package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Merge;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** A map whose keys the operator chooses: names or ids on the source, and what they are on the target. */
final class NamesForm implements Form<Map<String, String>> {

    @Override
    public Schema schema() {
        return Schema.entries(Scalars.NAME_ON_TARGET.schema());
    }

    @Override
    public Optional<Map<String, String>> read(Node node, String subject, Mistakes mistakes) {
        if (!(node instanceof MappingNode map) || !Form.isPlain(node)) {
            mistakes.add(
                    node,
                    subject + " must be a map of names of the source to names on the target, not " + Form.kind(node));
            return Optional.empty();
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (NodeTuple tuple : Merge.entries(map, mistakes)) {
            Optional<String> source = Scalars.TEXT.read(tuple.getKeyNode(), "a name in " + subject, mistakes);
            if (source.isEmpty()) {
                continue;
            }
            String entry = "\"" + source.get() + "\" of " + subject;
            Optional<String> target = Scalars.NAME_ON_TARGET.read(tuple.getValueNode(), entry, mistakes);
            if (target.isPresent() && names.putIfAbsent(source.get(), target.get()) != null) {
                mistakes.add(tuple.getKeyNode(), entry + " is given twice; keep one");
            }
        }
        return Optional.of(names);
    }
}
