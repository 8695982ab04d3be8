package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Merge;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** The value of {@code cutover}: one word for all networks that both clouds share, or a map with a word for each. */
final class CutoverForm implements Form<Map<String, String>> {
    /** Stands for all networks that are not named. */
    static final String OTHERS = "*";

    private static final Form<String> WORD = Scalars.oneOf(
            Map.of("hold", "hold", "address", "address", "now", "now"), List.of("hold", "address", "now"));

    @Override
    public Schema schema() {
        return Schema.anyOf(WORD.schema(), Schema.entries(WORD.schema()));
    }

    @Override
    public Optional<Map<String, String>> read(Node node, String subject, Mistakes mistakes) {
        if (!(node instanceof MappingNode map) || !Form.isPlain(node)) {
            return WORD.read(node, subject, mistakes).map(word -> Map.of(OTHERS, word));
        }
        Map<String, String> words = new LinkedHashMap<>();
        for (NodeTuple tuple : Merge.entries(map, mistakes)) {
            Optional<String> network = Scalars.TEXT.read(tuple.getKeyNode(), "a network in " + subject, mistakes);
            if (network.isEmpty()) {
                continue;
            }
            String entry = "\"" + network.get() + "\" of " + subject;
            Optional<String> word = WORD.read(tuple.getValueNode(), entry, mistakes);
            if (word.isPresent() && words.putIfAbsent(network.get(), word.get()) != null) {
                mistakes.add(tuple.getKeyNode(), entry + " is given twice; keep one");
            }
        }
        return Optional.of(words);
    }
}
